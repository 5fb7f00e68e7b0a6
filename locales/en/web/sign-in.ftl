# Signing in, passwords, one's own account.

sign-in-lead = Type the sign-in name and the password that you were given.
sign-in-name = Sign-in name
sign-in-password = Password
sign-in-wrong = The sign-in name or the password is wrong. Try again, or ask an administrator for a new password.
sign-in-wait = Too many tries. Wait { $seconds } seconds and try again.
sign-in-code-title = Second step
sign-in-code-lead = Open the authenticator app on your telephone and type the code that it shows.
sign-in-code = Code
sign-in-code-hint = Six digits. Without the telephone, type a recovery code.
sign-in-other = Sign in with another account
second-factor-wrong = The code is wrong or was used. Wait for a new one and type that.

password-first-title = Set your password
password-first-lead = The password that you were given is good for one sign-in. Set your own to go on.
password-printed = Password given
password-old = Present password
password-new = New password
password-hint = At least 10 characters; some words together are easy to remember and hard to guess.
password-set = Set the password
password-done = The password is changed. Other sessions have ended.
password-old-wrong = The present password is wrong.
password-same = The new password must differ from the old one.
password-too-short = A password needs at least { $shortest } characters.
password-too-long = The password is too long.
password-is-name = The password must not be your name.
password-common = Many people use this password: it is easy to guess. Choose another one.
password-too-simple = A password needs letters and at least five different characters.
password-once = This password is shown once. Hand it to the person, who sets another one at the first sign-in.
password-handed = Written down

account-sessions = Sessions
account-sessions-lead = If a machine here is not yours, end its session and change your password.
account-seen = last used
account-since = since
account-unknown = Unknown browser
account-this = this session
account-revoke = End session
account-revoked = The session has ended.
account-second = Two-step sign-in
account-second-on = On: every sign-in needs a code of the authenticator app.
account-second-off = Off. Turn it on: then who knows your password still cannot get in.
account-second-begin = Turn on two-step sign-in
account-second-remove = Turn off two-step sign-in
account-second-removed = Two-step sign-in is off.
account-password = Change password

totp-install = Install an authenticator app on your telephone.
totp-scan = Scan this code with the app:
totp-picture = QR code to scan with the authenticator app
totp-type = If that does not work, type the key:
totp-code-hint = Type the six digits that the app shows.
totp-finish = Turn on
totp-begin-again = Begin again: this page is no longer good.
totp-codes = Recovery codes
totp-codes-once = These codes are shown once. Print them and keep them safe; each is good once when the telephone is lost.
totp-codes-kept = I have put the codes away
