//! Two days side by side: what moved since the last session.

use super::chosen::Chosen;
use super::{unit_name, words};
use crate::pages::failure::problem;
use crate::pages::visit::Who;
use crate::ui::{self, Button, Column, Field, Form, Tab, Table};
use crate::{Frame, Problem};
use app::rights::TasksRead;
use app::tasks::{Difference, Moved, Stood};
use axum::response::{IntoResponse, Response};
use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// So many days back, where nobody says since when.
const BACK: i32 = 30;

pub(super) async fn page(frame: Frame, who: Who) -> Result<Response, Problem> {
    let today = who.person()?.today;
    let chosen = Chosen::of(&frame, who.person()?).await?;
    let asked = &chosen.asked;
    let first = ui::parse_date(asked.value("from")).unwrap_or_else(|| today.saturating_sub(BACK.days()));
    let second = ui::parse_date(asked.value("to")).unwrap_or(today).min(today).max(first);
    let moves = who.permit::<TasksRead>()?.moved(&chosen.filter, (first, second)).await.map_err(problem)?;
    let mut counts: BTreeMap<Difference, u64> = BTreeMap::new();
    for difference in moves.rows.iter().flat_map(|moved| &moved.differences) {
        *counts.entry(*difference).or_default() += 1;
    }
    let wanted = Difference::ALL.into_iter().find(|one| one.code() == asked.value("what"));
    let rows: Vec<Moved> = moves
        .rows
        .into_iter()
        .filter(|moved| wanted.is_none_or(|wanted| moved.differences.contains(&wanted)))
        .collect();
    let table = table(&frame, &who, (first, second));
    let query = table.query(frame.query());
    if let Some(format) = query.export {
        return table.export(&query, &rows, format);
    }
    let offset = usize::try_from(query.offset()).unwrap_or(usize::MAX).min(rows.len());
    let end = offset.saturating_add(query.rows as usize).min(rows.len());
    let body = html! {
        (days(&frame, &chosen, (first, second)))
        (whats(&frame, &chosen, (first, second), wanted, &counts))
        @if moves.is_cut { p.quiet { (frame.word("moved-cut")) } }
        (table.show(&frame, &query, rows.get(offset..end).unwrap_or_default(), rows.len() as u64))
    };
    let page = frame.page(frame.word("moved-title")).crumb(frame.word("area-tasks"), "/tasks");
    let lead = frame.text(
        "moved-between",
        [("first", ui::print_date(first).into()), ("second", ui::print_date(second).into())],
    );
    let lead = match chosen.unit {
        Some(unit) => format!("{} – {lead}", unit_name(&who, unit)),
        None => lead,
    };
    Ok(page.lead(lead).help("tasks").body(body).into_response())
}

/// The two days, and whose tasks.
fn days(frame: &Frame, chosen: &Chosen, (first, second): (Date, Date)) -> Markup {
    let mut form = Form::default();
    form.set("from", ui::print_date(first));
    form.set("to", ui::print_date(second));
    html! {
        form.inline method="get" action="/tasks/moved" {
            @for name in ["unit", "role", "field", "leader", "document"] {
                @if !chosen.asked.value(name).is_empty() { input type="hidden" name=(name) value=(chosen.asked.value(name)); }
            }
            (form.field(Field::date("from", frame.word("moved-from"))))
            (form.field(Field::date("to", frame.word("moved-to"))))
            (Button::plain(frame.word("moved-see")))
        }
    }
}

/// All, or one sort of difference, each with how many there are.
fn whats(
    frame: &Frame,
    chosen: &Chosen,
    (first, second): (Date, Date),
    wanted: Option<Difference>,
    counts: &BTreeMap<Difference, u64>,
) -> Markup {
    let href = |what: &str| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for name in ["unit", "role", "field", "leader", "document"] {
            if !chosen.asked.value(name).is_empty() {
                query.append_pair(name, chosen.asked.value(name));
            }
        }
        query.append_pair("from", &ui::print_date(first)).append_pair("to", &ui::print_date(second));
        if !what.is_empty() {
            query.append_pair("what", what);
        }
        format!("/tasks/moved?{}", query.finish())
    };
    let all = Tab { title: frame.word("moved-all"), href: href(""), current: wanted.is_none(), count: None };
    let some = Difference::ALL.into_iter().filter(|one| counts.contains_key(one)).map(|one| Tab {
        title: word(frame, one),
        href: href(one.code()),
        current: wanted == Some(one),
        count: counts.get(&one).copied(),
    });
    ui::tabs(frame.word("moved-what"), &std::iter::once(all).chain(some).collect::<Vec<_>>())
}

fn word(frame: &Frame, difference: Difference) -> String {
    frame.word(match difference {
        Difference::New => "moved-new",
        Difference::Done => "moved-done",
        Difference::Cancelled => "moved-cancelled",
        Difference::Late => "moved-late",
        Difference::Stage => "moved-stage",
        Difference::Due => "moved-due",
        Difference::Lead => "moved-lead",
        Difference::Session => "moved-session",
        Difference::Percent => "moved-percent",
    })
}

/// Stage and progress on a day.
fn standing(frame: &Frame, stood: &Stood, on: Date) -> String {
    let status = words::status(stood.stage, stood.due, None, on).words(frame);
    if stood.stage.is_over() {
        return words::stage(frame, stood.stage);
    }
    let stage = words::stage(frame, stood.stage);
    if stood.late {
        format!("{stage}, {} % – {status}", stood.percent)
    } else {
        format!("{stage}, {} %", stood.percent)
    }
}

/// A deadline that changed says both days.
fn dues(moved: &Moved) -> String {
    let day = |day: Option<Date>| day.map_or_else(|| "–".to_owned(), ui::print_date);
    match &moved.before {
        Some(before) if before.due != moved.after.due => {
            format!("{} → {}", day(before.due), day(moved.after.due))
        }
        _ => day(moved.after.due),
    }
}

fn table(frame: &Frame, who: &Who, (first, second): (Date, Date)) -> Table<Moved> {
    let (one, two, three, lead) = (frame.clone(), frame.clone(), frame.clone(), who.clone());
    Table::new("moved", frame.word("moved-title"))
        .column(
            Column::text("action", frame.word("task-action"), |moved: &Moved| moved.row.action.clone())
                .cell(|moved| ui::link(&moved.row.action, format!("/tasks/{}", moved.row.id)))
                .wide(),
        )
        .column(Column::text("lead", frame.word("task-lead"), move |moved: &Moved| match &moved.before {
            Some(before) if before.lead != moved.after.lead => {
                format!("{} → {}", unit_name(&lead, before.lead), unit_name(&lead, moved.after.lead))
            }
            _ => unit_name(&lead, moved.after.lead),
        }))
        .column(Column::text("what", frame.word("moved-what"), move |moved: &Moved| {
            moved.differences.iter().map(|one_of| word(&one, *one_of)).collect::<Vec<_>>().join("; ")
        }))
        .column(Column::text("before", ui::print_date(first), move |moved: &Moved| {
            moved.before.as_ref().map(|stood| standing(&two, stood, first)).unwrap_or_default()
        }))
        .column(Column::text("after", ui::print_date(second), move |moved: &Moved| {
            standing(&three, &moved.after, second)
        }))
        .column(Column::text("due", frame.word("task-due"), dues))
        .empty(frame.word("moved-none"), frame.word("moved-none-help"))
}
