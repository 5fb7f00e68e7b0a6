# The organisation: the tree by day, events, changes.

units-on = The organisation on
units-see = Show
units-today = Back to today
units-count = { $count ->
    [one] 1 unit
   *[other] { $count } units
 }
units-none = There is no unit yet.
units-none-help = Add the first unit, or choose another day.
units-events = Events of the organisation
units-events-lead = Every beginning, new name, merger and split, with the document that ordered it.
units-what = What happened
units-revert = Take back
units-reverted = The event was taken back.
units-kind = Kind
units-new-name = Full name
units-short-name = Short name
units-short-name-hint = For tables; may stay empty.
units-parent = Stands under
units-ended = Ended on
units-gone = This unit is no more; all its figures stay as they are.
units-below = Units below
units-life = History
units-received = Received from:
units-given = Given to:
units-ordered-by = By { $symbol } of { $date }, { $issuer }
units-created = Founded
units-dissolved = Dissolved
units-renamed = Renamed
units-moved = Moved
units-merged = Merged
units-split = Split
units-kind-changed = Kind changed
units-create = Add a unit below
units-rename = Rename
units-merge = Merge
units-split-title = Split
units-move = Move
units-change-kind = Change kind
units-dissolve = Dissolve
units-date = Holds from
units-date-hint = May lie in the past; all later events are checked again.
units-order = The document that orders it
units-order-symbol = Number and symbol
units-order-hint = For example: 12-NQ/TU
units-order-date = Date of the document
units-order-issuer = Issuer
units-order-subject = Subject
units-see-change = Preview
units-preview = Change from { $date }
units-enter = Enter the change
units-entered = The change was entered.
units-merge-with = Merge with
units-narrow = Narrow by name
units-change = Change the organisation
units-merge-none = Choose at least one unit to merge with.
units-parts = The new units and their shares
units-parts-hint = A line each: name = share. For example: Đông Hải = 60%. The shares sum to 100%; the first takes the units below.
units-part-unread = “{ $line }” cannot be read: write “name = share”, for example “Đông Hải = 60%”.
units-parts-few = At least two units are needed.
units-move-to = Goes under
units-dissolve-to = Successor
units-dissolve-hint = Takes all figures and the units below.
units-begun = { $count ->
    [one] 1 unit begins
   *[other] { $count } units begin
 }
units-ending = { $count ->
    [one] 1 unit ends
   *[other] { $count } units end
 }
units-changing = { $count ->
    [one] 1 unit changes
   *[other] { $count } units change
 }
units-under = under
units-successions = Who takes over the figures

units-rule-not-living = Unit { $unit } does not live on that day.
units-rule-id-taken = There is a unit { $unit } already.
units-rule-name-empty = Type the name of the unit.
units-rule-name-too-long = The name of the unit has { $length } characters: too many.
units-rule-cycle = Unit { $unit } cannot stand under itself.
units-rule-children-left = Unit { $unit } still has units below ({ $children }); choose where they go.
units-rule-not-a-child = Unit { $child } does not stand under unit { $unit }.
units-rule-shares = The shares of a unit must sum to 100%; they sum to { $sum }.
units-rule-no-successor = Choose a successor.
units-rule-succeeds-itself = A unit that ends cannot succeed itself.
units-rule-twice = Unit { $unit } is chosen twice.
units-rule-too-few = At least two units are needed.
units-rule-event-taken = There is an event { $event } already.
units-rule-no-event = There is no event { $event }.
units-rule-needed = It cannot be taken back: a later event depends on it. Take that one back first.

units-have-posts = This cannot be undone: somebody holds a post in this unit. End or move the post first.

units-import = Import from a table
units-import-lead = Add many units at once from an Excel or CSV table. You see everything before it is written.
units-import-step-template = Download the template:
units-import-template = mau-don-vi.xlsx
units-import-step-fill = Delete the example rows and fill in one unit a row. Columns: { $columns } (* must be filled in). A unit below another names that one’s code; the topmost stay empty.
units-import-step-send = Choose the file or drag it into the box below.
units-import-file = File with the table of units
units-import-file-hint = .xlsx or .csv, at most 10 MB and 10,000 rows.
units-import-before = Earlier imports
units-import-revert = Undo this import
units-import-reverted = The import was undone. Its codes can be used again.
units-import-sheet = Units
units-import-kinds = Kinds of units
units-import-wrong = { $count } cells need mending in a table of { $rows } rows. Nothing was written: mend them in the file and send it again.
units-import-wrong-title = Cells to mend
units-import-more = { $count } more cells; mend those above and send the file again to see them.
units-import-row = Row
units-import-column = Column
units-import-value = What stands there
units-import-do = What to do
units-import-empty = Fill in this cell.
units-import-too-long = { $length } characters; shorten it to { $limit } at most.
units-import-duplicate = Row { $first } has this code already; every unit has its own.
units-import-taken = A unit of the system has this code; delete the row or use another code.
units-import-unknown-kind = Choose a kind from the sheet “Kinds of units” of the template.
units-import-unknown-parent = No row has this code; correct it or leave the cell empty.
units-import-cycle = The unit stands below itself by way of other rows; correct the parent code.
units-import-too-deep = Too many levels; check the parent code.
units-import-preview = Before the import
units-import-nothing-yet = The table can be read; nothing has been written yet.
units-import-count = Units to be added
units-import-top = Directly below the receiving unit
units-import-levels = Levels
units-import-sample = The first { $count } units
units-import-under = Put them below
units-import-enter = Import { $count } units
units-imported = { $count } units were added.
units-import-no-row = The table has no row of a unit. Fill in at least one below the headings.
units-import-too-large = The file is too large. Split it into files of at most 10 MB and 10,000 rows.
units-import-too-many = The table has more than { $most } rows. Split it into several files.
units-import-old-format = Old .xls files and files with a password cannot be read. Save it as .xlsx without a password.
units-import-encrypted = The file has a password. Remove it and send the file again.
units-import-damaged = The file is damaged or incomplete. Open it in Excel, save it as .xlsx and send it again.
units-import-no-table = This file is no table. Send an .xlsx or .csv file made from the template.
units-import-no-column = Missing columns: { $columns }. Keep the headings of the template.
units-import-twice = The column “{ $column }” stands there twice. Delete one.
units-placeholder = A unit that begins has a negative number (-1, -2, …) in place of its id; one that lives has its own id.
