# Each finding: what stands there, the arithmetic, what to do; “-why” is why it may still be right. Numbers come written the Vietnamese way.

## R1: percentages

percent-wrong = The percentage does not fit: { $part } : { $whole } = { $computed }% ≠ { $stated }%. Check the percentage and both figures.
percent-wrong-why = It may be right if the percentage is of another total, or if the figures here were rounded.
share-of-others = The percentage does not fit the others of its group: they are of a total of about { $whole }, of which { $part } is not { $stated }%. Check the figure and the percentage.
growth-wrong = The rise or fall does not fit: from { $base } to { $now } is a change of { $computed }%, the text says { $stated }%. Check the percentage and both figures.
compared-wrong = The comparison does not fit: { $now } is { $computed }% of { $base }, the text says { $stated }%. Check the percentage and both figures.
change-wrong = The rise or fall does not fit: a change of { $now } on { $base } is { $computed }%, the text says { $stated }%. Check the percentage and both figures.
change-of-now-wrong = The rise or fall does not fit: a change of { $now } that led to { $base } is { $computed }% of the earlier figure, the text says { $stated }%. Check the percentage and both figures.
growth-wrong-why = It may be right if the comparison is with another period or another figure, or if the figures here were rounded.

## R2: a total and its parts

sum-exceeds-total = The parts add up to more than the total: { $terms } = { $sum } ≠ { $total }. Check the total and every part.
sum-exceeds-total-why = It may be right if something is counted in several parts, or if these are the parts of another total.
sum-below-total = The parts add up to less than the total: { $terms } = { $sum } ≠ { $total }. Check whether a part was left out.
sum-below-total-why = It may be right if the text does not name all parts, or if the total is rounded.
sum-equation = The addition is wrong: { $terms } = { $sum } ≠ { $total }. Correct the result or one of the parts.
sum-note-why = It may be right if only some parts are named here, or if they explain another figure.
shares-not-whole = The shares do not make 100%: { $terms } = { $sum }% ≠ 100%. Check every share.
shares-not-whole-why = It may be right if a share is not named here, or if the shares are of different totals.
complement-wrong = What is reached and what is not do not make the total: { $first } + { $second } = { $sum } ≠ { $whole }. Check both figures.
complement-wrong-why = It may be right if something was not assessed yet, or if the two figures are of different periods or scopes.
remainder-wrong = The subtraction does not fit: { $terms } = { $computed } ≠ { $stated }. Check the remainder, or the increase or decrease.
remainder-wrong-why = It may be right if there is a part that is not named here, or if the figure belongs to another total.
mean-wrong = The average does not fit: { $total } : { $count } = { $computed } ≠ { $stated }. Check the total, the number and the average, above all their units.
mean-wrong-why = It may be right if the average is of another total, another number or another time.
product-wrong = The product does not fit: { $count } × { $each } = { $computed } ≠ { $stated }. Check both factors and the result, above all their units.
product-wrong-why = It may be right if the price is of some of them only, or if the total holds other costs.

## R3: a count and its list

count-differs = The text says { $stated } but names { $found }. Check the count and the list.
count-differs-why = It may be right if only examples are named, or if one item holds several things.

## R4: a part is not larger than its whole

part-exceeds-ratio = In { $part }/{ $whole } the part is larger than the whole: { $part } > { $whole }. Check both figures; they may be swapped.
part-exceeds-ratio-why = It may be right if the second figure is a plan that was exceeded, or if the first holds what was left from the period before.
part-exceeds-whole = The part is larger than the whole: { $part } > { $whole }. Check both figures.
part-exceeds-whole-why = It may be right if one of the two is an estimate, or if they do not count the same thing.
parts-exceed-whole = The parts add up to more than the whole: { $terms } = { $sum } > { $whole }. Check the total and every part.
parts-exceed-whole-why = It may be right if something is counted in several parts.
month-exceeds-cumulative = The figure of the period is larger than the cumulative one: { $month } > { $cumulative }. Check both figures.
month-exceeds-cumulative-why = It may be right if the two are different indicators or different scopes.

## R5: what was done and the plan

plan-percent-wrong = The percentage of the plan does not fit: done { $actual }, plan { $plan }, which gives { $computed }% ≠ { $stated }%. Check the three figures.
plan-percent-wrong-why = It may be right if the percentage is of another plan (set from above, adjusted), or if the figures here were rounded.
plan-not-reached = The text says that the plan was reached, but less was done: { $actual } < { $plan }. Check the wording and both figures.
plan-reached = The text says that the plan was not reached, but not less was done: { $actual } ≥ { $plan }. Check the wording and both figures.
plan-order-why = It may be right if less is better for this indicator, or if the figure compared is not what was done of this plan.

## R6: a total split by time

halves-wrong = The stages do not add up to the total: { $terms } = { $sum } ≠ { $total }. Check the total and every stage.

## R7: dates

date-impossible = No calendar has the date { $date }. Compare with the original and correct the date.
date-no-year = The date “{ $date }” lacks its year. Write day, month and year.
date-year-typed = The year in “{ $date }” does not have four digits. Correct the year.
date-weekday = { $date } is a { $computed }, the text says { $stated }. Check the date and the weekday.
date-weekday-why = It may be right if the weekday does not belong to this date.
date-order = The first day, { $from }, is after the last day, { $to }. Check both dates, the year above all.
date-order-why = It may be right if the two dates are not one span of time, or if they are of different years.
date-after-issue = A document dated { $date } is cited, after the date of this document ({ $issued }). Check both dates.
date-after-issue-why = It may be right if that document is still to be issued, or if the date at the head of this one is that of a draft.

## R8: years, terms, stages

years-count = From { $first } to { $last } it is { $computed } years, the text says { $count }. Check the count and both years.
years-typed = A year in “{ $years }” does not have four digits. Correct the year.
years-order = In “{ $years }” the second year is not later than the first. Check both years.
years-term = The term { $years } lasts { $computed } years. A term is usually 5 years, of a Party cell two and a half; check both years.
years-term-why = It may be right if that body has another term, or if the term was made longer or shorter.
years-review = The document was issued in { $written }, which is { $computed } years before { $now }; the text says { $count }. Check the count and the year of issue.
years-review-why = It may be right if the review is not made as of { $now }.

## R9: magnitude and writing of numbers

magnitude-small = An amount of { $value } dong is too small for what it is about. Check the unit; “triệu” (million) or “tỷ” (billion) may be missing.
magnitude-large = The amount { $value } is too large for the unit beside it. Check the unit; “triệu” (million) or “tỷ” (billion) may be too much.
magnitude-why = It may be right if this is a price, or a rate for one person or one time, or if the amount really is so.
scale-sibling = The part { $value } does not fit the others of its list: with { $fits } they make the total { $beside }. Check its unit.
digits-sibling = The part { $value } does not fit the others of its list: with { $fits } they make the total { $beside }. Check whether a digit is missing or too many.
scale-odd = The figure { $value } has another unit than those beside it ({ $beside }) but is written like them. Check whether { $fits } is meant.
scale-sibling-why = It may be right if this figure really is so much larger or smaller, and another part or the total is wrong.
number-broken = The number “{ $written }” is broken by a space. If it is one number, write it in one piece: { $value }.
number-broken-why = It may be right if these are two numbers, or if the dot ends a sentence.
number-about = The number { $value } is exact to its last digit but said to be about (“gần”, “khoảng”, “hơn”). Round it, or leave that word out.

## R10: one indicator, two values

indicator-differs = Two places say the same with two values: { $first } and { $second }. Check them and keep one.
indicator-differs-why = It may be right if they speak of different scopes, different moments or different things.

## R11: symbols of documents

symbol-hyphen = The symbol { $symbol } has a hyphen where a slash belongs. Write { $right }.
symbol-slash = The symbol { $symbol } has a slash where a hyphen belongs. Write { $right }.
symbol-stray = The symbol { $symbol } has a stray dash before its number. Write { $right }.
symbol-form = The symbol { $symbol } differs from the common form (spaces, dashes, capitals or abbreviation). The nearest form: { $right }.
symbol-kind = The abbreviation in { $symbol } does not stand for “{ $kind }”. If the kind is right, write { $right }; if the symbol is right, correct the kind.
symbol-dates = The document { $symbol } has two dates: { $first } and { $second }. Compare with the original and keep one.
symbol-dates-why = It may be right if these are two documents with the same number, of two issuers, two terms or two years.

## R12: order of headings

heading-gap = “{ $before }” is followed by “{ $after }”; “{ $expected }” is missing. Check whether an item was left out, then number again.
heading-repeat = “{ $after }” stands twice. Number again; “{ $expected }” is next.
heading-order = “{ $before }” is followed by “{ $after }”. Number again; “{ $expected }” is next.
heading-level = “{ $label }” stands under “{ $parent }” but does not continue its number. Number again, or move it to where it belongs.
heading-why = It may be right if another list begins here, or if the missing item stands inside another paragraph.
heading-bracket = The label “{ $label }” lacks its closing bracket. Write both brackets.

## R13: one way of writing

style-decimal = Decimals are written in two ways, with a comma and with a dot (places: { $usual } and { $rare }). Use the comma throughout.
style-tone = Tone marks are placed in two ways, as in “hòa” and “hoà” (places: { $usual } and { $rare }). Use one of them throughout.
style-padding = Days below 10 are written in two ways, with and without a zero before them (places: { $usual } and { $rare }). Use one of them throughout.
style-percent = The % sign is written in two ways, with and without a space before it (places: { $usual } and { $rare }). Use one of them throughout.

## R14: deadlines and tasks

deadline-past = The deadline { $due } is before { $earliest } (the date of the document, of its basis, or the period of its heading). Check the deadline.
deadline-past-why = It may be right if a task given earlier is recalled, or if the text speaks of what is done already.
tasks-unclear = Of { $tasks } tasks, { $leaderless } have no clear lead unit and { $undated } no clear deadline. Add who leads and by when.
