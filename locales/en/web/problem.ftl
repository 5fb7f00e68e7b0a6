# Problems: what happened, what was kept, what to do.

problem-home = To the first page
problem-number = Number of the request: { $number }

problem-bad-request = The request is not right
problem-bad-request-help = The address or what was sent cannot be read. Nothing was changed. Go back and try again.
problem-signed-out = You are not signed in, or no longer
problem-signed-out-help = What you typed is kept in this browser. Sign in and send it again.
problem-forbidden = You may not do this
problem-forbidden-help = Nothing was changed. If you need this right, ask the administrator of your unit.
problem-other-site = The request came from another site
problem-other-site-help = For safety, only requests from the site's own pages are taken. Nothing was changed. Open the page again and act from there.
problem-not-found = There is no such page
problem-not-found-help = The address may be mistyped, the content removed, or not for you to see. Search by name, or go to the first page.
problem-method = This page does not take such an action
problem-method-help = Nothing was changed. Go back and use the buttons of the page.
problem-conflict = Somebody else has changed this
problem-conflict-help = Your change was not saved. Open the page again to see the new version, then go on.
problem-precondition = Somebody else has changed this
problem-precondition-help = The change was not saved. Read it again, take the new ETag and send it again.
problem-precondition-needed = The header If-Match is missing
problem-precondition-needed-help = Nothing was changed. Send If-Match with the ETag of what you read, so that nothing of somebody else is overwritten.
problem-too-large = The file or the text is too large
problem-too-large-help = Nothing was saved. Send a smaller file, or send it in parts.
problem-media-type = This kind of content is not taken
problem-media-type-help = Nothing was changed. Use the form of the page, or see the documentation of the interface.
problem-invalid = Some fields are not right
problem-invalid-help = Nothing was saved. Mend the fields that are named and send it again.
problem-too-many = Too many tries
problem-too-many-help = Wait a little and try again.
problem-bug = Something went wrong here
problem-bug-help = This is not your mistake. What you did last was not saved. Try again; if it happens again, tell the administrator the number below.
problem-busy = The site is busy
problem-busy-help = The request took too long and may not have been saved. Wait a little, look, and try again.
