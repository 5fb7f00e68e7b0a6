//! Numbers of tasks by what the tasks have in common, each with the way to what it counts.

use super::statistics::count;
use super::{unit_name, words};
use crate::Frame;
use crate::pages::documents;
use crate::pages::visit::Who;
use crate::ui::{self, Column, Tab, Table};
use app::tasks::Counted;
use domain::UnitId;
use domain::documents::{Calendar, Period};
use domain::tasks::{Basis, Counts, Statistics, Timeliness};
use maud::{Markup, html};
use store::{TaskGroup, TaskKey};

/// By what numbers are added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grouping {
    /// The lead unit.
    Unit,
    /// Who is responsible.
    Responsible,
    /// The document that gives the tasks.
    Document,
    /// The month in which they are due.
    Month,
}

impl Grouping {
    const ALL: [Self; 4] = [Self::Unit, Self::Responsible, Self::Document, Self::Month];

    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Responsible => "responsible",
            Self::Document => "document",
            Self::Month => "month",
        }
    }

    /// The one with this code; by unit where there is none such.
    pub(super) fn of(code: &str) -> Self {
        Self::ALL.into_iter().find(|grouping| grouping.code() == code).unwrap_or(Self::Unit)
    }

    pub(super) const fn group(self) -> TaskGroup {
        match self {
            Self::Unit => TaskGroup::Lead,
            Self::Responsible => TaskGroup::Responsible,
            Self::Document => TaskGroup::Document,
            Self::Month => TaskGroup::Month,
        }
    }

    fn title(self, frame: &Frame) -> String {
        frame.word(match self {
            Self::Unit => "task-lead",
            Self::Responsible => "task-responsible",
            Self::Document => "area-documents",
            Self::Month => "statistics-month",
        })
    }
}

/// The other groupings of the same numbers.
pub(super) fn groupings(frame: &Frame, unit: UnitId, basis: Basis, current: Grouping) -> Markup {
    let tab = |grouping: Grouping| Tab {
        title: grouping.title(frame),
        href: format!("/tasks/statistics?unit={unit}&by={}&basis={}", grouping.code(), basis.code()),
        current: grouping == current,
        count: None,
    };
    ui::tabs(frame.word("statistics-by"), &Grouping::ALL.map(tab))
}

/// A line: what its tasks have in common, none for all of them together.
pub(super) struct Line {
    key: Option<TaskKey>,
    name: String,
    counts: Counts,
}

/// The groups, and all together last: in the order of time, or who has most that is late first.
pub(super) fn lines(
    frame: &Frame,
    who: &Who,
    counted: &Counted,
    grouping: Grouping,
    total: &Counts,
) -> Vec<Line> {
    let name = |key: &TaskKey| match key {
        TaskKey::Lead(unit) => unit_name(who, *unit),
        TaskKey::Responsible(Some(account)) => counted.names.get(account).cloned().unwrap_or_default(),
        TaskKey::Responsible(None) => frame.word("task-nobody"),
        TaskKey::Document(Some(document)) => match counted.documents.get(document) {
            Some(document) => documents::name(document),
            None => frame.word("statistics-hidden-document"),
        },
        TaskKey::Document(None) => frame.word("statistics-no-document"),
        TaskKey::Month(Some(day)) => words::period(frame, Period::of(Calendar::Month, *day)),
        TaskKey::Month(None) => frame.word("task-no-due"),
    };
    let groups = counted.groups.iter();
    let lines = groups.map(|(key, counts)| Line { key: Some(*key), name: name(key), counts: *counts });
    ordered(frame, lines.collect(), grouping, total)
}

/// The lines of numbers as they were reported.
pub(super) fn reported(frame: &Frame, who: &Who, statistics: &Statistics) -> Vec<Line> {
    let units = statistics.units.iter();
    let line =
        |(unit, counts): (&UnitId, &Counts)| Line { key: None, name: unit_name(who, *unit), counts: *counts };
    ordered(frame, units.map(line).collect(), Grouping::Unit, &statistics.total())
}

fn ordered(frame: &Frame, mut lines: Vec<Line>, grouping: Grouping, total: &Counts) -> Vec<Line> {
    if grouping != Grouping::Month {
        lines.sort_by_cached_key(|line| {
            (std::cmp::Reverse(line.counts.of(Timeliness::OpenLate)), vitext::sort::key(&line.name))
        });
    }
    if lines.len() > 1 {
        lines.push(Line { key: None, name: frame.word("statistics-total"), counts: *total });
    }
    lines
}

/// What all tasks of the page have in common: where the numbers lead.
#[derive(Debug, Clone, Copy)]
pub(super) struct Links {
    pub(super) unit: UnitId,
    pub(super) basis: Basis,
}

impl Links {
    /// The list with the tasks of a group; none where the list cannot tell them.
    fn to(self, key: TaskKey, more: &str) -> Option<String> {
        let (unit, basis) = (self.unit, self.basis.code());
        let of_group = match key {
            TaskKey::Lead(lead) => return Some(format!("/tasks?unit={lead}&below=no&basis={basis}{more}")),
            TaskKey::Responsible(Some(account)) => format!("responsible={account}"),
            TaskKey::Responsible(None) => "responsible=none".to_owned(),
            TaskKey::Document(Some(document)) => format!("document={document}"),
            TaskKey::Document(None) => "document=none".to_owned(),
            // The list chooses by the deadline in force.
            TaskKey::Month(Some(_)) if self.basis == Basis::First => return None,
            TaskKey::Month(Some(day)) => {
                let month = Period::of(Calendar::Month, day);
                format!("due-from={}&due-to={}", ui::print_date(month.from), ui::print_date(month.last))
            }
            TaskKey::Month(None) => return None,
        };
        Some(format!("/tasks?unit={unit}&basis={basis}&{of_group}{more}"))
    }
}

/// What of the numbers a column shows.
type Of = fn(&Counts) -> u64;

/// The table; with links where the numbers are those of now.
pub(super) fn table(frame: &Frame, grouping: Grouping, links: Option<Links>) -> Table<Line> {
    let language = frame.language();
    let number = |key: &'static str, title: String, query: String, of: Of| {
        let column =
            Column::number(key, title, move |line: &Line| Some(vitext::Decimal::from(of(&line.counts))));
        column.cell(move |line| {
            let shown = count(language, of(&line.counts));
            let key = line.key.filter(|_| of(&line.counts) > 0);
            match links.zip(key).and_then(|(links, key)| links.to(key, &query)) {
                Some(href) => ui::link(shown, href),
                None => html! { (shown) },
            }
        })
    };
    let plain = |key: &'static str, title: String, of: Of| {
        Column::number(key, title, move |line: &Line| Some(vitext::Decimal::from(of(&line.counts))))
    };
    let mut table = Table::new("task-statistics", frame.word("tasks-statistics"))
        .scrolls()
        .column(Column::text("unit", grouping.title(frame), |line: &Line| line.name.clone()))
        .column(number("all", frame.word("statistics-all"), String::new(), Counts::all));
    for timeliness in Timeliness::ALL {
        let of: Of = match timeliness {
            Timeliness::DoneInTime => |counts| counts.of(Timeliness::DoneInTime),
            Timeliness::DoneLate => |counts| counts.of(Timeliness::DoneLate),
            Timeliness::OpenInTime => |counts| counts.of(Timeliness::OpenInTime),
            Timeliness::OpenLate => |counts| counts.of(Timeliness::OpenLate),
        };
        let code = timeliness.code();
        let title = words::bucket(frame, timeliness);
        table = table.column(number(code, title, format!("&bucket={code}"), of));
    }
    table
        .column(Column::number("delay", frame.word("statistics-delay"), |line: &Line| delay(&line.counts)))
        .column(plain("extensions", frame.word("task-extensions"), |counts| counts.extensions))
        .column(plain("urgings", frame.word("task-urgings"), |counts| counts.urgings))
        .column(number("unclear", frame.word("tasks-unclear"), "&unclear=yes".to_owned(), |counts| {
            counts.unclear
        }))
        .column(number("bare", frame.word("tasks-bare"), "&bare=yes".to_owned(), |counts| {
            counts.without_evidence
        }))
        .empty(frame.word("tasks-none"), frame.word("tasks-none-help"))
}

/// Working days of delay on average, with one decimal; nothing where none was late.
fn delay(counts: &Counts) -> Option<vitext::Decimal> {
    let tenths = i64::try_from(counts.mean_delay_tenths()?).ok()?;
    Some(vitext::Decimal::new(tenths, 1))
}
