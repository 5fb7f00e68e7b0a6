//! Facts in the words of people, the same for every form of output.

use messages::Messages;
use reader::{Citation, CitationRelation, Document, Recurrence, Task};
use vitext::date::{Period, WrittenDate};
use vitext::{Date, Decimal};

/// What the document tells about itself: name, value. Absent facts are left out.
#[must_use]
pub fn metadata(document: &Document, messages: &Messages) -> Vec<(String, String)> {
    let m = &document.metadata;
    let facts = [
        ("metadata-kind", m.kind.clone()),
        ("metadata-symbol", m.symbol.clone().or_else(|| m.number.clone())),
        ("metadata-date", m.date.map(day)),
        ("metadata-place-of-issue", m.place_of_issue.clone()),
        ("metadata-issuer", m.issuer.clone()),
        ("metadata-subject", m.subject.clone()),
        ("metadata-authority", m.authority.clone()),
        ("metadata-signer", m.signer.clone()),
        ("metadata-recipients", (!m.recipients.is_empty()).then(|| m.recipients.join("; "))),
        ("metadata-urgency", m.urgency.clone()),
    ];
    facts.into_iter().filter_map(|(key, value)| value.map(|value| (messages.text(key, []), value))).collect()
}

/// Kind and symbol, or the name, of a cited document.
#[must_use]
pub fn cited(citation: &Citation) -> String {
    let name = citation.symbol.as_ref().map(|s| s.normalized.as_str()).or(citation.name.as_deref());
    [citation.kind.as_deref(), name].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// How the citing document stands to the cited one.
#[must_use]
pub fn relation(relation: CitationRelation, messages: &Messages) -> String {
    let key = match relation {
        CitationRelation::Implements => "citation-implements",
        CitationRelation::Amends => "citation-amends",
        CitationRelation::Replaces => "citation-replaces",
        CitationRelation::ReportsOn => "citation-reports-on",
        CitationRelation::Issued => "citation-issued",
        CitationRelation::Cites => "citation-cites",
    };
    messages.text(key, [])
}

/// When a task is due: deadline, recurrence, or that it is unclear.
#[must_use]
pub fn due(task: &Task, messages: &Messages) -> String {
    let recurrence = task.recurrence.map(|r| {
        let key = match r {
            Recurrence::Daily => "recurrence-daily",
            Recurrence::Weekly => "recurrence-weekly",
            Recurrence::Monthly => "recurrence-monthly",
            Recurrence::Quarterly => "recurrence-quarterly",
            Recurrence::HalfYearly => "recurrence-half-yearly",
            Recurrence::Yearly => "recurrence-yearly",
            Recurrence::Periodic => "recurrence-periodic",
        };
        messages.text(key, [])
    });
    let parts: Vec<_> = task.deadline.as_ref().map(period).into_iter().chain(recurrence).collect();
    if parts.is_empty() { messages.text("absent", []) } else { parts.join(", ") }
}

/// Units, or that there is none.
#[must_use]
pub fn units(units: &[String], messages: &Messages) -> String {
    if units.is_empty() { messages.text("absent", []) } else { units.join(", ") }
}

/// A day the Vietnamese way: `31/12/2025`.
#[must_use]
pub fn day(date: Date) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}

/// A date as written, also an impossible one.
#[must_use]
pub fn written_date(date: &WrittenDate) -> String {
    match date.year {
        Some(year) => format!("{:02}/{:02}/{year}", date.day, date.month),
        None => format!("{:02}/{:02}", date.day, date.month),
    }
}

/// A period the Vietnamese way: `12/2025`, `quý I/2026`.
#[must_use]
pub fn period(period: &Period) -> String {
    const QUARTERS: [&str; 4] = ["I", "II", "III", "IV"];
    match *period {
        Period::Day(date) => day(date),
        Period::Month(year, month) => format!("{month:02}/{year}"),
        Period::Quarter(year, quarter) => {
            let index = usize::try_from(quarter - 1).unwrap_or(0);
            format!("quý {}/{year}", QUARTERS.get(index).unwrap_or(&"?"))
        }
        Period::Half(year, half) => format!("6 tháng {}/{year}", if half == 1 { "đầu" } else { "cuối" }),
        Period::Months(year, first, last) => format!("{first:02}–{last:02}/{year}"),
        Period::Year(year) => year.to_string(),
        Period::Years(years) => format!("{}–{}", years.first(), years.last()),
    }
}

/// A value the Vietnamese way: `1.234.567,8`.
#[must_use]
pub fn decimal(value: Decimal) -> String {
    let text = value.abs().to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let head = whole.len() % 3;
    let mut out = if value.is_sign_negative() { "-".to_owned() } else { String::new() };
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && index % 3 == head {
            out.push('.');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(',');
        out.push_str(fraction);
    }
    out
}

/// A target: a value, a range, a minimum, a maximum.
#[must_use]
pub fn range(min: Option<Decimal>, max: Option<Decimal>) -> String {
    match (min, max) {
        (Some(min), Some(max)) if min == max => decimal(min),
        (Some(min), Some(max)) => format!("{} – {}", decimal(min), decimal(max)),
        (Some(min), None) => format!("≥ {}", decimal(min)),
        (None, Some(max)) => format!("≤ {}", decimal(max)),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_the_vietnamese_way() {
        let value = |text: &str| text.parse::<Decimal>().unwrap();
        assert_eq!(decimal(value("1234567.80")), "1.234.567,80");
        assert_eq!(decimal(value("-999")), "-999");
        assert_eq!(decimal(value("1000")), "1.000");
        assert_eq!(range(Some(value("7300")), Some(value("7400"))), "7.300 – 7.400");
        assert_eq!(range(Some(value("90")), None), "≥ 90");
        assert_eq!(range(Some(value("90")), Some(value("90.0"))), "90");
    }

    #[test]
    fn periods_are_written_the_vietnamese_way() {
        assert_eq!(period(&Period::Quarter(2026, 1)), "quý I/2026");
        assert_eq!(period(&Period::Month(2025, 11)), "11/2025");
        assert_eq!(period(&Period::Half(2026, 2)), "6 tháng cuối/2026");
        assert_eq!(period(&Period::Months(2025, 1, 11)), "01–11/2025");
    }
}
