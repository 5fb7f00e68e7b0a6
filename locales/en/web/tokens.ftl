# Access tokens for programs, and the names of rights.

tokens-title = Access tokens
tokens-lead = A program uses an access token to act for you through the programming interface, with no more than your own rights.
tokens-documentation = Documentation of the interface
tokens-none = No access tokens yet.
tokens-none-help = Make one when a program is to read or write for you.
token-make = Make an access token
token-new = New access token
token-name = Name
token-name-hint = After the program that will use it, e.g. Directory sync.
token-scopes = May
token-scopes-hint = Choose only what the program needs. A right that you lose, the token loses too.
token-no-scope = Choose at least one.
token-beyond = You do not have all of these rights; take away those that you lack.
token-too-many = You have { $most } tokens in use. Revoke those that are no longer needed.
token-used = Last used
token-expires = Expires
token-days = After { $count } days
token-live = In use
token-expired = Expired
token-revoked = Revoked
token-once = The token is shown this once. Copy it now to where the program keeps its secrets; it is not kept here.
token-use = The program sends the token in a header of every request:
token-kept = I have kept it
token-revoke = Revoke
token-revoke-what = The program that uses this token will no longer get in, from now on. This cannot be undone; make another one when needed.
token-ended = The access token was revoked.

