//! A round opened; the ready set taken in.

use super::words;
use crate::pages::failure::{at_fields, problem};
use crate::pages::visit::Who;
use crate::ui::{self, Button, Field, Flash, Form};
use crate::{Frame, Page, Problem};
use app::rights::{FiguresDefine, FiguresRead};
use axum::response::{IntoResponse, Response};
use domain::{FormId, UnitId};
use maud::html;
use std::collections::BTreeSet;

type Pairs = axum::Form<Vec<(String, String)>>;

pub(super) async fn page(frame: Frame, who: Who) -> Result<Page, Problem> {
    show(&frame, &who, &Form::default()).await
}

async fn show(frame: &Frame, who: &Who, form: &Form) -> Result<Page, Problem> {
    let permit = who.permit::<FiguresDefine>()?;
    let person = who.person()?;
    let definitions = who.permit::<FiguresRead>()?.definitions().await.map_err(problem)?;
    let forest = person.forest();
    let forms: Vec<(String, String)> = definitions
        .forms
        .iter()
        .map(|form| {
            let calendar = definitions.calendars.get(&form.calendar);
            let calendar = calendar.map_or("", |calendar| words::of(frame, &calendar.vi, &calendar.en));
            (form.id.to_string(), format!("{} – {calendar}", words::of(frame, &form.vi, &form.en)))
        })
        .collect();
    let under = forest.nodes().iter().filter(|node| {
        node.depth <= 1
            && permit.covers(node.unit.id, &forest).is_ok()
            && forest.children(node.unit.id).next().is_some()
    });
    let under: Vec<(String, String)> =
        under.map(|node| (node.unit.id.to_string(), node.unit.label().to_owned())).collect();
    let usual = super::scope::usual(&definitions.calendars, person.today);
    let day = usual.map_or(person.today, |period| period.last);
    let with = [
        ("below".to_owned(), frame.word("indicators-round-below")),
        ("alone".to_owned(), frame.word("indicators-round-alone")),
        ("all".to_owned(), frame.word("indicators-round-all")),
    ];
    let body = html! {
        (form.summary(frame))
        @if forms.is_empty() {
            (ui::empty(frame.word("indicators-no-forms"), frame.word("indicators-no-forms-help")))
        } @else {
            form method="post" action="/indicators/rounds/new" {
                (form.field(Field::select("form", frame.word("indicators-form"), forms)))
                (form.field(Field::date("day", frame.word("indicators-round-day")).value(ui::print_date(day)).hint(frame.word("indicators-round-day-hint")).required()))
                (form.field(Field::select("under", frame.word("indicators-round-under"), under)))
                (form.field(Field::radio("with", frame.word("indicators-round-who"), with).value("below").required()))
                p.actions { (Button::primary(frame.word("indicators-round-open"))) }
            }
        }
        h2 { (frame.word("indicators-ready")) }
        p { (frame.word("indicators-ready-about")) }
        form method="post" action="/indicators/rounds/ready" { p.actions { (Button::plain(frame.word("indicators-ready-take"))) } }
    };
    let page =
        frame.page(frame.word("indicators-round-new")).crumb(frame.word("area-indicators"), "/indicators");
    let page = page.crumb(frame.word("indicators-rounds"), "/indicators/rounds").narrow().help("figures");
    Ok(page.status(form.status()).body(body))
}

pub(super) async fn make(frame: Frame, who: Who, axum::Form(pairs): Pairs) -> Result<Response, Problem> {
    let mut form = Form::new(pairs);
    let permit = who.permit::<FiguresDefine>()?;
    let forest = who.person()?.forest();
    let asked: Option<FormId> = form.typed("form").parse().ok();
    let under: Option<UnitId> = form.typed("under").parse().ok();
    let day = ui::parse_date(form.typed("day"));
    if asked.is_none() {
        form.wrong("form", frame.word("indicators-form-needed"));
    }
    if day.is_none() {
        form.wrong("day", frame.word("indicators-day-needed"));
    }
    if let (Some(asked), Some(day), Some(under)) = (asked, day, under) {
        let units: BTreeSet<UnitId> = match form.typed("with") {
            "alone" => [under].into(),
            "all" => forest.subtree(under).iter().map(|node| node.unit.id).collect(),
            _ => forest.children(under).map(|node| node.unit.id).collect(),
        };
        match permit.open_round(asked, day, &units).await {
            Ok(id) => {
                let text = frame.text("indicators-round-opened", [("count", units.len().into())]);
                return Ok(frame.done(format!("/indicators/rounds/{id}"), &Flash::done(text)));
            }
            Err(error) => at_fields(&frame, &mut form, error)?,
        }
    } else if under.is_none() {
        form.wrong("under", frame.word("indicators-under-needed"));
    }
    Ok(show(&frame, &who, &form).await?.into_response())
}

pub(super) async fn ready(frame: Frame, who: Who) -> Result<Response, Problem> {
    let (indicators, forms) = who.permit::<FiguresDefine>()?.take_ready_set().await.map_err(problem)?;
    let text =
        frame.text("indicators-ready-taken", [("indicators", indicators.into()), ("forms", forms.into())]);
    Ok(frame.done("/indicators/rounds/new", &Flash::done(text)))
}
