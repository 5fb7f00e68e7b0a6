# The command line: help, the caller's mistakes, files that were not read.

about = Sáu Rõ: reads and audits official documents, keeps the organisation in time, serves the site.
about-read = Read documents: outline, notes, citations, tasks, targets
about-audit = Audit documents: sums, ratios, dates, symbols, headings

heading-usage = Usage
heading-commands = Commands
heading-arguments = Arguments
heading-options = Options
usage-sauro = sauro COMMAND [OPTIONS] …
usage-read = sauro read [OPTIONS] FILE|FOLDER|-…
usage-audit = sauro audit [OPTIONS] FILE|FOLDER|-…

value-files = FILE|FOLDER|-
help-files = Files .docx .pdf .html .md .txt, folders of such files, or - for standard input
help-format = Form of the result: text (to read), json (for machines), html (one page to look at and print)
help-text = Print only the text extracted from one file; places in json count its bytes
help-lang = Language: vi (Vietnamese) or en (English)
help-annotate = Give back the same Word file with a comment at every finding, written to OUT.docx
help-force = Let --annotate overwrite a file
help-explain = Explain a rule with its examples; without a number, list all rules
help-help = Show help
help-version = Show the version
after-help =
    Exit status: 0 nothing is certainly wrong; 1 something certainly is; 2 a file could not be read or the command is not right.

error = error
error-bug = program error
hint = what to do
hint-help = see sauro --help
hint-bug = this is not your mistake; please send the line above to the developers, with the file if nothing in it is private

mistake-unknown-argument = there is no option { $argument }
mistake-invalid-value = “{ $value }” does not fit { $argument }; use one of: { $possible }
mistake-missing-value = { $argument } needs a value
mistake-missing = { $argument } is missing
mistake-unknown-command = there is no command { $command }; the commands are: read, audit, serve, demo, migrate, user, log
mistake-conflict = { $argument } and { $other } do not go together
mistake-command-line = the command line is not right
mistake-no-documents = there is no document (.docx .pdf .html .md .txt) in { $path }
mistake-standard-input-twice = standard input (-) can be read only once
mistake-one-file-for-text = --text prints the text of one file; run it for each file
mistake-one-file-for-annotate = --annotate takes exactly one .docx file; run it for each file
mistake-annotate-not-docx = { $path } is not a .docx file, so it cannot carry comments; save it as .docx in Word and try again
mistake-annotate-same-file = the output is the input ({ $path }); choose another name, so that your original stays as it is
mistake-annotate-exists = { $path } exists; choose another name, or add --force to overwrite it
mistake-unknown-rule = there is no rule { $rule }; run sauro audit --explain to see them all
failure-write = cannot write { $path }: { $cause }
failure-output = cannot write the result: { $cause }
failure-annotate = cannot add comments to { $path }: { $cause }

standard-input = standard input
progress-reading = Reading

not-read = { $path } was not read: { $reason }
refused-empty = the file is empty; check it
refused-not-a-document = it is not a document ({ $detail }); sauro reads .docx, .pdf, .html, .md, .txt
refused-old-format = the format { $detail } is not read; open the file and save it as .docx or .pdf
refused-damaged = the file is damaged or cut off; get the original again
refused-encrypted = the file is protected by a password; remove the password and try again
refused-no-text-layer = the file has only images of pages ({ $pages }) and no text; use the .docx, or recognise the text (OCR) first
refused-too-large = the file is too large: { $detail } is over { $limit }; split it into smaller files
refused-secret = the document is marked secret; by law it may not be in a system like this; sauro stores nothing of it
refused-not-found = there is no such file; check the path
refused-no-permission = you may not read it; ask for the right or copy the file elsewhere
refused-io = { $detail }
refused-bug = the program failed on this file ({ $detail }); please tell the developers

# Details of these reasons; the keys are made from the words of the program.
detail-it-is-a-picture-png = a picture, PNG
detail-it-is-a-picture-jpeg = a picture, JPEG
detail-it-is-a-picture-gif = a picture, GIF
detail-it-is-a-picture-tiff = a picture, TIFF
detail-it-is-an-archive-gzip = an archive, gzip
detail-it-is-an-archive-7z = an archive, 7z
detail-it-is-an-archive-rar = an archive, RAR
detail-it-is-postscript = PostScript
detail-it-is-a-zip-archive = an archive, zip
detail-it-holds-bytes-that-no-text-has = a binary file
detail-it-holds-too-many-control-characters-for-a-text = a binary file
detail-depth-of-nested-elements = the depth of nested elements
detail-depth-of-nested-tables = the depth of nested tables
detail-number-of-pages = the number of pages
detail-size-of-the-file-in-bytes = the size of the file in bytes
detail-size-of-the-text-in-bytes = the size of the text in bytes
detail-size-of-what-is-unpacked-in-bytes = the size of what is unpacked in bytes
detail-number-of-operators-of-a-pdf = the number of drawing operators of a PDF

about-serve = Run the server
about-demo = Try it with an invented city
about-migrate = Bring the database to this version
about-user = People: give a new password
about-reset = Give a new password to somebody who is locked out
about-log = The log: check it
about-verify = Prove that the log is whole
usage-serve = sauro serve [OPTIONS]
usage-demo = sauro demo [OPTIONS]
usage-migrate = sauro migrate [OPTIONS]
usage-user = sauro user COMMAND
usage-reset = sauro user reset [OPTIONS] NAME
usage-log = sauro log COMMAND
usage-verify = sauro log verify [OPTIONS]
value-name = NAME
help-database = The database: sqlite:PATH or postgres://…; also read from SAURO_DATABASE
help-listen = Address and port to listen on
help-organisation = Name of the organisation, for the first start
help-https = People come by https (behind a proxy)
help-json_logs = Write technical logs as JSON
help-metrics = Address and port of their own for figures of the running program (Prometheus), at /metrics
help-folder = Folder that keeps the data of the demonstration; without it they go when it stops
help-name = Sign-in name
serve-here = Sáu Rõ runs at { $address }
serve-first =
    An administrator was made. The password is shown this once:
      sign-in name: { $name }
      password:     { $password }
serve-address = cannot listen on { $address }: { $cause }; choose another port with --listen
demo-making = Making the invented city of Hải Minh…
demo-people = Sign in as one of: { $names }; password: { $password }
migrate-done = The database is at this version.
user-unknown = there is no { $name }
user-reset = New password of { $name }, good once: { $password }
log-whole = The log is whole: { $count } entries, last hash { $hash }
log-broken = the log was changed at entry { $entry } or before; leave the machine as it is and compare with a backup
log-cut-off = the log was cut off: { $found } entries of the { $written } that were written; compare with a backup
store-address = the address of a database begins with sqlite: or postgres:
store-schema = the database does not fit this version: { $detail }; use the newest sauro
store-unreachable = the database cannot be used: { $cause }; check the path, the rights, the room on the disk, the PostgreSQL server
server-bug = { $cause }
