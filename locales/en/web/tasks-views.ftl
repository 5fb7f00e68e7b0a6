# Tasks: how they are drawn, calendars, letters that urge, working days.

tasks-view-table = Table
tasks-view-board = Board
tasks-view-calendar = Calendar
tasks-view-plan = Timeline
tasks-drawings = Drawn as
tasks-print = List to print
tasks-files-help = A file holds all tasks that are chosen, as in the table.
tasks-more = and { $count } more
tasks-today = today
tasks-month = Month
tasks-due-count = { $count } due
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
plan-first = Only the first { $count } of { $total } tasks are shown; choose fewer to see the others.
plan-without-day = Without a day on which they are due
plan-result = day of the result

print-number = No.
print-all = tasks handed out
print-of-unit = tasks of { $unit }

urging-notice = Letter that urges
urging-subject = tasks that are to be done
urging-given = { $unit } has handed to { $lead } the task “{ $action }”, due: { $due }.
urging-given-by = By { $source }, { $unit } has handed to { $lead } the task “{ $action }”, due: { $due }.
urging-late = It is { $days } working days overdue; { $percent }% were done by the last report.
urging-soon = { $days } working days are left; { $percent }% were done by the last report.
urging-undated = { $percent }% were done by the last report.
urging-before = It was urged { $count } times before, the last time on { $day }.
urging-result = the result
urging-wish = { $unit } asks { $lead } to submit { $product } with evidence soon; where there are difficulties, to report their cause and the day by which it will be done.

feed-title = Tasks in a calendar of one’s own
feed-lead = Make a private address and add it to the calendar of a phone or computer: it shows when tasks are due, and keeps itself up to date.
feed-make = Make an address
feed-live = Live addresses and tokens that only read tasks
feed-name = Calendar of tasks
feed-mine = Tasks I am responsible for
feed-once = The address is shown once. Whoever has it sees tasks as you do; if it leaks, revoke it and make another.
feed-use = Choose “add calendar from URL” in the calendar and paste it. It works for a year.

working-title = Working days
working-about = Holidays and made-up days, by which deadlines, delays and urging are counted.
working-lead = Monday to Friday are worked, but for holidays; Saturday and Sunday are free, but for made-up days. Days set here hold before the built-in table.
working-day = Day
working-what = It is
working-off = free
working-on = worked
working-reason-hint = By which announcement or decision.
working-set = Set the day
working-set-days = Days that were set
working-none = No day was set.
working-usual = Built-in table
working-expected = expected, not announced
working-unset = Take back
working-already = The day is so already.
working-done = { $day } is set.
working-undone = { $day } is again as the built-in table says.

statistics-by = By
statistics-month = Month of the deadline
statistics-no-document = From no document
statistics-hidden-document = Document beyond what you may see

tasks-import = Tasks from a table
tasks-import-lead = An Excel or CSV table as it is kept, a task a row, at most 200 rows at once. Columns are known by their headings: { $columns } (* is needed); others are left out. Several coordinating units stand with semicolons between them.
tasks-import-file = Table of tasks
tasks-import-right = { $count } tasks will be handed out
tasks-import-give = Hand out { $count } tasks
tasks-import-no-row = The table has no task. Fill in at least one row below the headings.
