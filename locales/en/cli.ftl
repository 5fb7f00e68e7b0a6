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
mistake-unknown-command = there is no command { $command }; the commands are: read, audit, compose, lint, serve, demo, bench, backup, restore, doctor, migrate, openapi, user, log
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
detail-number-of-rows = number of rows
detail-number-of-parts = number of parts
detail-it-is-an-archive-not-a-workbook = an archive, not a workbook
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
about-report = Make the month's report of the invented city, from its units' files and figures to the issued document
about-bench = Measure how fast it is
about-month = Measure the month's report: from units' files and figures to .docx and .pdf, stage by stage
about-migrate = Bring the database to this version
about-openapi = Print the OpenAPI document of the programming interface
about-user = People: give a new password
about-reset = Give a new password to somebody who is locked out
about-log = The log: check it
about-verify = Prove that the log is whole
usage-serve = sauro serve [OPTIONS]
usage-demo = sauro demo [OPTIONS] [report]
usage-report = sauro demo report [--into FOLDER]
usage-bench = sauro bench COMMAND
usage-month = sauro bench month [--units N,N…] [--documents N]
usage-migrate = sauro migrate [OPTIONS]
usage-openapi = sauro openapi [OPTIONS]
usage-user = sauro user COMMAND
usage-reset = sauro user reset [OPTIONS] NAME
usage-log = sauro log COMMAND
usage-verify = sauro log verify [OPTIONS]
value-name = NAME
help-database = The database: sqlite:PATH or postgres://…; also read from SAURO_DATABASE
help-address = The address at which people reach the site, such as https://sauro.haiminh.example, for passkeys and for links in letters; also read from SAURO_ADDRESS
help-listen = Address and port to listen on
help-organisation = Name of the organisation, for the first start
help-https = People come by https (behind a proxy)
help-forwarded_by = Addresses or prefixes of proxies that are believed when they write the address of people into X-Forwarded-For, such as 127.0.0.1 or 10.0.0.0/8; without it X-Forwarded-For is not read; also read from SAURO_FORWARDED_BY
help-json_logs = Write technical logs as JSON
help-metrics = Address and port of their own for figures of the running program (Prometheus), at /metrics
help-mail_place = Send letters by smtp://host:port, smtps://name:password@host, or write them into folder:FOLDER; without it no letters go out; also read from SAURO_MAIL (the place for a password)
help-mail_from = Address of the sender of letters; also read from SAURO_MAIL_FROM
help-openid_issuer = The address (issuer) of the sign-in system, by OpenID Connect, such as https://id.haiminh.example; needs --address; also read from SAURO_OPENID_ISSUER
help-openid_client = The name of this site there (client ID); also read from SAURO_OPENID_CLIENT
help-openid_secret_file = File with the secret of this site there (client secret); also read from SAURO_OPENID_SECRET_FILE
help-openid_ca_file = PEM file of an authority of your own that certified the sign-in system; also read from SAURO_OPENID_CA_FILE
help-openid_name = The name by which people know the sign-in system, for the button “Sign in with …”; also read from SAURO_OPENID_NAME
help-units = How many units; bench month takes several numbers with commas between
help-documents = How many files of ten pages are written beside pandoc and docxtpl, where these are installed
help-into = Folder into which the units' files and the report are written
help-folder = Folder that keeps the data of the demonstration; without it they go when it stops
help-name = Sign-in name
serve-here = Sáu Rõ runs at { $address }
serve-first =
    An administrator was made. The password is shown this once:
      sign-in name: { $name }
      password:     { $password }
serve-site-address = { $address } is no address for which browsers make passkeys; write --address as https://name (or http://localhost:port)
serve-proxies = --forwarded-by { $proxies } is not right; write IP addresses or prefixes with commas between, such as 127.0.0.1 or 10.0.0.0/8,fd00::/8
serve-address = cannot listen on { $address }: { $cause }; choose another port with --listen
mail-place = --mail is not right; write smtp://host:port, smtp://name:password@host:587, smtps://name:password@host or folder:FOLDER
mail-open-password = a password goes over an encrypted line only; leave ?tls=… out, or use smtps://
mail-sender = --mail-from wants an e-mail address, for example sauro@office.vn
openid-incomplete = sign-in by OpenID Connect needs --openid-issuer, --openid-client, --openid-name and --address; add { $missing }
openid-address = { $address } cannot be used for OpenID Connect; --openid-issuer and --address must be https://… (plain http for this machine only)
openid-file = cannot read the file { $file }: { $cause }
openid-secret-empty = the file { $file } is empty; write the secret into it
openid-ca = the file { $file } holds no PEM certificates: { $cause }
demo-making = Making the invented city of Hải Minh…
month-read = Read { $files } reports of units ({ $sentences } sentences), entered { $cells } cells
month-desk = Synthesis desk: { $groups } groups of sentences, { $contradictions } places where words differ from cells, { $gaps } gaps
month-contradiction = {"  "}{ $text } – { $indicator }: words { $said }, cell { $cell }
month-supplied = The missing figures came in: { $gaps } gaps left
month-back = Read back from Word: { $changes } paragraphs changed, { $figures } figures that no longer equal their cells
month-moved = A cell is corrected before the issue: { $figures } figures move in { $sentences } places
month-checked = Checked before the issue: { $certain } certain findings, { $verify } to verify ({ $numbers } numbers, { $relations } relations), { $layout } deviations of layout
month-issued = Issued { $symbol }: { $path }
bench-size = { $units } units, a .docx of { $pages } pages each ({ $size } MB in all), { $cells } cells; { $cores } cores
bench-ratio = to linear: { $ratio }
bench-read = files read
bench-audit = each file audited
bench-statements = sentences put under headings
bench-synthesise = alike sentences grouped
bench-compare = words held against cells
bench-draft = report drafted, figures checked
bench-docx = .docx written
bench-check = report audited, layout checked
bench-pdf = .pdf written
bench-whole = all of it
bench-found = {"  "}peak memory { $peak } MB; { $sentences } sentences, { $groups } groups; { $numbers } numbers of the report understood
bench-writing = Writing a .docx of ten pages, one by one:
bench-peer = {"  "}{ $name }: { $documents } files, { $each } each (to sauro: { $ratio })
bench-peer-none = {"  "}{ $name }: not installed here, so not compared
demo-people = Sign in as one of: { $names }; password: { $password }
migrate-done = The database is at this version.
user-unknown = there is no { $name }
user-reset = New password of { $name }, good once: { $password }
log-whole = The log is whole: { $count } entries, last hash { $hash }
log-broken = the log was changed at entry { $entry } or before; leave the machine as it is and compare with a backup
log-cut-off = the log was cut off: { $found } entries of the { $written } that were written; compare with a backup
store-address = the address of a database begins with sqlite: or postgres:
store-schema = the database does not fit this version: { $detail }; use the newest sauro
store-unreachable = the database cannot be used; check the path, the right to write, the room on the disk, the PostgreSQL server (the database says: “{ $cause }”)
server-bug = { $cause }

about-backup = Copy the whole site to one file, while people go on working
about-restore = Make a site from a backup, in an empty place
about-doctor = Look at every part of the site and say what to do
usage-backup = sauro backup [OPTIONS] FILE.zip
usage-restore = sauro restore [OPTIONS] FILE.zip
usage-doctor = sauro doctor [OPTIONS]
value-backup = FILE.zip
help-out = The backup to write
help-from = The backup
help-replace = Write over a backup that is there
help-files_place = Folder of uploaded files, or s3://BUCKET/PREFIX (with the variables AWS_…, see docs/operations.md); without it, files beside the file of SQLite, or sauro-files; also read from SAURO_FILES
backup-done =
    Backed up to { $path } ({ $size }): { $tables } tables, { $rows } rows, { $files } files.
    Log: { $log } entries, last hash { $hash }
backup-missing = Note: { $count } files were lost or damaged before, so the backup lacks them; run sauro doctor to see which
backup-exists = { $path } exists; choose another name, or add --force to overwrite it
backup-io = cannot read or write { $path }: { $cause }; check the path, the rights, the room on the disk
backup-schema = the database is not at this version; run sauro migrate, then try again
restore-done =
    Restored and checked the backup of { $at }: { $tables } tables, { $rows } rows, { $files } files.
    Log: { $log } entries, last hash { $hash }
restore-not-empty = there are data in this database; a backup is restored into an empty place only, choose another with --database
restore-foreign = { $path } is not a backup of sauro; check the file
restore-newer = { $path } was written by the newer sauro { $version }; restore it with that one or a newer one
restore-damaged = the backup { $path } is damaged or was changed ({ $cause }); nothing was restored, use another one
restore-bomb = { $path } says that it unpacks to { $size }, too much for its length; nothing was restored
files-unreachable = the place of files cannot be used: { $cause }; check --files, the rights, the room on the disk
files-variable = files in S3 need the variable { $name }, which is missing or cannot be used; set it right (see docs/operations.md)
files-plain-http = AWS_ENDPOINT_URL is plain http: files and keys could be read on the way; use https, or set AWS_ALLOW_HTTP=true for a network that you trust
doctor-well = The site is well.
doctor-unwell = { $count } to see to.
doctor-schema = Version of the database: { $step }
doctor-no-schema = There are no data yet; run sauro migrate, or sauro restore
doctor-old-schema = The database is at version { $at }, the program needs { $newest }; make a backup, then run sauro migrate
doctor-new-schema = The database is at version { $at }, newer than the program ({ $newest }); install the newest sauro
doctor-engine = The data on the disk and the references between tables are whole
doctor-defects = The data on the disk are damaged ({ $list }); stop the server, leave the files as they are, restore the last backup into a new place
doctor-log = The log is whole: { $count } entries, last hash { $hash }
doctor-units = The rows of units are those that the decisions give
doctor-units-differ = { $rows } rows of units differ from what the decisions give; somebody wrote into the database by hand: restore a backup or tell the developers
doctor-room = Disk: data { $size }, free { $free }
doctor-room-elsewhere = Data { $size }; the room is that of the PostgreSQL server, look there
doctor-no-room = Only { $free } of the disk are free, at least { $wanted } should be; make room
doctor-clock = The clock is not behind the log
doctor-clock-back = The clock says { $now }, earlier than the last entry of the log ({ $last }); set it right (NTP) and start again
doctor-files = Uploaded files: all { $named } are there; { $orphans } that nothing names
doctor-files-missing = { $count } uploaded files are missing ({ $list }); check --files, or take them from a backup
doctor-files-shut = The place of uploaded files does not take a file, give it back and delete it: { $cause }; check --files, the rights, the variables AWS_… for S3
doctor-unseen-schema = The version of the database could not be read: { $cause }
doctor-unseen-engine = The data on the disk could not be checked: { $cause }; leave the files as they are and restore a backup into a new place
doctor-unseen-log = The log could not be read: { $cause }
doctor-unseen-units = The units could not be derived again: { $cause }
doctor-unseen-room = The room on the disk could not be seen: { $cause }
doctor-unseen-clock = The clock could not be compared with the log: { $cause }
doctor-unseen-files = The uploaded files could not be looked at: { $cause }

# Writing documents and checking their layout.
about-compose = Write a document in its layout (.docx or .pdf) from a text file
about-lint = Check the layout of a .docx against the rules in force on its day
usage-compose = sauro compose [OPTIONS] FILE.md -o FILE.docx|FILE.pdf
usage-lint = sauro lint [OPTIONS] FILE.docx…
value-form = FILE.md
value-linted = FILE.docx
help-composed = File to write; .docx or .pdf tells the format
help-overwrite = Replace a file that exists
help-form = Text file in the form of docs/compose.md, or - for standard input
help-lint_format = Format of the result: text (to read), json (for programs)
help-linted = .docx file to check, or - for standard input
composed = Wrote { $path } in the layout of { $layout }.
mistake-compose-extension = { $path } must end in .docx or .pdf
mistake-compose-utf-8 = { $path } is not text in UTF-8; save it again as UTF-8
failure-compose-read = cannot read { $path }: { $cause }
form-not-a-header = this line must read “Word: value”; an empty line ends the header, then comes the body
form-unknown-header = there is no header “{ $value }”; docs/compose.md lists them
form-twice = “{ $value }:” may stand once only
form-missing = the line “{ $value }: …” is missing
form-unknown-kind = “{ $value }” is no kind of document; for example: báo cáo, công văn, tờ trình, quyết định
form-unknown-system = “{ $value }” is not known; write “Đảng” or “Nhà nước”
form-no-day = “{ $value }” is no day; write 05/11/2026, or tháng 11/2026 where the day is open
form-no-symbol = number and symbol “{ $value }” are not right; write 112-BC/TU (Party), 15/QĐ-UBND (State), or only “Ký hiệu:” where the number is open
form-no-urgency = “{ $value }” is no mark of urgency; write Khẩn, Thượng khẩn or Hỏa tốc
form-no-authority = { $value } has no such authority; use Thay mặt, Ký thay, Thừa lệnh or Quyền
form-secret = by law a secret document may not be written in this system
form-no-note = note [^{ $value }] has no text; add a line “[^{ $value }]: …”
form-note-twice = note [^{ $value }] has two texts; remove one
form-note-uncalled = nothing calls note [^{ $value }]
form-no-figure = the id of a figure “{ $value }” must have 1 to 64 plain characters without spaces
form-empty = there is no body after the header
detail-it-is-no-docx-file = not a .docx file
lint-summary = { $path }: layout of { $layout }; { $certain } wrong, { $verify } to verify
lint-place = “{ $quote }”{ $count ->
    [1] {""}
   *[other] {" "}({ $count } places in all)
}
lint-paper = paper { $found }, the rule says { $wanted }
lint-margin-top = top margin { $found }, the rule says { $wanted }
lint-margin-bottom = bottom margin { $found }, the rule says { $wanted }
lint-margin-left = left margin { $found }, the rule says { $wanted }
lint-margin-right = right margin { $found }, the rule says { $wanted }
lint-page-number = no page number in the middle of the top margin (a document of one page needs none)
lint-page-number-below = the page number stands at the foot; the rule puts it in the middle of the top margin
lint-page-number-first = the page number is shown on the first page; the rule hides it there
lint-font = { $part }: font { $found }, the rule says { $wanted }
lint-size = { $part }: size { $found }, the rule says { $wanted }
lint-bold = { $part }: must be bold
lint-not-bold = { $part }: must not be bold
lint-italic = { $part }: must be italic
lint-not-italic = { $part }: must be upright
lint-capitals = { $part }: must be in capitals: { $wanted }
lint-alignment = { $part }: { $found }, the rule says { $wanted }
lint-align-left = aligned left
lint-align-right = aligned right
lint-align-centre = centred
lint-align-justified = justified
lint-leading = { $part }: leading { $found }, the rule says { $wanted }
lint-spacing = { $part }: { $found } between paragraphs, the rule says { $wanted }
lint-indent = { $part }: first line indented { $found }, the rule says { $wanted }
lint-missing = { $part } is missing{ $words ->
    [yes] : { $wanted }
   *[no] {""}
}
lint-symbol-form = { $part }: written “{ $found }”, the rule says “{ $wanted }”
lint-date-form = { $part }: written “{ $found }”, the rule says “{ $wanted }”
lint-authority-form = { $part }: written “{ $found }”{ $words ->
    [yes] , the rule says “{ $wanted }”
   *[no] {""}, which the rule does not know
}
lint-recipients-form = { $part }: “{ $found }” should read “{ $wanted }”
lint-end = { $part }: ends in “{ $found }”, the rule says “{ $wanted }”
part-motto = title, national name
part-creed = motto
part-superior = name of the superior body
part-issuer = name of the issuing body
part-star = star under the issuing body
part-symbol = number and symbol
part-letter-subject = subject of the letter
part-place-date = place and date
part-urgency = mark of urgency
part-kind = name of the kind
part-subject = subject
part-hyphens = hyphens under the subject
part-addressees = addressees
part-body = body
part-basis = basis
part-formula = line in the middle
part-division = part, chapter, section
part-heading = heading
part-table = table
part-note = note
part-authority = authority of the signer
part-office = office of the signer
part-signer = name of the signer
part-recipients-title = the words “Nơi nhận”
part-recipients = list of recipients
part-page-number = page number

about-storm = Measure the last hour before figures are due: all units send at once through the site, and when the total shows it
usage-storm = sauro bench storm [OPTIONS]
help-cells = How many cells each sends
help-connections = How many connections at once
help-bench_database = An empty database to measure on: sqlite:PATH or postgres://…; without it a passing one of SQLite
bench-not-empty = there is data in the database; choose an empty one
storm-ground = { $units } units × { $cells } cells, { $connections } connections, { $engine }; laid in { $took } s
storm-row =
    { $units } units: { $accepted } accepted in { $took } ms; a sheet p50 { $median } ms, p99 { $slow } ms, slowest { $slowest } ms
      the top shows a new cell ({ $looks } times): since it was sent p50 { $sent } ms, longest { $longest } ms; since it was saved longest { $saved } ms
      peak memory of the server { $memory } MB
storm-checked = {"  "}added up anew from { $cells } cells: { $lost } series wrong at the top, { $differ } totals differ; { $handed }/{ $units } units have handed up
