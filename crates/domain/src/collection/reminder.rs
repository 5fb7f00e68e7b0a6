//! When a unit that has not handed up is reminded.

use jiff::civil::Date;

/// Days before the last day on which it is said that it comes.
const BEFORE: i32 = 2;
/// Days after it on which it is said again; then every week.
const AFTER: [i32; 2] = [1, 3];
const WEEK: i32 = 7;
/// Later than this nobody is reminded any more: the matter is one for a person.
const LAST: i32 = 60;

/// Is today a day for it? Gives how many days are left, below nought how many it is late.
#[must_use]
pub fn reminder(due: Date, today: Date) -> Option<i32> {
    let left = (due - today).get_days();
    let late = -left;
    let is_day = left == BEFORE
        || left == 0
        || AFTER.contains(&late)
        || ((1..=LAST).contains(&late) && late % WEEK == 0);
    is_day.then_some(left)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan as _;
    use jiff::civil::date;

    #[test]
    fn it_is_said_before_on_the_day_and_ever_more_rarely() {
        let due = date(2026, 11, 17);
        let days = (-5..70).filter_map(|after: i32| reminder(due, due.saturating_add(after.days())));
        assert_eq!(days.collect::<Vec<_>>(), [2, 0, -1, -3, -7, -14, -21, -28, -35, -42, -49, -56]);
    }
}
