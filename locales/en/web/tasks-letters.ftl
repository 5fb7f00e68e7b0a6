# Tasks: the letter of the day, the ladder, the urging letter under its number.

digest-title = Letter of the day
digest-lead = On every working day one letter with what waits for you, at the hour that you choose. What is assigned to you, returned to you, or urged because it is overdue still comes at once.
digest-hour = Hour
digest-none = No letter
digest-save = Keep the hour
digest-saved = The hour of the letter is kept.
digest-without-email = Your account has no address for letters; ask an administrator to add it.
digest-hour-wrong = Choose an hour from 0 to 23.
notice-task-soon = A task is due soon: { $action }
notice-task-digest = What waits for you: late { $late }; due within a week { $soon }; sent back { $sentback }; to be received { $receive }; to be accepted { $accept }; asking for more time { $extension }; given back { $returned }.{ $tasks }
letter-task-digest = What waits today
job-urge-tasks = Urge by the ladder
job-task-digests = Send the letters of the day

urging-issue = Issue the urging letter
urging-issue-help = Takes a number of the outgoing register, enters the letter there with its .docx and .pdf, and keeps an urging of the head of the lead unit.
urging-issued = The letter { $symbol } is issued.
urging-automatic = reminded by the program, by the ladder
