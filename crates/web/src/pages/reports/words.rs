//! Figures of reports in words.

use crate::Frame;
use crate::ui;
use domain::documents::{Direction, Stage};
use domain::report::{Aspect, Bound, Count, CountRef, FigureRef};
use maud::{Markup, html};

/// The figures that moved, old and new, with the sentences concerned.
pub(super) fn moved_of(
    frame: &Frame,
    catalogue: &domain::indicators::Catalogue,
    report: &domain::report::Report,
    moved: &[domain::report::Moved],
) -> Markup {
    let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| frame.word("report-nothing"));
    html! {
        ul {
            @for one in moved {
                li {
                    (named(frame, catalogue, &one.figure)) ": "
                    del { (shown(&one.before)) } " → " ins { (shown(&one.now)) }
                    @for place in &one.places { br; span.quiet { (report.text_at(*place)) } }
                }
            }
        }
    }
}

/// What is bound.
pub(crate) fn named(frame: &Frame, catalogue: &domain::indicators::Catalogue, bound: &Bound) -> String {
    match bound {
        Bound::Figure(figure) => source(frame, catalogue, figure),
        Bound::Count(count) => counted(frame, count),
    }
}

/// What is counted, and when.
fn counted(frame: &Frame, of: &CountRef) -> String {
    use domain::Timeliness::{DoneInTime, DoneLate, OpenInTime, OpenLate};
    let name = frame.word(match of.count {
        Count::TasksDue => "report-count-tasks-due",
        Count::Tasks(DoneInTime) => "report-count-tasks-done-in-time",
        Count::Tasks(DoneLate) => "report-count-tasks-done-late",
        Count::Tasks(OpenInTime) => "report-count-tasks-open-in-time",
        Count::Tasks(OpenLate) => "report-count-tasks-open-late",
        Count::TasksInTime => "report-count-tasks-in-time",
        Count::TasksExtended => "report-count-tasks-extended",
        Count::TasksUrged => "report-count-tasks-urged",
        Count::TasksUnclear => "report-count-tasks-unclear",
        Count::Documents(Direction::Incoming) => "report-count-documents-incoming",
        Count::Documents(Direction::Outgoing) => "report-count-documents-outgoing",
        Count::Documents(Direction::Internal) => "report-count-documents-internal",
        Count::Handled(DoneInTime) => "report-count-handled-done-in-time",
        Count::Handled(DoneLate) => "report-count-handled-done-late",
        Count::Handled(OpenInTime) => "report-count-handled-open-in-time",
        Count::Handled(OpenLate) => "report-count-handled-open-late",
    });
    let (from, last) = (ui::print_date(of.period.from), ui::print_date(of.period.last));
    format!("{name} ({from} – {last})")
}

/// The list of what was counted.
pub(super) fn list_of(of: &CountRef) -> String {
    let CountRef { unit, count, period } = of;
    let (from, last) = (period.from, period.last);
    if count.is_of_tasks() {
        let only = match count {
            Count::Tasks(bucket) => format!("&bucket={}", bucket.code()),
            Count::TasksInTime => format!("&bucket={}", domain::Timeliness::DoneInTime.code()),
            Count::TasksUnclear => "&unclear=yes".to_owned(),
            _ => String::new(),
        };
        return format!("/tasks?unit={unit}&due-from={from}&due-to={last}{only}");
    }
    let list = |direction: Direction, rest: &str| {
        format!("/documents?direction={}&unit={unit}&below=yes&period={from}..{last}{rest}", direction.code())
    };
    match count {
        Count::Handled(bucket) => list(Direction::Incoming, &format!("&handled={}", bucket.code())),
        Count::Documents(direction) if direction.is_own() => {
            let issued = Stage::ALL.into_iter().filter(|stage| stage.was_issued());
            let states: String = issued.map(|stage| format!("&state={}", stage.code())).collect();
            list(*direction, &states)
        }
        Count::Documents(direction) => list(*direction, ""),
        _ => "/documents".to_owned(),
    }
}

/// Of which cells a figure is.
pub(super) fn source(frame: &Frame, catalogue: &domain::indicators::Catalogue, figure: &FigureRef) -> String {
    let name = indicator(catalogue, figure.indicator, figure.period);
    let aspect = aspect(frame, figure.aspect);
    let (from, last) = (ui::print_date(figure.period.from), ui::print_date(figure.period.last));
    format!("{name} – {aspect} ({from} – {last})")
}

/// What of an indicator is shown.
pub(super) fn aspect(frame: &Frame, aspect: Aspect) -> String {
    frame.word(match aspect {
        Aspect::Value => "report-aspect-value",
        Aspect::ToDate => "report-aspect-to-date",
        Aspect::Goal => "report-aspect-goal",
        Aspect::Share => "report-aspect-share",
        Aspect::LastYear => "report-aspect-last-year",
        Aspect::Before => "report-aspect-before",
        Aspect::Change => "report-aspect-change",
        Aspect::Rate => "report-aspect-rate",
        Aspect::ChangeBefore => "report-aspect-change-before",
        Aspect::RateBefore => "report-aspect-rate-before",
    })
}

pub(super) fn indicator(
    catalogue: &domain::indicators::Catalogue,
    id: domain::IndicatorId,
    period: domain::periods::Period,
) -> String {
    let version = catalogue.get(id).and_then(|indicator| indicator.version(period));
    version.map(|version| version.vi.clone()).unwrap_or_default()
}
