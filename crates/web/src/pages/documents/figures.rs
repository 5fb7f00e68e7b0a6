//! Figures of the registers: how many came and went in a period, by kind, unit and month, and how what came was handled.

use super::counted::Counted;
use super::period;
use crate::pages::failure::problem;
use crate::pages::visit::Who;
use crate::ui::{self, Column, Field, Form, Tab, Table};
use crate::{Access, Frame, Problem, Routes};
use app::App;
use app::rights::DocumentsRead;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use domain::UnitId;
use domain::documents::{Direction, Figures, Flow, Period, Timeliness};
use domain::rights::Right;
use maud::{Markup, html};
use messages::Language;
use serde::Deserialize;
use vitext::Decimal;

pub(super) fn routes() -> Routes<App> {
    let read = Access::Right(Right::DocumentsRead.code());
    Routes::new().get("/documents/figures", read, page).place("figures-title", "/documents/figures", read)
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    unit: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    by: String,
}

/// By what the table counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Kind,
    Unit,
    Month,
}

impl By {
    const ALL: [Self; 3] = [Self::Kind, Self::Unit, Self::Month];

    const fn code(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Unit => "unit",
            Self::Month => "month",
        }
    }
}

/// What is asked for: which registers, which days, counted by what.
#[derive(Debug, Clone, Copy)]
struct Scope {
    unit: Option<UnitId>,
    period: Period,
    by: By,
}

impl Scope {
    fn href(self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if let Some(unit) = self.unit {
            query.append_pair("unit", &unit.to_string());
        }
        query.append_pair("from", &self.period.from.to_string());
        query.append_pair("to", &self.period.last.to_string());
        query.append_pair("by", self.by.code());
        format!("/documents/figures?{}", query.finish())
    }

    fn counted(self, direction: Direction) -> Counted {
        Counted::new(self.unit, self.period, direction)
    }
}

/// A line of the table: what is counted, how many, and where they are listed.
struct Row {
    name: String,
    href: Option<String>,
    flow: Flow,
    lists: [String; 3],
    handled: Option<[(u64, String); 4]>,
    is_total: bool,
}

async fn page(frame: Frame, who: Who, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let permit = who.permit::<DocumentsRead>()?;
    let person = who.person()?;
    let unit = match asked.unit.trim() {
        "" => None,
        unit => Some(unit.parse::<UnitId>().map_err(|_| Problem::not_found())?),
    };
    let by = By::ALL.into_iter().find(|by| by.code() == asked.by).unwrap_or(By::Kind);
    let scope = Scope { unit, period: period::read(&asked.from, &asked.to, person.today), by };
    let figures = permit.figures(unit, scope.period).await.map_err(problem)?;
    let registers = permit.registers().await.map_err(problem)?;
    let name = |unit: UnitId| {
        let unit = person.organisation.history().last_known(unit);
        unit.map(|unit| unit.name.clone()).unwrap_or_default()
    };
    let rows = rows(&frame, &figures, scope, name);
    let table = table(&frame, scope);
    let query = table.query(frame.query());
    let chosen = table.choose(&query, rows, |_, _, _| true);
    if let Some(format) = query.export {
        return table.export(&query, &chosen.rows, format);
    }
    let mut units: Vec<(String, String)> =
        registers.iter().map(|(unit, _)| (unit.to_string(), name(*unit))).collect();
    if let Some(unit) = unit.filter(|unit| registers.iter().all(|(known, _)| known != unit)) {
        units.push((unit.to_string(), name(unit)));
    }
    units.insert(0, (String::new(), frame.word("figures-all-units")));
    let mut form = Form::default();
    form.set("unit", unit.map(|unit| unit.to_string()).unwrap_or_default());
    let fields = html! {
        (form.field(Field::select("unit", frame.word("figures-unit"), units)))
        input type="hidden" name="by" value=(by.code());
    };
    let address = |period| Scope { period, ..scope }.href();
    let body = html! {
        (period::choose(&frame, scope.period, person.today, address, fields))
        @if figures.total().all() == 0 {
            (ui::empty(frame.word("figures-none"), frame.word("figures-none-help")))
        } @else {
            (sentences(&frame, &figures, scope))
            (ui::tabs(frame.word("figures-by"), &tabs(&frame, scope)))
            (table.show(&frame, &query, &chosen.rows, chosen.total))
        }
    };
    let title = frame.text("figures-of", [("period", period::name(&frame, scope.period).into())]);
    let page = frame.page(title).crumb(frame.word("area-documents"), "/documents").help("registers");
    Ok(page.lead(frame.word("figures-lead")).body(body).into_response())
}

/// `130 văn bản đến, 106 văn bản đi: 32 công văn, 11 báo cáo …`, and how what came was handled; each number leads to its
/// documents.
fn sentences(frame: &Frame, figures: &Figures, scope: Scope) -> Markup {
    let total = figures.total();
    let linked = |count: u64, words: String, list: Counted| {
        html! { a href=(list.href()) { (number(frame.language(), count)) " " (words) } }
    };
    let direction = |direction: Direction| {
        let kinds = figures.kinds_of(direction);
        html! {
            (linked(total.of(direction), frame.word(direction_key(direction)), scope.counted(direction)))
            @for (place, (kind, count)) in kinds.iter().enumerate() {
                (if place == 0 { ": " } else { ", " })
                (linked(*count, kind_name(frame, kind.as_deref()), scope.counted(direction).of_kind(kind.as_deref())))
            }
        }
    };
    let handled = |timeliness: Timeliness| {
        let list = scope.counted(Direction::Incoming).handled(timeliness);
        let count = figures.handled(timeliness);
        (
            frame.word(handled_key(timeliness)),
            html! {
                @if count == 0 { (count) } @else { a href=(list.href()) { (number(frame.language(), count)) } }
            },
        )
    };
    html! {
        @for way in Direction::ALL.into_iter().filter(|way| total.of(*way) > 0) { p { (direction(way)) "." } }
        @if total.incoming > 0 {
            h2 { (frame.word("figures-handling")) }
            (ui::facts(Timeliness::ALL.map(handled)))
        }
    }
}

fn tabs(frame: &Frame, scope: Scope) -> [Tab; 3] {
    By::ALL.map(|by| Tab {
        title: frame.word(by_key(by)),
        href: Scope { by, ..scope }.href(),
        current: by == scope.by,
        count: None,
    })
}

fn rows(frame: &Frame, figures: &Figures, scope: Scope, unit: impl Fn(UnitId) -> String) -> Vec<Row> {
    let row = |name: String, flow: Flow, lists: &dyn Fn(Counted) -> Counted| Row {
        name,
        href: None,
        flow,
        lists: Direction::ALL.map(|direction| lists(scope.counted(direction)).href()),
        handled: None,
        is_total: false,
    };
    let handled = |counts: [u64; 4], lists: &dyn Fn(Counted) -> Counted| {
        let mut places = Timeliness::ALL.into_iter().zip(counts);
        std::array::from_fn(|_| {
            let (timeliness, count) = places.next().unwrap_or((Timeliness::DoneInTime, 0));
            (count, lists(scope.counted(Direction::Incoming)).handled(timeliness).href())
        })
    };
    let mut rows: Vec<Row> = match scope.by {
        By::Kind => {
            let kinds = figures.by_kind().into_iter();
            kinds
                .map(|(kind, flow)| {
                    let kind = kind.as_deref();
                    row(kind_name(frame, kind), flow, &|list| list.of_kind(kind))
                })
                .collect()
        }
        By::Unit => {
            let late = figures.handled_by_unit();
            let units = figures.by_unit().into_iter();
            units
                .map(|(id, flow)| {
                    let counts = late.get(&id).copied().unwrap_or_default();
                    Row {
                        href: Some(Scope { unit: Some(id), by: By::Kind, ..scope }.href()),
                        handled: Some(handled(counts, &|list| list.of_unit(id))),
                        ..row(unit(id), flow, &|list| list.of_unit(id))
                    }
                })
                .collect()
        }
        By::Month => {
            let months = figures.by_month().into_iter();
            months
                .map(|(month, flow)| {
                    let name = format!("{:02}/{}", month.month(), month.year());
                    row(name, flow, &|list| list.of_month(month))
                })
                .collect()
        }
    };
    if rows.len() > 1 {
        let whole = Timeliness::ALL.map(|timeliness| figures.handled(timeliness));
        let total = row(frame.word("figures-total"), figures.total(), &|list| list);
        rows.push(Row {
            is_total: true,
            handled: (scope.by == By::Unit).then(|| handled(whole, &|list| list)),
            ..total
        });
    }
    rows
}

fn table(frame: &Frame, scope: Scope) -> Table<Row> {
    let language = frame.language();
    let table = match scope.by {
        By::Kind => Table::new("figures-by-kind", frame.word("figures-by-kind")),
        By::Unit => Table::new("figures-by-unit", frame.word("figures-by-unit")),
        By::Month => Table::new("figures-by-month", frame.word("figures-by-month")),
    };
    let name = Column::text("name", frame.word(by_key(scope.by)), |row: &Row| row.name.clone());
    let name = name.cell(|row| match &row.href {
        _ if row.is_total => html! { strong { (row.name) } },
        Some(href) => ui::link(&row.name, href),
        None => html! { (row.name) },
    });
    let mut table = table.column(if scope.by == By::Month { name.narrow() } else { name.wide() });
    for (place, direction) in Direction::ALL.into_iter().enumerate() {
        let count = move |row: &Row| row.flow.of(direction);
        table = table.column(
            Column::number(direction.code(), frame.word(column_key(direction)), move |row| whole(count(row)))
                .cell(move |row| cell(language, count(row), row.lists.get(place), row.is_total)),
        );
    }
    table = table.column(
        Column::number("all", frame.word("figures-total"), |row: &Row| whole(row.flow.all()))
            .cell(move |row| cell(language, row.flow.all(), None, row.is_total)),
    );
    if scope.by == By::Unit {
        for (place, timeliness) in Timeliness::ALL.into_iter().enumerate() {
            let of = move |row: &Row| row.handled.as_ref().and_then(|handled| handled.get(place).cloned());
            table = table.column(
                Column::number(timeliness.code(), frame.word(handled_key(timeliness)), move |row| {
                    whole(of(row).map_or(0, |(count, _)| count))
                })
                .cell(move |row| {
                    let (count, list) = of(row).unwrap_or_default();
                    cell(language, count, Some(&list), row.is_total)
                }),
            );
        }
    }
    table
}

/// A number that leads to what it counts.
fn cell(language: Language, count: u64, list: Option<&String>, is_total: bool) -> Markup {
    let shown = html! {
        @match list {
            Some(list) if count > 0 => { a href=(list) { (number(language, count)) } }
            _ => { (number(language, count)) }
        }
    };
    if is_total {
        html! { strong { (shown) } }
    } else {
        shown
    }
}

fn whole(count: u64) -> Option<Decimal> {
    Some(Decimal::from(count))
}

fn number(language: Language, count: u64) -> String {
    ui::number(language, Decimal::from(count))
}

fn kind_name(frame: &Frame, kind: Option<&str>) -> String {
    kind.map_or_else(|| frame.word("figures-no-kind"), str::to_owned)
}

const fn by_key(by: By) -> &'static str {
    match by {
        By::Kind => "figures-kind",
        By::Unit => "figures-unit",
        By::Month => "figures-month",
    }
}

const fn direction_key(direction: Direction) -> &'static str {
    match direction {
        Direction::Incoming => "figures-incoming",
        Direction::Outgoing => "figures-outgoing",
        Direction::Internal => "figures-internal",
    }
}

const fn column_key(direction: Direction) -> &'static str {
    match direction {
        Direction::Incoming => "figures-column-incoming",
        Direction::Outgoing => "figures-column-outgoing",
        Direction::Internal => "figures-column-internal",
    }
}

pub(super) const fn handled_key(timeliness: Timeliness) -> &'static str {
    match timeliness {
        Timeliness::DoneInTime => "figures-done-in-time",
        Timeliness::DoneLate => "figures-done-late",
        Timeliness::OpenInTime => "figures-open-in-time",
        Timeliness::OpenLate => "figures-open-late",
    }
}
