# Notices on the site, and the same sentences in letters.

notices-title = Notices
notices-none = There are no notices yet.
notices-none-help = What concerns your account and your posts is told here.
notices-new = Unread
notices-read = Read
notices-open = Open
notices-read-all = Mark all as read
notices-all-read = All are marked as read.

notice-account-made = The account { $name } was made for you.
notice-password-changed = Your password was just changed.
notice-password-reset = An administrator has given you a new password; all open sessions have ended.
notice-new-address = Somebody signed in to your account from the address { $address }, never used before; browser: { $agent }.
notice-token-made = The token “{ $name }” for programs was made in your account.
notice-post-given = You were given the post { $title }, { $unit }, from { $day }.
notice-post-ended = Your post { $title }, { $unit } ends on { $day }.
notice-job-failed = A job of the machine could not be done: { $kind }.
notice-log-not-whole = The nightly check found that the log is not whole.
notice-test = This is a test letter. That it has arrived means that the server can send letters.
notice-unknown = A notice of a newer version; upgrade the program to read it.

notice-not-you = If it was not you, change your password at once and tell the administrator.
notice-password-by-hand = The administrator hands you the one-time password in person; nobody sends a password by letter.
notice-look-at-jobs = Look at the reason, then try the job again or discard it.
notice-keep-machine = Keep the server as it is, compare with the last backup, and tell whoever is in charge.

letter-account-made = A new account
letter-password = The password was changed
letter-new-address = A sign-in from an unknown address
letter-token-made = A new token
letter-post-given = A new post
letter-post-ended = A post ends
letter-job-failed = A job could not be done
letter-log-not-whole = The log is not whole
letter-test = A test letter
letter-greeting = Dear { $name },
letter-greeting-nobody = Dear reader,
letter-when = At { $time } on { $day }.
letter-foot = Sent by Sáu Rõ itself; please do not answer.
