//! Numbers of tasks by what the tasks have in common, each with the way to what it counts.

use super::statistics::count;
use super::{unit_name, words};
use crate::Frame;
use crate::pages::documents;
use crate::pages::visit::Who;
use crate::ui::{self, Column, Tab, Table};
use app::tasks::Counted;
use domain::documents::{Calendar, Period};
use domain::tasks::{Basis, Counts, Statistics, Timeliness};
use domain::{DocumentId, UnitId};
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
    /// The field that they belong to.
    Field,
    /// The leader who directs them.
    Leader,
}

impl Grouping {
    const ALL: [Self; 6] =
        [Self::Unit, Self::Leader, Self::Field, Self::Document, Self::Responsible, Self::Month];

    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Responsible => "responsible",
            Self::Document => "document",
            Self::Month => "month",
            Self::Field => "field",
            Self::Leader => "leader",
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
            Self::Field => TaskGroup::Field,
            Self::Leader => TaskGroup::Leader,
        }
    }

    fn title(self, frame: &Frame) -> String {
        frame.word(match self {
            Self::Unit => "task-lead",
            Self::Responsible => "task-responsible",
            Self::Document => "area-documents",
            Self::Month => "statistics-month",
            Self::Field => "task-field",
            Self::Leader => "task-leader",
        })
    }

    /// The question of the leader's page: which of these are behind?
    pub(super) fn late(self, frame: &Frame) -> String {
        frame.word(match self {
            Self::Unit => "overview-late-units",
            Self::Responsible => "overview-late-people",
            Self::Document => "overview-late-documents",
            Self::Month => "overview-late-months",
            Self::Field => "overview-late-fields",
            Self::Leader => "overview-late-leaders",
        })
    }
}

/// The other groupings of the same numbers.
pub(super) fn groupings(frame: &Frame, links: &Links, current: Grouping) -> Markup {
    let tab = |grouping: Grouping| Tab {
        title: grouping.title(frame),
        href: links.statistics(grouping, links.basis),
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

impl Line {
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) const fn counts(&self) -> &Counts {
        &self.counts
    }

    /// The list of its tasks, of those among them that `more` chooses.
    pub(super) fn href(&self, links: &Links, more: &str) -> String {
        links.to(self.key.as_ref(), more)
    }
}

/// The groups, and all together last: in the order of time, or who has most that is late first.
pub(super) fn lines(
    frame: &Frame,
    who: &Who,
    counted: &Counted,
    grouping: Grouping,
    total: Option<&Counts>,
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
        TaskKey::Field(Some(field)) => field.clone(),
        TaskKey::Field(None) => frame.word("statistics-no-field"),
        TaskKey::Leader(Some(account)) => counted.names.get(account).cloned().unwrap_or_default(),
        TaskKey::Leader(None) => frame.word("task-nobody"),
    };
    let groups = counted.groups.iter();
    let lines = groups.map(|(key, counts)| Line { key: Some(key.clone()), name: name(key), counts: *counts });
    ordered(frame, lines.collect(), grouping, total)
}

/// The lines of numbers as they were reported.
pub(super) fn reported(frame: &Frame, who: &Who, statistics: &Statistics) -> Vec<Line> {
    let units = statistics.units.iter();
    let line =
        |(unit, counts): (&UnitId, &Counts)| Line { key: None, name: unit_name(who, *unit), counts: *counts };
    ordered(frame, units.map(line).collect(), Grouping::Unit, Some(&statistics.total()))
}

fn ordered(frame: &Frame, mut lines: Vec<Line>, grouping: Grouping, total: Option<&Counts>) -> Vec<Line> {
    if grouping != Grouping::Month {
        lines.sort_by_cached_key(|line| {
            (std::cmp::Reverse(line.counts.of(Timeliness::OpenLate)), vitext::sort::key(&line.name))
        });
    }
    if let Some(total) = total.filter(|_| lines.len() > 1) {
        lines.push(Line { key: None, name: frame.word("statistics-total"), counts: *total });
    }
    lines
}

/// What all tasks of the page have in common: where the numbers lead.
#[derive(Debug, Clone, Copy)]
pub(super) struct Links {
    pub(super) unit: UnitId,
    pub(super) basis: Basis,
    pub(super) document: Option<DocumentId>,
}

/// What was cancelled counts nowhere, and stands in no list behind a number.
const COUNTED: &str = "&bucket=done_in_time&bucket=done_late&bucket=open_in_time&bucket=open_late";

impl Links {
    /// The list with the tasks of a group, none for all of them; of those that `more` chooses.
    fn to(self, key: Option<&TaskKey>, more: &str) -> String {
        let unit = self.unit;
        let of_group = match key {
            Some(TaskKey::Lead(lead)) => format!("unit={lead}&below=no"),
            Some(TaskKey::Document(document)) => {
                return self.list(&format!("unit={unit}&document={}", said(document.as_ref())), more);
            }
            Some(TaskKey::Responsible(account)) => {
                format!("unit={unit}&responsible={}", said(account.as_ref()))
            }
            Some(TaskKey::Leader(account)) => format!("unit={unit}&leader={}", said(account.as_ref())),
            Some(TaskKey::Field(field)) => {
                let field = said(field.as_ref());
                let field: String = form_urlencoded::byte_serialize(field.as_bytes()).collect();
                format!("unit={unit}&field={field}")
            }
            Some(TaskKey::Month(Some(day))) => {
                let month = Period::of(Calendar::Month, *day);
                let (from, last) = (ui::print_date(month.from), ui::print_date(month.last));
                format!("unit={unit}&due-from={from}&due-to={last}")
            }
            Some(TaskKey::Month(None)) => format!("unit={unit}&undated=yes"),
            None => format!("unit={unit}"),
        };
        self.list(&format!("{of_group}{}", self.of_document()), more)
    }

    /// All that stand in one of the four.
    pub(super) fn bucket(self, code: &str) -> String {
        self.to(None, &format!("&bucket={code}"))
    }

    fn of_document(self) -> String {
        self.document.map(|document| format!("&document={document}")).unwrap_or_default()
    }

    fn list(self, of_group: &str, more: &str) -> String {
        let counted = if more.contains("bucket=") { "" } else { COUNTED };
        format!("/tasks?{of_group}&basis={}{counted}{more}", self.basis.code())
    }

    /// The statistics by something else, or by another deadline.
    pub(super) fn statistics(self, grouping: Grouping, basis: Basis) -> String {
        let (unit, of_document) = (self.unit, self.of_document());
        format!("/tasks/statistics?unit={unit}&by={}&basis={}{of_document}", grouping.code(), basis.code())
    }
}

fn said(what: Option<&impl ToString>) -> String {
    what.map_or_else(|| "none".to_owned(), ToString::to_string)
}

/// What of the numbers a column shows.
type Of = fn(&Counts) -> u64;

/// The table; with links where the numbers are those of now.
pub(super) fn table(frame: &Frame, grouping: Grouping, links: Option<Links>) -> Table<Line> {
    let language = frame.language();
    let number = |key: &'static str, title: String, more: &str, of: Of| {
        let value = move |line: &Line| Some(vitext::Decimal::from(of(&line.counts)));
        let more = more.to_owned();
        Column::number(key, title, value).cell(move |line| {
            let shown = count(language, of(&line.counts));
            match links.filter(|_| of(&line.counts) > 0) {
                Some(links) => ui::link(shown, line.href(&links, &more)),
                None => html! { (shown) },
            }
        })
    };
    let mut table = Table::new("task-statistics", frame.word("tasks-statistics"))
        .scrolls()
        .column(Column::text("unit", grouping.title(frame), |line: &Line| line.name.clone()))
        .column(number("all", frame.word("statistics-all"), "", Counts::all));
    for timeliness in Timeliness::ALL {
        let of: Of = match timeliness {
            Timeliness::DoneInTime => |counts| counts.of(Timeliness::DoneInTime),
            Timeliness::DoneLate => |counts| counts.of(Timeliness::DoneLate),
            Timeliness::OpenInTime => |counts| counts.of(Timeliness::OpenInTime),
            Timeliness::OpenLate => |counts| counts.of(Timeliness::OpenLate),
        };
        let code = timeliness.code();
        let title = words::bucket(frame, timeliness);
        table = table.column(number(code, title, &format!("&bucket={code}"), of));
    }
    table
        .column(late(frame, links))
        .column(number("extensions", frame.word("task-extensions"), "&extended=yes", |counts| {
            counts.extensions
        }))
        .column(number("urgings", frame.word("task-urgings"), "&urged=yes", |counts| counts.urgings))
        .column(number("unclear", frame.word("tasks-unclear"), "&unclear=yes", |counts| counts.unclear))
        .column(number("bare", frame.word("tasks-bare"), "&bare=yes", |counts| counts.without_evidence))
        .empty(frame.word("tasks-none"), frame.word("tasks-none-help"))
}

/// How late those were that were done late: leads to them.
fn late(frame: &Frame, links: Option<Links>) -> Column<Line> {
    let language = frame.language();
    let column = Column::number("delay", frame.word("statistics-delay"), |line: &Line| delay(&line.counts));
    column.cell(move |line| match (delay(&line.counts), links) {
        (Some(mean), Some(links)) => {
            ui::link(ui::number(language, mean), line.href(&links, "&bucket=done_late"))
        }
        (Some(mean), None) => html! { (ui::number(language, mean)) },
        (None, _) => html! {},
    })
}

/// Working days of delay on average, with one decimal; nothing where none was late.
fn delay(counts: &Counts) -> Option<vitext::Decimal> {
    let tenths = i64::try_from(counts.mean_delay_tenths()?).ok()?;
    Some(vitext::Decimal::new(tenths, 1))
}
