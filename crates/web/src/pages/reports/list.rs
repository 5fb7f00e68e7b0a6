//! The reports, and the beginning of one.

use super::{kind, state, title, unit_name};
use crate::pages::failure::{at_fields, problem};
use crate::pages::visit::Who;
use crate::ui::{self, Button, Column, Field, Flash, Form, Table};
use crate::{Frame, Page, Problem};
use app::rights::{ReportsRead, ReportsWrite};
use axum::response::{IntoResponse, Response};
use domain::UnitId;
use domain::report::Kind;
use domain::rights::Right;
use maud::html;
use store::ReportRow;

type Pairs = axum::Form<Vec<(String, String)>>;

struct Line {
    row: ReportRow,
    title: String,
    unit: String,
    state: String,
}

pub(super) async fn page(frame: Frame, who: Who) -> Result<Response, Problem> {
    let all = who.permit::<ReportsRead>()?.reports().await.map_err(problem)?;
    let lines = all.into_iter().map(|row| Line {
        title: title(&frame, &row),
        unit: unit_name(&who, row.unit),
        state: state(&frame, row.state),
        row,
    });
    let table = Table::new("reports", frame.word("area-reports"))
        .column(
            Column::text("title", frame.word("report-name"), |line: &Line| line.title.clone())
                .cell(|line: &Line| html! { (ui::link(&line.title, format!("/reports/{}", line.row.id))) })
                .wide(),
        )
        .column(Column::text("unit", frame.word("report-unit"), |line: &Line| line.unit.clone()))
        .column(Column::text("state", frame.word("report-state"), |line: &Line| line.state.clone()))
        .column(Column::text("changed", frame.word("report-changed"), |line: &Line| {
            ui::print_moment(line.row.changed_at)
        }))
        .empty(frame.word("reports-none"), frame.word("reports-none-help"));
    let query = table.query(frame.query());
    let chosen = table.choose(&query, lines.collect(), |_, _, _| true);
    if let Some(format) = query.export {
        return table.export(&query, &chosen.rows, format);
    }
    let body = html! { (table.show(&frame, &query, &chosen.rows, chosen.total)) };
    let mut page = frame.page(frame.word("area-reports")).help("reports").body(body);
    if frame.may(Right::ReportsWrite.code()) {
        page = page.action(Button::primary(frame.word("report-new")).href("/reports/new"));
    }
    Ok(page.into_response())
}

pub(super) async fn new(frame: Frame, who: Who) -> Result<Page, Problem> {
    let mut form = Form::default();
    let before = who.person()?.today.checked_sub(jiff::Span::new().months(1));
    form.set("day", ui::print_date(before.unwrap_or(who.person()?.today)));
    new_page(&frame, &who, &form)
}

fn new_page(frame: &Frame, who: &Who, form: &Form) -> Result<Page, Problem> {
    let forest = who.person()?.forest();
    let units: Vec<(String, String)> = who
        .permit::<ReportsWrite>()?
        .units()
        .into_iter()
        .filter_map(|unit| Some((unit.to_string(), forest.unit(unit)?.name.clone())))
        .collect();
    let kinds = Kind::ALL.map(|one| (one.code().to_owned(), kind(frame, one)));
    let body = html! {
        (form.summary(frame))
        form method="post" action="/reports/new" {
            (form.field(Field::select("unit", frame.word("report-unit"), units)))
            (form.field(Field::select("kind", frame.word("report-kind"), kinds)))
            (form.field(Field::date("day", frame.word("report-day")).required().hint(frame.word("report-day-hint"))))
            p.actions { (Button::primary(frame.word("report-begin"))) (ui::link(frame.word("preview-back"), "/reports")) }
        }
    };
    let page = frame.page(frame.word("report-new")).crumb(frame.word("area-reports"), "/reports");
    Ok(page.help("reports").narrow().status(form.status()).body(body))
}

pub(super) async fn begin(frame: Frame, who: Who, axum::Form(pairs): Pairs) -> Result<Response, Problem> {
    let permit = who.permit::<ReportsWrite>()?;
    let mut form = Form::new(pairs);
    let unit: UnitId = form.typed("unit").parse().map_err(|_| Problem::not_found())?;
    let kind: Kind = form.typed("kind").parse().map_err(|_| Problem::not_found())?;
    let Some(day) = ui::parse_date(form.typed("day")) else {
        form.wrong("day", frame.word("field-day"));
        return Ok(new_page(&frame, &who, &form)?.into_response());
    };
    match permit.begin(unit, kind, day).await {
        Ok(id) => Ok(frame.done(format!("/reports/{id}"), &Flash::done(frame.word("report-begun")))),
        Err(error) => {
            at_fields(&frame, &mut form, error)?;
            Ok(new_page(&frame, &who, &form)?.into_response())
        }
    }
}
