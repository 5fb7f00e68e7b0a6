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
