# The frame of every page: navigation, search, the person, keys.

area-today = Today
area-documents = Documents
area-tasks = Tasks
area-indicators = Indicators
area-reports = Reports
area-units = Organisation
area-administration = Administration

skip = Skip to the main content
menu = Open the menu
navigation = Areas
crumbs = Where this page is
scope = Period and unit shown
help = Help for this page
help-title = Help
settings = Settings
language = Language
theme = Colours
theme-auto = As the device
theme-light = Light
theme-dark = Dark
account = Account and security
sign-in = Sign in
sign-out = Sign out
close = Close
undo = Undo

notices-unread = { $count ->
    [0] No unread notices
    [one] { $count } unread notice
   *[other] { $count } unread notices
 }

search-title = Search
search-label = Search documents, tasks, indicators
search-hint = Search documents, tasks…
search-go = Search
search-place = Page
search-nothing = Nothing found for “{ $text }”.
search-nothing-help = Try fewer words, or type without marks; numbers and symbols of documents can be found too.
palette = Go to
palette-help = ↑ ↓ choose, Enter opens, Esc closes

keys-title = Keys
keys-hint-before = Press
keys-hint-after = for the keys
key-palette = Go anywhere by name
key-search = To the search box
key-rows = Next row, previous row
key-open = Open the chosen row

tone-done = Done
tone-note = Note
tone-warning = Warning
tone-failed = Not done

script-restored = What you had typed and not saved is back.
script-discard = Discard it
script-failed = This could not be sent; the connection may be lost. What you typed is still here: try again.
script-nothing = Nothing found
script-uploading = Uploading
