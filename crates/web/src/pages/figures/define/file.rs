//! All definitions as one file: given out, and taken in after a look at what it would change.

use super::{FILE, elsewhere, says};
use crate::download::Download;
use crate::pages::failure::problem;
use crate::pages::figures::words;
use crate::pages::visit::Who;
use crate::ui::{self, Button, Column, Flash, Form, Preview, Table};
use crate::{Frame, Page, Problem, multipart};
use app::rights::FiguresDefine;
use axum::extract::Multipart;
use axum::response::{IntoResponse, Response};
use domain::ready::{Bundle, Change, Kind, NotABundle};
use maud::html;

/// Largest body of a request: a file of 5 MiB, which grows when it is sent back as a field.
pub(crate) const LIMIT: usize = 20 << 20;

type Pairs = axum::Form<Vec<(String, String)>>;

pub(super) async fn page(frame: Frame, who: Who) -> Result<Page, Problem> {
    who.permit::<FiguresDefine>()?;
    Ok(show(&frame, &Form::default()))
}

fn show(frame: &Frame, form: &Form) -> Page {
    let body = html! {
        (elsewhere(frame, FILE))
        (form.summary(frame))
        h2 { (frame.word("definitions-export")) }
        p { (frame.word("definitions-export-about")) }
        p.actions { (Button::primary(frame.word("definitions-export")).href("/indicators/definitions/export")) }
        h2 { (frame.word("definitions-import")) }
        (ui::Upload::new("/indicators/definitions/import", frame.word("definitions-import-file")).accept(".json").hint(frame.word("definitions-import-hint")).show(frame))
    };
    let page = frame.page(frame.word("definitions-file")).crumb(frame.word("area-indicators"), "/indicators");
    page.narrow().help("figures").status(form.status()).body(body)
}

pub(super) async fn export(_: Frame, who: Who) -> Result<Response, Problem> {
    let bundle = who.permit::<FiguresDefine>()?.bundle().await.map_err(problem)?;
    let content = bundle.write().map_err(Problem::bug)?;
    Ok(Download::new("chi-tieu.json", "application/json", content).into_response())
}

/// What is wrong with a file, as a person is told.
pub(crate) fn not_a_bundle(frame: &Frame, error: &NotABundle) -> String {
    match error {
        NotABundle::Syntax(_) => frame.word("definitions-import-wrong"),
        NotABundle::Indicator(form) => frame.text("definitions-import-form", [("form", form.clone().into())]),
        NotABundle::Twice(code) => frame.text("definitions-import-twice", [("code", code.clone().into())]),
    }
}

pub(super) async fn preview(frame: Frame, who: Who, parts: Multipart) -> Result<Response, Problem> {
    let permit = who.permit::<FiguresDefine>()?;
    let (mut form, brought) = multipart::form(parts, "file").await?;
    let bytes = brought.unwrap_or_default();
    let bundle = match Bundle::read(&bytes) {
        Ok(bundle) => bundle,
        Err(error) => {
            form.wrong("file", not_a_bundle(&frame, &error));
            return Ok(show(&frame, &form).into_response());
        }
    };
    let changes = match permit.check_bundle(&bundle).await {
        Ok(changes) => changes,
        Err(error) => {
            says::say(&frame, &mut form, error)?;
            return Ok(show(&frame, &form).into_response());
        }
    };
    let (first, second, third) = (frame.clone(), frame.clone(), frame.clone());
    let table = Table::new("definition-import", frame.word("definitions-import-changes"))
        .column(Column::text("kind", frame.word("definitions-kind"), move |row: &Change| {
            kind(&first, row.kind)
        }))
        .column(Column::text("code", frame.word("definitions-code"), |row: &Change| row.code.clone()))
        .column(
            Column::text("name", frame.word("definitions-vi"), move |row: &Change| {
                words::of(&second, &row.names.0, &row.names.1).to_owned()
            })
            .wide(),
        )
        .column(Column::text("new", frame.word("definitions-import-how"), move |row: &Change| {
            third.word(if row.is_new { "definitions-import-new" } else { "definitions-import-changed" })
        }))
        .empty(frame.word("definitions-import-nothing"), frame.word("definitions-import-nothing-help"));
    let count = frame.text("definitions-import-count", [("count", changes.len().into())]);
    let body = html! { p { (count) } (table.still(&frame, &changes)) };
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let preview = Preview::new("/indicators/definitions/take", frame.word("definitions-import-take"), FILE);
    let preview = preview.hidden("definitions", text);
    let page =
        frame.page(frame.word("definitions-import")).crumb(frame.word("area-indicators"), "/indicators");
    let page = page.crumb(frame.word("definitions-file"), FILE).help("figures");
    Ok(page.body(preview.show(&frame, body)).into_response())
}

fn kind(frame: &Frame, kind: Kind) -> String {
    frame.word(match kind {
        Kind::Measure => "indicators-measure",
        Kind::Breakdown => "definitions-breakdown",
        Kind::Indicator => "indicators-indicator",
        Kind::Form => "indicators-form",
        Kind::Rule => "definitions-rule",
    })
}

pub(super) async fn take(frame: Frame, who: Who, axum::Form(pairs): Pairs) -> Result<Response, Problem> {
    let permit = who.permit::<FiguresDefine>()?;
    let mut form = Form::new(pairs);
    let bundle = match Bundle::read(form.typed("definitions").as_bytes()) {
        Ok(bundle) => bundle,
        Err(error) => {
            form.wrong("", not_a_bundle(&frame, &error));
            return Ok(show(&frame, &form).into_response());
        }
    };
    match permit.take_bundle(&bundle).await {
        Ok(count) => {
            let text = frame.text("definitions-import-taken", [("count", count.into())]);
            Ok(frame.done(super::INDICATORS, &Flash::done(text)))
        }
        Err(error) => {
            says::say(&frame, &mut form, error)?;
            Ok(show(&frame, &form).into_response())
        }
    }
}
