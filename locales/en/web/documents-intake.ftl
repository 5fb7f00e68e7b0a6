# Taking files in, confirming their forms, entering documents.

intake-title = Receive documents
intake-lead = Drop many files here. Each is read and its form filled; look at it and press Enter to register.
intake-files = Files
intake-files-hint = .docx, .pdf, .txt, .md, .html or pictures, 64 MB each at most. Secret documents must not be in this system.
intake-taken = Read, waiting to be confirmed
intake-sending = Sending
intake-reading = Reading
intake-failed = Not sent, choose this file again
intake-next = Look and register
intake-refused =
    { $count ->
        [one] One file was not taken; the others are not affected:
       *[other] { $count } files were not taken; the others are not affected:
    }
intake-waiting =
    { $count ->
        [0] No document waits to be registered
        [one] One document waits to be registered
       *[other] { $count } documents wait to be registered
    }
intake-begin = Begin to confirm
intake-list = Documents that wait
intake-file = File
intake-unread = A scan without text: look at the file and type the form
intake-none = No document waits to be registered.
intake-none-next = Choose files above to receive more.
intake-confirm = Register: { $name }
intake-place = Document { $place } of { $count } that wait.
intake-same-file = The register has this very file already:
intake-enter = Register
intake-discard = Drop this file
intake-discarded = The file was dropped, nothing of it is kept.
intake-paper = What stands in the file
intake-original = Download the original
intake-scan = This file is a scan, it has no text to read. Open the original and type the form.
intake-picture = This file is a picture. Open the original and type the form.
intake-look-secret = Before you register it, see whether the scan bears a mark of secrecy. If it does, drop this file.
intake-more =
    { $count ->
        [one] … and one more paragraph
       *[other] … and { $count } more paragraphs
    }

document-in-register = Register of
document-direction = Register
document-kind-none = Not known
document-recipients-lines = Recipients (one a line)
document-more = Place, urgency, recipients
document-is-issued = This document is issued
document-is-issued-hint = Its number is taken as the symbol above says. Leave it out while this is a draft.
document-although-alike = Register it although the register has this document
document-new = Enter a document without a file
document-enter = Register
document-enter-file = You have the file? Receive it
document-entered = Registered.
document-entered-arrival = Registered: arrival number { $number }, { $day }.
document-edit-fixed = This document is issued: symbol, date and kind stay as they are.
document-edit-back = Back to the document
document-save = Save
document-saved = The form was saved.

read-verbatim = ✓ Read word for word, line { $line }
read-like = ≈ Like the words of line { $line }, look at it
read-concluded = ? Concluded from several places, look at it
read-absent = Not in the document
read-by-hand = Type it from the scan

alike-same = The register has a document with this symbol, date and issuer:
alike-number-twice = The register has this symbol on another date; one of them is wrong, or the number was given twice:
alike-perhaps = It may be this one:

file-role = This file is
file-add = Add a file
file-add-file = File
file-add-hint = A signed scan, a newer text or an attachment; .docx, .pdf, .txt, .html, pictures. Earlier versions are kept.
file-add-send = Send
file-added = The file was added.
file-too-slow = The file took too long. Try again with a better connection.
file-not-read = The program failed to read this file. The failure is in its log; you can save the file in another format and send it again.

document-symbol-not-ours = The symbol is not written as this register writes it: it would be { $symbol }. Correct it, or say that the document is not issued yet.
document-file-elsewhere = This file waits for the register of another unit. Register it there first.
