# People, posts, the log, home, and what is wrong with forms.

home-nothing = Nothing waits for you.
home-next = New work will stand here.
home-posts = My posts
home-below = units below
home-units = units in all
home-people = people I may see
home-account = My account
home-second = This account has no second factor: whoever knows the password gets in.
home-from = from the address
home-this-session = This session
home-other-sessions = Other sessions
home-others = { $count ->
    [0] no other session
    [one] { $count } other session is open
   *[other] { $count } other sessions are open
 }

field-needed = Fill this in.
field-too-long = Longer than { $limit } characters.
field-day = Type a day like 31/12/2025.
field-choose = Choose one of the list.
form-changed = Somebody has just changed the organisation. What you typed is still here; preview it again, then enter it.

people-title = People
people-add = Add a person
people-none = There is nobody yet.
people-none-help = Add the first person with the button above.
people-name = Name
people-unit = Unit
people-state = State
people-active = Active
people-disabled = Shut
people-posts = Posts
people-post = First post
people-email = E-mail
people-email-wrong = This is no e-mail address; for example: name@unit.vn.
people-sign-in-hint = Plain letters, digits, dots; for example: minh.hanh
people-sign-in-wrong = A sign-in name has 3 to 64 plain letters, digits and . _ - @; it begins and ends with a letter or digit.
sign-in-name-taken = Somebody has this sign-in name already.
people-role = Role
people-post-title = Title of the post
people-post-title-hint = For example: Deputy Chief of Office
people-from = From
people-to = Until
people-no-post = No post yet.
people-no-post-help = Who has no post has no rights.
people-give-post = Give a post
people-end-post = End today
people-post-ended = The post has ended.
people-acting = acting
people-delegated = delegated
people-access = Access
people-reset = Give a new password
people-disable = Shut the account
people-enable = Open the account
people-done = Saved.
account-own = Nobody shuts the own account.
last-administrator = At least one administrator must be left.
post-end-outside = The last day must lie within the time of the post.

people-rule-no-day = The last day must not lie before the first.
people-rule-title-empty = Type the title of the post.
people-rule-no-role = Choose a role of the list.
people-rule-unit-not-living = The unit does not live on the first day.
people-rule-held-already = The person holds this post in this unit already.
people-rule-no-source = There is no such post to come from.
people-rule-own-source = Nobody acts for, or delegates to, oneself.
people-rule-not-acting = Nobody can act for this post like this.
people-rule-outside-source = The time must lie within that of the post it comes from.
people-rule-delegated-again = What was delegated is not delegated again.
people-rule-may-not-delegate = This post may not delegate.
people-rule-beyond-source = This role goes beyond the post it comes from.

log-title = Log
log-lead = Everything that was done, in order; nobody can change it, each line is bound to the one before.
log-number = Number
log-day = Day
log-time = Time
log-who = Who
log-verb = Deed
log-object = Object
log-before = Before
log-after = After
log-from = From
log-system = System
log-account = Account { $number }
log-nothing = Nothing yet.
log-nothing-help = The log begins when somebody signs in.
