//! Ngày làm việc: holidays, and weekends that are worked instead, as an administrator sets them.

use super::failure::{at_fields, problem};
use super::visit::Who;
use crate::ui::{self, Button, Field, Flash, Form};
use crate::{Access, Frame, Page, Problem, Routes, areas};
use app::App;
use app::rights::SettingsChange;
use axum::response::{IntoResponse, Response};
use domain::rights::Right;
use jiff::civil::Date;
use maud::{Markup, html};

type Pairs = axum::Form<Vec<(String, String)>>;

const HERE: &str = "/working-days";

pub(super) fn routes() -> Routes<App> {
    let right = Access::Right(Right::SettingsChange.code());
    Routes::new()
        .get(HERE, right, page)
        .post(HERE, right, set)
        .post("/working-days/unset", right, unset)
        .place_below(areas::ADMINISTRATION, "working-about", "working-title", HERE, right)
}

async fn page(frame: Frame, who: Who) -> Result<Page, Problem> {
    show(&frame, &who, &Form::default()).await
}

async fn show(frame: &Frame, who: &Who, form: &Form) -> Result<Page, Problem> {
    let permit = who.permit::<SettingsChange>()?;
    let set = permit.set_days().await.map_err(problem)?;
    let choices =
        [("no".to_owned(), frame.word("working-off")), ("yes".to_owned(), frame.word("working-on"))];
    let body = html! {
        p { (frame.word("working-lead")) }
        (form.summary(frame))
        form method="post" action=(HERE) {
            (form.field(Field::date("day", frame.word("working-day")).required()))
            (form.field(Field::radio("works", frame.word("working-what"), choices).value("no")))
            (form.field(Field::text("reason", frame.word("task-reason")).required().limit(200).hint(frame.word("working-reason-hint"))))
            p.actions { (Button::primary(frame.word("working-set"))) }
        }
        h2 { (frame.word("working-set-days")) }
        @if set.is_empty() { p.quiet { (frame.word("working-none")) } }
        ul.plain { @for (day, works, reason) in set.iter().rev() { li { (one(frame, *day, *works, reason)) } } }
        h2 { (frame.word("working-usual")) }
        @for year in permit.usual_days().years().iter().rev() {
            h3 { (year.year) @if !year.announced { " " span.quiet { "(" (frame.word("working-expected")) ")" } } }
            p { strong { (frame.word("working-off")) } ": " (days(&year.off)) }
            @if !year.made_up.is_empty() { p { strong { (frame.word("working-on")) } ": " (days(&year.made_up)) } }
        }
    };
    let page =
        frame.page(frame.word("working-title")).crumb(frame.word("area-administration"), "/administration");
    Ok(page.narrow().status(form.status()).help("tasks").body(body))
}

/// A day that was set, with the way to take it back.
fn one(frame: &Frame, day: Date, works: bool, reason: &str) -> Markup {
    let what = if works { frame.word("working-on") } else { frame.word("working-off") };
    html! {
        form.inline method="post" action="/working-days/unset" {
            input type="hidden" name="day" value=(ui::print_date(day));
            strong { (ui::date(day)) } " · " (what) " · " (reason) " "
            (Button::plain(frame.word("working-unset")))
        }
    }
}

fn days(all: &[Date]) -> String {
    all.iter().map(|day| ui::print_date(*day)).collect::<Vec<_>>().join(", ")
}

async fn set(frame: Frame, who: Who, axum::Form(pairs): Pairs) -> Result<Response, Problem> {
    let permit = who.permit::<SettingsChange>()?;
    let mut form = Form::new(pairs);
    let Some(day) = ui::parse_date(form.typed("day")) else {
        form.wrong("day", frame.word("field-day"));
        return Ok(show(&frame, &who, &form).await?.into_response());
    };
    match permit.set_day(day, form.typed("works") == "yes", form.typed("reason")).await {
        Ok(()) => {
            let text = frame.text("working-done", [("day", ui::print_date(day).into())]);
            Ok(frame.done(HERE, &Flash::done(text)))
        }
        Err(error) => {
            at_fields(&frame, &mut form, error)?;
            Ok(show(&frame, &who, &form).await?.into_response())
        }
    }
}

async fn unset(frame: Frame, who: Who, axum::Form(pairs): Pairs) -> Result<Response, Problem> {
    let form = Form::new(pairs);
    let day = ui::parse_date(form.typed("day")).ok_or_else(Problem::not_found)?;
    who.permit::<SettingsChange>()?.unset_day(day).await.map_err(problem)?;
    let text = frame.text("working-undone", [("day", ui::print_date(day).into())]);
    Ok(frame.done(HERE, &Flash::done(text)))
}
