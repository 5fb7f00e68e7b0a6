# Tables: filters, columns, files, pages, saved views; days and states.

table-search = Search in the table
table-filter = Filter
table-chosen = Chosen by
table-drop = drop this filter
table-columns = Columns
table-rows = Rows a page
table-apply = Apply
table-files = Download
table-files-help = Exactly the columns and rows that are shown, all pages.
table-from = from
table-to = to
table-ignored = Left out, as it cannot be read: { $name } = “{ $value }”.
table-nothing = No row matches.
table-nothing-help = Drop a filter, or choose another period or unit.

pager = Pages
pager-shown = { $from }–{ $to } of { $total }
pager-previous = ‹ Previous
pager-next = Next ›

views = Saved views
views-all = All
views-save = Save this view
views-name = Name of the view
views-name-wrong = The name of a view has 1 to 80 letters.
views-saved = The view “{ $name }” is saved.
views-rename = Rename this view
views-renamed = The view has its new name.
views-query-wrong = This view cannot be saved; drop some of the filters and try again.
views-too-many = A table has at most { $limit } saved views; remove one, then save again.
views-name-taken = This table has a view of that name; choose another one.
views-remove = Remove this view
views-removed = The view is removed.

day-today = today
day-ahead = { $days ->
    [one] in { $days } day
   *[other] in { $days } days
 }
day-ago = { $days ->
    [one] { $days } day ago
   *[other] { $days } days ago
 }

status-done = done in time
status-done-late = done late
status-doing = in progress
status-waiting = not begun
status-due = { $days ->
    [0] due today
    [one] due in { $days } day
   *[other] due in { $days } days
 }
status-late = { $days ->
    [one] late by { $days } day
   *[other] late by { $days } days
 }
status-returned = returned
status-unclear = unclear
status-stopped = stopped

tree-below = Below { $name }
preview-back = Back, nothing was done
upload-send = Upload
