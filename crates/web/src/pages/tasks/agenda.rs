//! Work programmes (chương trình công tác) of a committee: the items of a year, quarter, month or week, session by session, and how they
//! have slipped.

use super::asked::Asked;
use super::chosen::{MOST, rows};
use super::list::Row;
use super::print::{download, setting};
use super::{unit_name, words};
use crate::pages::failure::problem;
use crate::pages::visit::Who;
use crate::ui::{self, Button, Column, Filter, Query, Tab, Table};
use crate::{Frame, Problem};
use app::Person;
use app::rights::{TasksAssign, TasksRead};
use app::tasks::ListPaper;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::UnitId;
use domain::documents::{Calendar, Period};
use domain::tasks::Timeliness;
use domain::units::UnitSet;
use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};
use store::{TaskFilter, TaskOrder};

/// For how long a programme is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cut {
    Year,
    Quarter,
    Month,
    Week,
}

impl Cut {
    const ALL: [Self; 4] = [Self::Year, Self::Quarter, Self::Month, Self::Week];

    const fn code(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Quarter => "quarter",
            Self::Month => "month",
            Self::Week => "week",
        }
    }

    fn of(code: &str) -> Self {
        Self::ALL.into_iter().find(|cut| cut.code() == code).unwrap_or(Self::Month)
    }

    fn title(self, frame: &Frame) -> String {
        frame.word(match self {
            Self::Year => "agenda-year",
            Self::Quarter => "agenda-quarter",
            Self::Month => "agenda-month",
            Self::Week => "agenda-week",
        })
    }

    /// The stretch in which a day lies.
    fn around(self, day: Date) -> Period {
        match self {
            Self::Year => Period::of(Calendar::Year, day),
            Self::Quarter => Period::of(Calendar::Quarter, day),
            Self::Month => Period::of(Calendar::Month, day),
            Self::Week => {
                let from = day.saturating_sub(i32::from(day.weekday().to_monday_zero_offset()).days());
                Period { from, last: from.saturating_add(6.days()) }
            }
        }
    }
}

/// What an address asks for: whose programme, of which days, and which of its items.
struct Asks {
    unit: UnitId,
    cut: Cut,
    period: Period,
    table: Table<Row>,
    query: Query,
    filter: TaskFilter,
}

impl Asks {
    fn of(frame: &Frame, who: &Who) -> Result<Option<Self>, Problem> {
        let person = who.person()?;
        let asked = Asked::of(frame);
        let Some(unit) = asked.parsed("unit").or_else(|| own(who, person)) else { return Ok(None) };
        let cut = Cut::of(asked.value("cut"));
        let day = ui::parse_date(asked.value("day")).unwrap_or(person.today);
        let period = cut.around(day);
        let table = table(frame, who, person.today);
        let query = table.query(frame.query());
        let mut filter = TaskFilter {
            givers: Some(UnitSet::alone([unit], person.today)),
            sessions: Some((period.from, period.last)),
            order: TaskOrder::Session,
            ..TaskFilter::all(person.today)
        };
        filter.text.clone_from(&query.text);
        filter.buckets = query.choices("bucket").iter().filter_map(|code| Timeliness::parse(code)).collect();
        filter.put_off = query.filters.contains_key("put-off");
        filter.unclear = query.filters.contains_key("unclear");
        Ok(Some(Self { unit, cut, period, table, query, filter }))
    }

    fn address(&self, cut: Cut, day: Date) -> String {
        format!("/tasks/agenda?unit={}&cut={}&day={}", self.unit, cut.code(), ui::print_date(day))
    }

    fn name(&self, frame: &Frame) -> String {
        words::period(frame, self.period)
    }
}

/// The first unit of the person whose tasks may be read.
fn own(who: &Who, person: &Person) -> Option<UnitId> {
    let permit = who.permit::<TasksRead>().ok()?;
    let forest = person.forest();
    person.posts().map(|post| post.unit).find(|unit| permit.covers(*unit, &forest).is_ok())
}

pub(super) async fn page(frame: Frame, who: Who) -> Result<Response, Problem> {
    let page = frame.page(frame.word("agenda-title")).crumb(frame.word("area-tasks"), "/tasks").help("tasks");
    let Some(asks) = Asks::of(&frame, &who)? else {
        return Ok(page
            .body(ui::empty(frame.word("agenda-none"), frame.word("agenda-none-help")))
            .into_response());
    };
    if let Some(format) = asks.query.export {
        let (all, _) = rows(&who, &asks.filter, 0, MOST).await?;
        return asks.table.export(&asks.query, &all, format);
    }
    let (shown, total) = rows(&who, &asks.filter, asks.query.offset(), asks.query.rows).await?;
    let count = |change: fn(&mut TaskFilter)| {
        let mut filter = asks.filter.clone();
        change(&mut filter);
        filter
    };
    let put_off = rows(&who, &count(|filter| filter.put_off = true), 0, 1).await?.1;
    let late = rows(&who, &count(|filter| filter.buckets = vec![Timeliness::OpenLate]), 0, 1).await?.1;
    let here = asks.address(asks.cut, asks.period.from);
    let number = |count: u64, word: String, more: &str| {
        html! { li { a href=(format!("{here}{more}")) { strong { (ui::number(frame.language(), vitext::Decimal::from(count))) } " " (word) } } }
    };
    let body = html! {
        (choose(&frame, &asks))
        ul.numbers {
            (number(total, frame.word("agenda-items"), ""))
            (number(put_off, frame.word("agenda-put-off"), "&put-off=yes"))
            (number(late, frame.word("agenda-late"), "&bucket=open_late"))
        }
        p.quiet { (frame.word("tasks-print")) ": "
            @for format in ["docx", "pdf"] {
                a href=(format!("/tasks/agenda/print/{format}?{}", frame.query())) download { "." (format) } " "
            }
        }
        (asks.table.show(&frame, &asks.query, &shown, total))
    };
    let page = page.lead(format!("{} – {}", unit_name(&who, asks.unit), asks.name(&frame))).body(body);
    let forest = who.person()?.forest();
    let may = who.permit::<TasksAssign>().is_ok_and(|permit| permit.covers(asks.unit, &forest).is_ok());
    if !may {
        return Ok(page.into_response());
    }
    let today = who.person()?.today;
    let day = if asks.period.span().contains(today) { today } else { asks.period.from };
    let add = format!("/tasks/new?agenda=yes&day={}", ui::print_date(day));
    Ok(page.action(Button::primary(frame.word("agenda-add")).href(add).key('n')).into_response())
}

/// Year, quarter, month, week; the one before and the one after.
fn choose(frame: &Frame, asks: &Asks) -> Markup {
    let tab = |cut: Cut| Tab {
        title: cut.title(frame),
        href: asks.address(cut, asks.period.from),
        current: cut == asks.cut,
        count: None,
    };
    let before = asks.period.from.yesterday().unwrap_or(asks.period.from);
    let after = asks.period.last.tomorrow().unwrap_or(asks.period.last);
    let name = |day: Date| words::period(frame, asks.cut.around(day));
    html! {
        (ui::tabs(frame.word("agenda-cuts"), &Cut::ALL.map(tab)))
        p {
            (ui::link(format!("‹ {}", name(before)), asks.address(asks.cut, before)))
            " · " strong { (asks.name(frame)) } " · "
            (ui::link(format!("{} ›", name(after)), asks.address(asks.cut, after)))
        }
    }
}

/// `Hội nghị lần thứ 12, 15/12/2026`.
fn session(row: &Row) -> String {
    let Some(session) = &row.task.session else { return String::new() };
    let day = session.on.map(ui::print_date);
    [Some(session.name.clone()).filter(|name| !name.is_empty()), day]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}

/// `lùi 2 lần, từ 01/12/2026`; empty for what stands where it stood first.
fn slipped(frame: &Frame, row: &Row) -> String {
    let (now, first) = (row.task.session.as_ref().and_then(|session| session.on), row.task.first_session_on);
    match first {
        Some(first) if row.task.put_off > 0 => {
            let day = ui::print_date(first);
            frame.text("agenda-slipped", [("times", row.task.put_off.into()), ("day", day.into())])
        }
        Some(first) if now.is_some_and(|now| now < first) => {
            frame.text("agenda-earlier", [("day", ui::print_date(first).into())])
        }
        _ => String::new(),
    }
}

fn reviewer(who: &Who, row: &Row) -> String {
    let unit = row.task.session.as_ref().and_then(|session| session.reviewer);
    unit.map(|unit| unit_name(who, unit)).unwrap_or_default()
}

fn table(frame: &Frame, who: &Who, today: Date) -> Table<Row> {
    let buckets = Timeliness::ALL.map(|bucket| (bucket.code().to_owned(), words::bucket(frame, bucket)));
    let (first, second, third, fourth) = (frame.clone(), frame.clone(), frame.clone(), frame.clone());
    let reviewing = who.clone();
    let status = move |row: &Row| {
        words::status(row.task.stage, row.task.due, row.task.submitted_on, today).words(&first)
    };
    let show_status =
        move |row: &Row| words::standing(&second, row.task.stage, row.task.due, row.task.submitted_on, today);
    Table::new("agenda", frame.word("agenda-title"))
        .searchable()
        .filter(Filter::choice("bucket", frame.word("tasks-bucket"), buckets))
        .filter(Filter::yes("put-off", frame.word("agenda-put-off")))
        .filter(Filter::yes("unclear", frame.word("tasks-unclear")))
        .column(Column::text("session", frame.word("agenda-session"), session))
        .column(
            Column::text("action", frame.word("agenda-content"), |row: &Row| row.task.action.clone())
                .cell(|row| ui::link(&row.task.action, format!("/tasks/{}", row.task.id)))
                .wide(),
        )
        .column(Column::text("lead", frame.word("agenda-prepares"), |row: &Row| row.lead.clone()))
        .column(Column::text("reviewer", frame.word("agenda-reviewer"), move |row| reviewer(&reviewing, row)))
        .column(Column::date("due", frame.word("agenda-due"), |row: &Row| row.task.due).cell(move |row| {
            match row.task.due {
                Some(due) => ui::day(&third, due, today),
                None => html! { "–" },
            }
        }))
        .column(Column::text("status", frame.word("task-status"), status).cell(show_status))
        .column(Column::text("slipped", frame.word("agenda-slippage"), move |row| slipped(&fourth, row)))
        .empty(frame.word("agenda-none"), frame.word("agenda-none-help"))
}

/// The same as an official list.
pub(super) async fn print(frame: Frame, who: Who, Path(format): Path<String>) -> Result<Response, Problem> {
    let setting = setting(&format)?;
    let asks = Asks::of(&frame, &who)?.ok_or_else(Problem::not_found)?;
    let (rows, _) = rows(&who, &asks.filter, 0, super::print::MOST).await?;
    let header = [
        frame.word("print-number"),
        frame.word("agenda-content"),
        frame.word("agenda-prepares"),
        frame.word("agenda-session"),
        frame.word("agenda-reviewer"),
    ];
    let line = |(place, row): (usize, &Row)| {
        let slipped = slipped(&frame, row);
        let when = if slipped.is_empty() { session(row) } else { format!("{} ({slipped})", session(row)) };
        [place.to_string(), row.task.action.clone(), row.lead.clone(), when, reviewer(&who, row)]
    };
    let lines = (1..).zip(&rows).map(line).collect();
    let subject = frame.text("agenda-subject", [("period", asks.name(&frame).into())]);
    let list = ListPaper { unit: Some(asks.unit), subject, header, rows: lines, note: None };
    let bytes = who.permit::<TasksRead>()?.list_paper(list, setting).await.map_err(problem)?;
    Ok(download("chuong-trinh-cong-tac", setting, bytes).into_response())
}
