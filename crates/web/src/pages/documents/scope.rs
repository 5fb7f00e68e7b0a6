//! Whose register, and of which time: chosen beside the breadcrumbs, kept in the address.

use crate::Frame;
use crate::ui::Button;
use domain::UnitId;
use domain::documents::Period;
use domain::units::Unit;
use jiff::civil::{Date, date};
use maud::{Markup, html};
use std::sync::Arc;

/// A time of the register, as it stands in addresses: `2026`, `2026-Q4`, `2026-11`, `2026-10-15..2026-11-14`, `all`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    All,
    Year(i16),
    Quarter(i16, i8),
    Month(i16, i8),
    /// From one day to another, both with it.
    Days(Date, Date),
}

impl Time {
    /// None where it cannot be read.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if text == "all" {
            return Some(Self::All);
        }
        if let Some((from, last)) = text.split_once("..") {
            let (from, last) = (from.parse().ok()?, last.parse().ok()?);
            return (from <= last).then_some(Self::Days(from, last));
        }
        let (year, rest) = text.split_once('-').map_or((text, None), |(year, rest)| (year, Some(rest)));
        let year: i16 = year.parse().ok().filter(|year| (1900..=9000).contains(year))?;
        let part = |text: &str, most: i8| text.parse().ok().filter(|part| (1..=most).contains(part));
        Some(match rest {
            None => Self::Year(year),
            Some(rest) => match rest.strip_prefix('Q') {
                Some(quarter) => Self::Quarter(year, part(quarter, 4)?),
                None => Self::Month(year, part(rest, 12)?),
            },
        })
    }

    fn print(self) -> String {
        match self {
            Self::All => "all".to_owned(),
            Self::Year(year) => year.to_string(),
            Self::Quarter(year, quarter) => format!("{year}-Q{quarter}"),
            Self::Month(year, month) => format!("{year}-{month:02}"),
            Self::Days(from, last) => format!("{from}..{last}"),
        }
    }

    /// The first day, and the first that is no longer meant.
    pub(super) fn days(self) -> (Option<Date>, Option<Date>) {
        let months = |year: i16, first: i8, count: i8| {
            let next = first + count;
            let end = if next > 12 { date(year + 1, next - 12, 1) } else { date(year, next, 1) };
            (Some(date(year, first, 1)), Some(end))
        };
        match self {
            Self::All => (None, None),
            Self::Year(year) => months(year, 1, 12),
            Self::Quarter(year, quarter) => months(year, quarter * 3 - 2, 3),
            Self::Month(year, month) => months(year, month, 1),
            Self::Days(from, last) => (Some(from), last.tomorrow().ok()),
        }
    }

    fn words(self, frame: &Frame) -> String {
        match self {
            Self::All => frame.word("documents-time-all"),
            Self::Year(year) => frame.text("documents-time-year", [("year", year.to_string().into())]),
            Self::Quarter(year, quarter) => frame.text(
                "documents-time-quarter",
                [
                    ("quarter", ["I", "II", "III", "IV"][usize::from(quarter.unsigned_abs() - 1)].into()),
                    ("year", year.to_string().into()),
                ],
            ),
            Self::Month(year, month) => frame.text(
                "documents-time-month",
                [("month", month.to_string().into()), ("year", year.to_string().into())],
            ),
            Self::Days(from, last) => super::period::days(frame, Period { from, last }),
        }
    }

    /// Those to choose from on the day `today`, this year first.
    fn near(today: Date) -> Vec<Self> {
        let (year, month) = (today.year(), today.month());
        let before = if month == 1 { Self::Month(year - 1, 12) } else { Self::Month(year, month - 1) };
        let quarters = (1..=(month + 2) / 3).rev().map(|quarter| Self::Quarter(year, quarter));
        let mut all = vec![Self::Year(year), Self::Month(year, month), before];
        all.extend(quarters);
        all.extend([Self::Year(year - 1), Self::All]);
        all
    }
}

/// What was chosen, in the address or by itself.
pub(super) struct Scope {
    /// The unit; none: all that the person may see.
    pub(super) unit: Option<UnitId>,
    /// The time.
    pub(super) time: Time,
}

impl Scope {
    /// From the parameters of an address; `unit` and this year where they say nothing and nothing is searched.
    pub(super) fn read(
        pairs: &[(String, String)],
        unit: Option<UnitId>,
        today: Date,
        searches: bool,
    ) -> Self {
        let value = |name: &str| pairs.iter().find(|pair| pair.0 == name).map(|pair| pair.1.as_str());
        let time = value("period").and_then(Time::parse);
        Self {
            unit: match value("unit") {
                Some("all") if searches => None,
                Some(chosen) => chosen.parse().ok().or(unit),
                None if searches => None,
                None => unit,
            },
            time: time.unwrap_or(if searches { Time::All } else { Time::Year(today.year()) }),
        }
    }

    /// The choice; `kept` is sent along.
    pub(super) fn choice(
        &self,
        frame: &Frame,
        units: &[Arc<Unit>],
        today: Date,
        searches: bool,
        kept: &[(String, String)],
    ) -> Markup {
        let mut times = Time::near(today);
        if !times.contains(&self.time) {
            times.insert(0, self.time);
        }
        html! {
            form.scope-choice method="get" action=(frame.path()) {
                @for (name, value) in kept.iter().filter(|(name, _)| !["unit", "period", "after", "below"].contains(&name.as_str())) {
                    input type="hidden" name=(name) value=(value);
                }
                label {
                    span { (frame.word("documents-time")) }
                    select name="period" {
                        @for time in times {
                            option value=(time.print()) selected[time == self.time] { (time.words(frame)) }
                        }
                    }
                }
                @if units.len() > 1 {
                    label {
                        span { (frame.word("documents-unit")) }
                        select name="unit" {
                            @if searches {
                                option value="all" selected[self.unit.is_none()] { (frame.word("documents-unit-all")) }
                            }
                            @for unit in units {
                                option value=(unit.id) selected[self.unit == Some(unit.id)] { (unit.label()) }
                            }
                        }
                    }
                }
                (Button::plain(frame.word("documents-scope-see")))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_back_and_tiles_the_year() {
        for text in ["all", "2026", "2026-Q4", "2026-12", "2026-02", "2026-10-15..2026-11-14"] {
            assert_eq!(Time::parse(text).unwrap().print(), text);
        }
        for text in [
            "",
            "26",
            "2026-",
            "2026-Q5",
            "2026-13",
            "2026-0",
            "x",
            "99999",
            "2026-Q-1",
            "2026-02-02..2026-02-01",
        ] {
            assert_eq!(Time::parse(text), None, "{text}");
        }
        let days = |text: &str| Time::parse(text).unwrap().days();
        for pair in ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4", "2027-Q1"].windows(2) {
            assert_eq!(days(pair[0]).1, days(pair[1]).0);
        }
        assert_eq!(days("2026-12"), (Some(date(2026, 12, 1)), Some(date(2027, 1, 1))));
        assert_eq!(days("2026").1, days("2026-12").1);
    }

    #[test]
    fn the_time_of_today_is_among_those_to_choose() {
        for month in 1..=12 {
            let near = Time::near(date(2026, month, 15));
            assert!(
                near.contains(&Time::Month(2026, month))
                    && near.contains(&Time::Quarter(2026, (month + 2) / 3))
            );
            assert_eq!(
                near.len(),
                near.iter().map(|time| time.print()).collect::<std::collections::BTreeSet<_>>().len()
            );
        }
    }
}
