//! Numbers and dates as people write them.

use crate::Frame;
use domain::span::local;
use jiff::Timestamp;
use jiff::civil::Date;
use maud::{Markup, html};
use messages::Language;
use vitext::Decimal;

/// `1.234.567,8` in Vietnamese, `1,234,567.8` in English; all its decimals, also zeros.
#[must_use]
pub fn number(language: Language, value: Decimal) -> String {
    let (group, point) = match language {
        Language::Vi => ('.', ','),
        Language::En => (',', '.'),
    };
    let text = value.abs().to_string();
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::with_capacity(text.len() + whole.len() / 3 + 3);
    if value.is_sign_negative() && !value.is_zero() {
        out.push('−');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            out.push(group);
        }
        out.push(digit);
    }
    if !decimals.is_empty() {
        out.push(point);
        out.push_str(decimals);
    }
    out
}

/// `31/12/2025`.
#[must_use]
pub fn print_date(date: Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

/// A day as it is typed: `31/12/2025`, `1-1-2026`, `1.1.2026`, `31122025` or `2026-01-01`. `None` for what is no day.
#[must_use]
pub fn parse_date(text: &str) -> Option<Date> {
    let parts: Vec<_> = text.trim().split(['/', '-', '.']).collect();
    let (day, month, year) = match *parts {
        [year, month, day] if year.len() == 4 => (day, month, year),
        [day, month, year] => (day, month, year),
        // Keys of a phone for numbers have no slash.
        [all] if all.len() == 8 && all.is_ascii() => (&all[..2], &all[2..4], &all[4..]),
        _ => return None,
    };
    let digits = [day, month, year].iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()));
    if !digits || year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A date in a page.
#[must_use]
pub fn date(date: Date) -> Markup {
    html! { time datetime=(date) { (print_date(date)) } }
}

/// A date in a page; how far it is from `today` stands in the tooltip.
#[must_use]
pub fn day(frame: &Frame, date: Date, today: Date) -> Markup {
    let days = today.until(date).map_or(0, |span| span.get_days());
    let tooltip = match days {
        0 => frame.word("day-today"),
        1.. => frame.text("day-ahead", [("days", days.into())]),
        _ => frame.text("day-ago", [("days", days.saturating_neg().into())]),
    };
    html! { time datetime=(date) title=(tooltip) { (print_date(date)) } }
}

/// An instant in a page, in the time of Việt Nam: `14:05 31/12/2025`.
#[must_use]
pub fn moment(instant: Timestamp) -> Markup {
    html! { time datetime=(instant) { (print_moment(instant)) } }
}

/// The same as text, for titles and tables that are saved.
#[must_use]
pub fn print_moment(instant: Timestamp) -> String {
    let local = local(instant);
    format!("{:02}:{:02} {}", local.hour(), local.minute(), print_date(local.date()))
}

#[cfg(test)]
#[path = "format_tests.rs"]
mod tests;
