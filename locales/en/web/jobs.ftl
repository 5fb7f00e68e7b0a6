# Jobs of the machine and e-mail, for administrators.

jobs-about = Letters and what runs by the clock: what failed and why; do again or give up.
jobs-title = Jobs
jobs-lead = Letters to send and regular housekeeping. What could not be done stays here until it is tried again or discarded.
jobs-none = No job is waiting.
jobs-none-help = Regular jobs appear here when the server begins to work.
jobs-number = Number
jobs-kind = Job
jobs-state = State
jobs-due = Due at
jobs-created = Asked for at
jobs-tries = Tries
jobs-reason = Why it last failed
jobs-waiting = Waiting
jobs-again = To be tried again
jobs-running = Running
jobs-failed = Failed
jobs-try-again = Try again now
jobs-tried-again = The job will be tried again in a moment.
jobs-discard = Discard this job
jobs-discard-help = The job below will never be done. This cannot be undone.
jobs-discarded = The job was discarded.
jobs-comes-back = A regular job: once done it waits for its next time, and cannot be discarded.

job-letter = Send a letter
job-sweep-files = Remove files that nobody uses
job-sweep-rows = Remove old sessions and notices
job-check-log = Check the log
job-abandoned = The server stopped in the middle of this job too many times.
job-unknown = This version of the program does not know such a job; upgrade it.
job-panicked = The program met a fault of its own; details are in the technical log of the server.

mail-title = E-mail
mail-on = Letters go out by { $place }.
mail-off = The server was not told how to send letters.
mail-off-help = Whoever keeps the machine says it with the option --mail at the start; notices on the site work without it.
mail-to = Try it with the address
mail-try = Send a test letter
mail-sent = The test letter is in the queue; look at the mailbox in a few seconds.

file-type-wrong = Files of this type are not taken.
file-too-large = The file is larger than { $limit } MB; choose a smaller one.
file-gone = The upload was more than a day old and was removed; upload it again.
