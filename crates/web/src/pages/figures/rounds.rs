//! The rounds in which figures are collected.

use super::{unit_name, words};
use crate::pages::failure::problem;
use crate::pages::visit::Who;
use crate::ui::{self, Button, Column, Table};
use crate::{Frame, Problem};
use app::figures::Round;
use app::rights::{FiguresDefine, FiguresRead};
use axum::response::{IntoResponse, Response};
use domain::UnitId;
use domain::collection::State;
use maud::{Markup, html};
use vitext::Decimal;

/// A line of the list.
struct Row {
    round: Round,
    form: String,
    period: String,
    own: Option<(UnitId, String)>,
}

impl Row {
    fn path(&self) -> String {
        format!("/indicators/rounds/{}", self.round.row.id)
    }

    fn of(&self, state: State) -> u32 {
        self.round.states.get(state.code()).copied().unwrap_or_default()
    }
}

pub(super) async fn page(frame: Frame, who: Who) -> Result<Response, Problem> {
    let permit = who.permit::<FiguresRead>()?;
    let person = who.person()?;
    let rounds = permit.rounds().await.map_err(problem)?;
    let calendars = person.app().calendars();
    let rows: Vec<Row> = rounds
        .into_iter()
        .map(|round| Row {
            form: words::of(&frame, &round.form.0, &round.form.1).to_owned(),
            period: calendars.name(round.row.period, words::language(&frame)),
            own: round.own.map(|unit| (unit, unit_name(&who, unit))),
            round,
        })
        .collect();
    let defines = person.permit::<FiguresDefine>().is_ok();
    let table = table(&frame);
    let query = table.query(frame.query());
    if let Some(format) = query.export {
        return table.export(&query, &rows, format);
    }
    let body = html! {
        (super::list::elsewhere(&frame, "/indicators/rounds"))
        @for row in rows.iter().take(3) { (mine(&frame, row)) }
        (table.show(&frame, &query, &rows, rows.len() as u64))
    };
    let page =
        frame.page(frame.word("indicators-rounds")).crumb(frame.word("area-indicators"), "/indicators");
    let page = page.help("figures").body(body);
    Ok(if defines {
        page.action(
            Button::primary(frame.word("indicators-round-new")).href("/indicators/rounds/new").key('n'),
        )
        .into_response()
    } else {
        page.into_response()
    })
}

/// The way to the one sheet that waits for the person.
fn mine(frame: &Frame, row: &Row) -> Markup {
    let waits = row.of(State::Draft) + row.of(State::Returned) > 0;
    html! {
        @if let Some((unit, name)) = row.own.as_ref().filter(|_| waits && row.round.units == 1) {
            p.notice.warning {
                span {
                    (row.form) ", " (row.period) ": "
                    a href={ (row.path()) "/" (unit) } { (frame.word("indicators-fill")) " – " (name) }
                }
            }
        }
    }
}

fn table(frame: &Frame) -> Table<Row> {
    let count = |key: &'static str, title: String, state: State| {
        Column::number(key, title, move |row: &Row| Some(Decimal::from(row.of(state))))
    };
    let overdue = frame.word("indicators-rounds-overdue");
    Table::new("figure-rounds", frame.word("indicators-rounds"))
        .column(
            Column::text("form", frame.word("indicators-form"), |row: &Row| row.form.clone())
                .cell(|row: &Row| ui::link(&row.form, row.path()))
                .wide(),
        )
        .column(Column::text("period", frame.word("indicators-period"), |row: &Row| row.period.clone()))
        .column(Column::number("units", frame.word("indicators-units"), |row: &Row| {
            Some(Decimal::from(row.round.units))
        }))
        .column(count("draft", frame.word("indicators-state-draft"), State::Draft))
        .column(count("submitted", frame.word("indicators-state-submitted"), State::Submitted))
        .column(count("returned", frame.word("indicators-state-returned"), State::Returned))
        .column(count("approved", frame.word("indicators-state-approved"), State::Approved))
        .column(Column::number("overdue", overdue, |row: &Row| Some(Decimal::from(row.round.overdue))))
        .empty(frame.word("indicators-rounds-none"), frame.word("indicators-rounds-none-help"))
}
