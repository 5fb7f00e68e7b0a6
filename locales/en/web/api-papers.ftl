# The programming interface: the text of documents, comparison, relations; tables of tasks.

api-wrong-task-rows = { $count } rows cannot be handed out. Look at them with tasks-check-table; to leave them out, send wrong={ $count }.

api-documents-paper = The outline and the paragraphs of a document, with their addresses
api-documents-compare = Two versions of a document compared
api-documents-compare-note = Without what is new it is the older one, without what is gone the newer one.
api-documents-graph = How a document stands to others
api-imports-send-files = Send the files of an older register as one .zip
api-imports-send-files-note = A bad one does not take the others along.
api-imports-template = The table of an older register to fill in
api-tasks-check-table = What a table of tasks would become
api-tasks-check-table-note = .xlsx or .csv. Nothing is written.
api-tasks-give-table = Hand out the tasks of a table
api-tasks-give-table-note = The same table again. All of them, or none; rows that are wrong are left out where wrong says how many they are.
api-tasks-docx = A list of tasks as .docx
api-tasks-docx-note = Filtered as in tasks-list; at most 1000.
api-tasks-pdf = A list of tasks as .pdf
api-tasks-pdf-note = Filtered as in tasks-list; at most 1000.
api-tasks-notice-docx = The letter that urges, as .docx
api-tasks-notice-pdf = The letter that urges, as .pdf

api-field-older = The file of the older version.
api-field-newer = The file of the newer version.
api-field-paragraphs = Paragraphs.
api-field-words = Words.
api-field-nodes = Documents, this one first.
api-field-edges = Which speaks of which.
api-field-new-tasks = The tasks that would be handed out.
api-field-taken = How many files were taken in.
api-field-not-taken = Files that were not taken in.
