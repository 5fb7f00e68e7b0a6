//! What a period is called, by people and by other systems.

use super::calendar::{Calendar, Rule};
use super::period::Period;
use super::table::Calendars;
use crate::people::Language;
use jiff::civil::{Date, date};

impl Calendars {
    /// What people call a period: `tháng 11/2026`, `quý IV/2026`; its first and last day where it is of no calendar.
    #[must_use]
    pub fn name(&self, period: Period, language: Language) -> String {
        let Some(calendar) = self.of(period) else {
            return format!("{} – {}", written(period.from), written(period.last));
        };
        let label = match &calendar.rule {
            Rule::Listed(periods) => periods.iter().find(|listed| listed.period() == period),
            _ => None,
        };
        let number = self.number(calendar, period);
        let place = number.and_then(|number| usize::try_from(number - 1).ok()).unwrap_or(0);
        let Some(words) = calendar.names.get(place).or_else(|| calendar.names.first()) else {
            return String::new();
        };
        let (pattern, label) = match language {
            Language::Vi => (&words.vi, label.map(|listed| listed.vi.as_str())),
            Language::En => (&words.en, label.map(|listed| listed.en.as_str())),
        };
        let year = self.year_of(calendar, period).map(|year| year.last.year());
        let facts = [
            ("{number}", number.map(|number| number.to_string())),
            ("{roman}", number.map(roman)),
            ("{year}", year.map(|year| year.to_string())),
            ("{first_year}", Some(period.from.year().to_string())),
            ("{last_year}", Some(period.last.year().to_string())),
            ("{from}", Some(written(period.from))),
            ("{last}", Some(written(period.last))),
            ("{label}", label.map(str::to_owned)),
        ];
        facts
            .into_iter()
            .fold(pattern.clone(), |text, (hole, fact)| text.replace(hole, &fact.unwrap_or_default()))
    }

    /// How SDMX writes a period: `2026-M01`; the day on which its year begins goes beside it (`REPORTING_YEAR_START_DAY`, here
    /// [`Calendars::year_start`]). None for calendars that SDMX does not know.
    #[must_use]
    pub fn sdmx(&self, calendar: &Calendar, period: Period) -> Option<String> {
        let form = calendar.sdmx.as_ref()?;
        let number = self.number(calendar, period).filter(|_| calendar.has(period))?;
        let year = self.year_of(calendar, period)?.last.year();
        Some(format!("{year:04}-{}{number:0width$}", form.letter, width = form.width))
    }

    /// Reads what [`Calendars::sdmx`] wrote of a period of this calendar.
    #[must_use]
    pub fn read_sdmx(&self, calendar: &Calendar, code: &str) -> Option<Period> {
        let form = calendar.sdmx.as_ref()?;
        let (year, rest) = code.split_once('-')?;
        let number: i32 = rest.strip_prefix(form.letter)?.parse().ok()?;
        let middle = date(year.parse().ok().filter(|year| (1..=9000).contains(year))?, 6, 30);
        let year = self.get(calendar.year.as_ref()?)?.period(middle)?;
        // The period of the first day may be the last of the year before: a week that has more days there.
        let first = calendar.period(year.from)?;
        let first = if self.number(calendar, first) == Some(1) { first } else { calendar.shift(first, 1)? };
        let period = calendar.shift(first, number.checked_sub(1)?)?;
        // Whatever is written otherwise is not the code of this period.
        (self.sdmx(calendar, period)? == code).then_some(period)
    }

    /// The day on which the years of a calendar begin, as SDMX has it: `--12-15`.
    #[must_use]
    pub fn year_start(&self, calendar: &Calendar) -> Option<String> {
        let year = self.get(calendar.year.as_ref()?)?.period(date(2024, 6, 30))?;
        Some(format!("--{:02}-{:02}", year.from.month(), year.from.day()))
    }
}

/// `05/11/2026`.
fn written(day: Date) -> String {
    format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year())
}

/// A number in Roman figures, as quarters have them.
fn roman(number: u32) -> String {
    const FIGURES: [(u32, &str); 6] = [(40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let (mut left, mut text) = (number.min(89), String::new());
    while let Some((value, figure)) = FIGURES.iter().find(|(value, _)| *value <= left) {
        text.push_str(figure);
        left -= value;
    }
    text
}
