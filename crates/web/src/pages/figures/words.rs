//! Words and numbers that several pages of figures use.

use crate::{Frame, ui};
use domain::collection::{Punctuality, Severity, State};
use domain::indicators::{Amount, Catalogue, Decimals, Exact, Goal, Indicator, Nature, Reading, Slice};
use domain::people;
use domain::periods::Period;
use maud::{Markup, html};
use messages::Language;
use vitext::Decimal;

/// The language of the page, as the rules know it.
pub(crate) fn language(frame: &Frame) -> people::Language {
    match frame.language() {
        Language::Vi => people::Language::Vi,
        Language::En => people::Language::En,
    }
}

/// One of two texts.
pub(super) fn of<'a>(frame: &Frame, vi: &'a str, en: &'a str) -> &'a str {
    match frame.language() {
        Language::Vi => vi,
        Language::En => en,
    }
}

/// What an indicator, or a part of it, is called in a period.
pub(crate) fn name(
    frame: &Frame,
    catalogue: &Catalogue,
    indicator: &Indicator,
    slice: &Slice,
    period: Period,
) -> String {
    let whole = indicator.version(period).map(|version| of(frame, &version.vi, &version.en).to_owned());
    match slice {
        Slice::Whole => whole.unwrap_or_default(),
        Slice::Part(code) => {
            let breakdowns = indicator.versions.iter().flat_map(|version| &version.breakdowns);
            let mut items =
                breakdowns.filter_map(|code| catalogue.breakdown(code)).flat_map(|found| &found.items);
            let item = items.find(|item| item.code == *code);
            item.map(|item| of(frame, &item.vi, &item.en).to_owned()).unwrap_or_default()
        }
    }
}

/// What an indicator is measured in.
pub(crate) fn measure(frame: &Frame, catalogue: &Catalogue, indicator: &Indicator) -> String {
    let found = catalogue.measure(&indicator.measure);
    found.map(|found| of(frame, &found.vi, &found.en).to_owned()).unwrap_or_default()
}

/// An exact number with the decimals of its indicator, for tables and files.
pub(super) fn decimal(number: &Exact, decimals: Decimals) -> Option<Decimal> {
    Some(of_amount(Amount::rounded(number, decimals).ok()?))
}

pub(super) fn of_amount(amount: Amount) -> Decimal {
    Decimal::new(amount.scaled(), u32::from(amount.decimals().get()))
}

/// The value of a reading, for tables and files.
pub(super) fn value(reading: &Reading<Exact>, decimals: Decimals) -> Option<Decimal> {
    reading.as_ref().value().and_then(|number| decimal(number, decimals))
}

/// A reading as it stands in a page.
pub(super) fn reading(frame: &Frame, reading: &Reading<Exact>, decimals: Decimals) -> Markup {
    match reading {
        Reading::Value(number) => match decimal(number, decimals) {
            Some(number) => html! { (ui::number(frame.language(), number)) },
            None => html! { (number) },
        },
        Reading::NotApplicable => html! { span title=(frame.word("indicators-not-applicable")) { "×" } },
        Reading::Missing => html! { span.quiet title=(frame.word("indicators-missing")) { "…" } },
    }
}

/// The same of what was entered.
pub(super) fn entered(frame: &Frame, said: &Reading<Amount>, decimals: Decimals) -> Markup {
    reading(frame, &said.map(Amount::exact), decimals)
}

/// As it is typed: what a field holds.
pub(super) fn typed(said: &Reading<Amount>) -> String {
    match said {
        Reading::Value(amount) => amount.written_vi(),
        Reading::NotApplicable => "x".to_owned(),
        Reading::Missing => String::new(),
    }
}

/// By how many per cent it differs; of what is a ratio itself that says nothing.
pub(super) fn change(nature: Nature, now: &Reading<Exact>, before: &Reading<Exact>) -> Option<Exact> {
    let (Reading::Value(now), Reading::Value(before)) = (now, before) else { return None };
    if before.is_negative() || now.is_negative() || nature == Nature::Ratio {
        return None;
    }
    Some(now.percent_of(before)? - Exact::from(100))
}

/// `+4,2%`, `−3,0%`.
pub(super) fn signed_percent(frame: &Frame, change: &Exact) -> String {
    let number = Decimals::new(1).ok().and_then(|one| decimal(change, one)).unwrap_or_default();
    let sign = if number.is_sign_negative() || number.is_zero() { "" } else { "+" };
    format!("{sign}{}%", ui::number(frame.language(), number))
}

/// `97,3%`.
pub(super) fn percent(frame: &Frame, percent: &Exact) -> String {
    let number = Decimals::new(1).ok().and_then(|one| decimal(percent, one)).unwrap_or_default();
    format!("{}%", ui::number(frame.language(), number))
}

/// What is to be reached: `7.300 – 7.400`, `≥ 90`.
pub(super) fn goal(frame: &Frame, goal: &Goal) -> String {
    let number = |amount: &Amount| ui::number(frame.language(), of_amount(*amount));
    match goal {
        Goal::Value(amount) => number(amount),
        Goal::Range { low, high } => format!("{} – {}", number(low), number(high)),
        Goal::AtLeast(amount) => format!("≥ {}", number(amount)),
        Goal::AtMost(amount) => format!("≤ {}", number(amount)),
        Goal::Path(steps) => steps.last().map(|step| number(&step.amount)).unwrap_or_default(),
    }
}

/// How far a unit has come.
pub(super) fn state(frame: &Frame, state: State) -> String {
    frame.word(match state {
        State::Draft => "indicators-state-draft",
        State::Submitted => "indicators-state-submitted",
        State::Returned => "indicators-state-returned",
        State::Approved => "indicators-state-approved",
    })
}

/// The sign of it.
pub(super) const fn status(state: State, punctuality: Punctuality) -> ui::Status {
    match (state, punctuality) {
        (State::Returned, _) => ui::Status::Returned,
        (State::Approved, Punctuality::Late(_)) => ui::Status::DoneLate,
        (State::Approved, _) => ui::Status::Done,
        (State::Submitted, _) => ui::Status::Doing,
        (State::Draft, Punctuality::Overdue(days)) => ui::Status::Late(days.unsigned_abs()),
        (State::Draft, Punctuality::Open(days)) if days <= 3 => ui::Status::Due(days.unsigned_abs()),
        (State::Draft, _) => ui::Status::Waiting,
    }
}

/// Was it in time?
pub(super) fn punctuality(frame: &Frame, punctuality: Punctuality) -> String {
    match punctuality {
        Punctuality::OnTime => frame.word("indicators-on-time"),
        Punctuality::Late(days) => frame.text("indicators-late", [("days", days.into())]),
        Punctuality::Open(days) => frame.text("indicators-days-left", [("days", days.into())]),
        Punctuality::Overdue(days) => frame.text("indicators-overdue", [("days", days.into())]),
    }
}

/// How bad a broken rule is: sign and word.
pub(super) fn severity(frame: &Frame, severity: Severity) -> String {
    frame.word(match severity {
        Severity::Hard => "indicators-rule-hard",
        Severity::Explain => "indicators-rule-explain",
        Severity::Soft => "indicators-rule-soft",
    })
}
