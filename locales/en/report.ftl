# What was read and audited, for every form: text, html page, comments in Word.

severity-certain = certainly wrong
severity-verify = to verify
severity-note = note
finding-place = { $address }, page { $page }
finding-page = page { $page }
finding-stated = stated
finding-computed = computed
finding-other = compare
finding-more-others = { $count ->
    [one] and { $count } other place
   *[other] and { $count } other places
}
finding-line = line { $line }

summary = Summary
summary-documents = { $count ->
    [one] { $count } document
   *[other] { $count } documents
}
summary-certain = { $count } certainly wrong
summary-verify = { $count } to verify
summary-note = { $count ->
    [one] { $count } note
   *[other] { $count } notes
}
summary-none = nothing found that must be mended
summary-numbers = Numbers: { $numbers } in the text, the meaning of { $typed } was understood ({ $share }%)
summary-no-numbers = Numbers: there are none in the text
summary-relations = Relations: { $relations } checked: holding { $holds }, holding when decimals are cut off { $rounded }, broken { $broken }, lacking a figure { $open }
summary-no-relations = Relations: there were none between figures to check
summary-refused = { $count ->
    [one] { $count } file was not read
   *[other] { $count } files were not read
}
summary-next = Next
next-certain = mend the { $count } certainly wrong first; the reasons of the rule: sauro audit --explain { $rule }
next-verify = ask the reporting unit about the { $count } to verify
next-note = mend the form before it is signed
next-blind = { $count ->
    [one] { $count } number was not understood and not checked: look at it yourself
   *[other] { $count } numbers were not understood and not checked: look at them yourself
}
next-nothing-checked = no relation could be checked: no error here does not mean that the figures are right
next-fine = nothing is left to do about the figures that were checked
next-annotate = to see the comments in Word: sauro audit --annotate OUT.docx { $path }

comment-author = Sáu Rõ
annotated = Written { $path }: { $count ->
    [one] { $count } comment
   *[other] { $count } comments
}, the text as it was

metadata-kind = Kind
metadata-symbol = Symbol
metadata-date = Date of issue
metadata-place-of-issue = Place of issue
metadata-issuer = Issuer
metadata-subject = Subject
metadata-signer = Signer
metadata-authority = Signed for
metadata-recipients = Recipients
metadata-urgency = Urgency
metadata-none = the head and the end of the document are missing, so its number, date and issuer are not known

outline = Outline
outline-none = no headings
notes = Notes
notes-count = { $count ->
    [one] { $count } note
   *[other] { $count } notes
}
citations = Citations
targets = Targets
tasks = Tasks
count-of = { $title } ({ $count })
note-label = Note { $label }

column-line = line
column-document = document
column-date = date
column-issuer = issuer
column-relation = relation
column-deadline = deadline
column-lead = lead
column-coordinate = coordinates
column-action = task
column-product = product
column-indicator = indicator
column-period = period
column-target = target
column-actual = actual
column-unit = unit

citation-implements = implements
citation-amends = amends
citation-replaces = replaces
citation-reports-on = reports on
citation-issued = issued
citation-cites = cites

recurrence-daily = daily
recurrence-weekly = weekly
recurrence-monthly = monthly
recurrence-quarterly = quarterly
recurrence-half-yearly = half-yearly
recurrence-yearly = yearly
recurrence-periodic = regularly
absent = unclear

page-audit-title = Audit of documents
page-read-title = Documents as read
page-findings = Findings
page-documents = Documents
page-to-text = to this place in the text
page-made-by = This page was made by Sáu Rõ and is complete in itself; it can be kept, sent and printed.
page-no-findings = Nothing found in this document that must be mended.

explain-severity = Highest severity
explain-check = What it checks
explain-guard = When it stays silent
explain-fires = Examples that are reported
explain-silent = Examples that are not
explain-list = The rules of the audit
explain-one = One rule with its examples: sauro audit --explain R2
