# An older register taken in.

import-title = Take in an older register
import-lead = Bring a register that is kept in Excel into the system: send the files, send the table, look at the preview, then enter it. Sending the same table again doubles nothing: rows that are there are passed over.
import-step-files = 1. Files of documents (if there are any)
import-files-lead = Pack the folder as .zip and send it. Each file is read before it is kept; a document that is marked secret is refused and nothing of it is kept. Files are found by the names in the column “File name”.
import-files-zip = A .zip of at most 250 MB
import-files-send = Send the files
import-files-taken = { $count } files were taken in; they wait until the rows with their names are entered.
import-files-refused = { $count } files were not taken in:
import-zip-damaged = This file cannot be opened. Pack it as .zip again and send it again.
import-zip-too-large = Too many files, or too large ones. Part them into several .zip files.
import-step-table = 2. The table
import-template-lead = Fill in the template, or give the columns of your table the same headings:
import-template = download the .xlsx template
import-columns = Columns: { $columns }. Those with * must be there.
import-table-file = Table, .xlsx or .csv
import-table-send = Preview
import-assume-done = Incoming documents without a day on which they were done are done
import-before = Earlier imports
import-rows = { $count } rows
import-so-far = { $done } of { $all } rows
import-sheet = Register
import-preview = Preview
import-nothing-yet = Nothing is written yet. Look at it, then enter it.
import-new = New documents
import-there = In the register already
import-is-there = there
import-wrong-rows = Rows to mend
import-files = Files found
import-enter = { $wrong ->
    [0] Enter { $count } rows
   *[other] Enter { $count } rows, leave out { $wrong }
 }
import-wrong-title = { $count } rows to mend
import-more = … and { $count } more.
import-sample = The first { $count } rows
import-alike = { $count } rows are like documents that are there
import-number-twice = same symbol on another day: one of them may be wrong
import-perhaps = same symbol, perhaps of another term
import-files-missing = { $count } rows without their file
import-files-missing-help = Send these files in step 1, then the table again: they are added to the documents that were entered.
import-handlers-missing = { $count } rows with a handler who is not known
import-handlers-missing-help = No unit and nobody has exactly this name; the document is entered without a handler.
import-row-and = Row { $row }: { $what }
import-no-issue = The table has outgoing or internal documents, and you may not give numbers of this unit. Leave those rows out, or ask somebody who may.
import-no-row = There is no document in the table. Fill in at least one row below the headings.
import-begun = The import has begun.
import-of = Older register: { $count } rows
import-began = Began
import-ended = The import has ended.
import-entered = Entered
import-not-entered = Not entered
import-leave = You may leave this page; a notice comes when it is done.
import-look-again = Look again
import-unnumbered = { $count } documents outside of the sequences
import-unnumbered-help = They are in the register with the symbol that stands on them; their numbers belong to no sequence of the unit.

import-empty = Nothing stands here.
import-nameless = Enter the arrival number or the symbol: without both the document could not be known again.
import-no-direction = Enter: đến, đi or nội bộ (incoming, outgoing, internal).
import-no-day = Enter a day like 31/12/2025.
import-to-come = This day has not come yet.
import-arrived-before = It came before its own date.
import-no-number = Enter a number from 1 to 999999.
import-unknown-kind = There is no such kind of document; enter one like “công văn”, “báo cáo”.
import-no-symbol = No symbol can be read here; enter one like 15/QĐ-UBND or 07-NQ/TU.
import-too-long = Too long; a cell has at most 2,000 characters.
import-duplicate = The same as row { $first }.
import-number-given = This arrival number is given to another document of the register.
import-gone = The table is no longer there.
import-no-right = Who began it may no longer keep the register of the unit.

job-import-register = Take in a register
notice-register-imported = The older register was taken in: { $entered } new documents, { $refused } rows were not entered.
letter-register-imported = A register was taken in
