//! One indicator: its versions, what can be changed, what was changed.

use super::indicator_form::{fields, fill, read};
use super::{INDICATORS, history, indicators, says};
use crate::pages::failure::problem;
use crate::pages::figures::words;
use crate::pages::visit::Who;
use crate::ui::{self, Button, Column, Flash, Form, Table};
use crate::{Frame, Page, Problem};
use app::figures::Definitions;
use app::rights::{FiguresDefine, FiguresRead};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::IndicatorId;
use domain::indicators::{Indicator, Version};
use jiff::civil::Date;
use maud::{Markup, html};
use std::sync::Arc;

type Pairs = axum::Form<Vec<(String, String)>>;

/// The indicator of an address; none for a new one.
fn find<'a>(definitions: &'a Definitions, id: &str) -> Result<Option<&'a Indicator>, Problem> {
    if id == "new" {
        return Ok(None);
    }
    let id: IndicatorId = id.parse().map_err(|_| Problem::not_found())?;
    definitions.catalogue.get(id).map(Some).ok_or_else(Problem::not_found)
}

pub(super) async fn page(frame: Frame, who: Who, Path(id): Path<String>) -> Result<Page, Problem> {
    let definitions = who.permit::<FiguresRead>()?.definitions().await.map_err(problem)?;
    let mut form = Form::default();
    if let Some(indicator) = find(&definitions, &id)? {
        fill(&mut form, indicator);
    }
    show(&frame, &who, (&definitions, &id), &form, None).await
}

async fn show(
    frame: &Frame,
    who: &Who,
    (definitions, id): (&Arc<Definitions>, &str),
    form: &Form,
    marked: Option<&Markup>,
) -> Result<Page, Problem> {
    let permit = who.permit::<FiguresDefine>()?;
    let indicator = find(definitions, id)?;
    let changes = match indicator {
        Some(indicator) => {
            permit.definition_changes("indicator", indicator.id.get()).await.map_err(problem)?
        }
        None => Vec::new(),
    };
    let body = html! {
        (form.summary(frame))
        @if let Some(indicator) = indicator {
            (ui::facts([
                (frame.word("definitions-code"), html! { code { (indicator.code) } }),
                (frame.word("indicators-measure"), html! { (words::measure(frame, &definitions.catalogue, indicator)) }),
                (frame.word("definitions-decimals"), html! { (indicator.decimals.get()) }),
                (frame.word("definitions-nature"), html! { (indicators::nature(frame, indicator.nature)) }),
            ]))
            @if indicator.versions.len() > 1 { h2 { (frame.word("definitions-versions")) } (versions(frame, indicator)) }
        }
        form method="post" action={ (INDICATORS) "/" (id) } {
            (fields(frame, form, definitions, indicator.is_none(), marked))
            p.actions { (Button::primary(frame.word("definitions-save"))) }
        }
        (history::changes(frame, &changes))
    };
    let name = indicator.and_then(|one| one.versions.last());
    let title = name.map_or_else(
        || frame.word("definitions-new"),
        |last| words::of(frame, &last.vi, &last.en).to_owned(),
    );
    let page = frame.page(title).crumb(frame.word("area-indicators"), "/indicators");
    let page = page.crumb(frame.word("definitions-title"), INDICATORS).narrow().help("figures");
    Ok(page.status(form.status()).body(body))
}

/// What it was called and how it came out, since when.
fn versions(frame: &Frame, indicator: &Indicator) -> Markup {
    let (first, second) = (frame.clone(), frame.clone());
    let table = Table::new("indicator-versions", frame.word("definitions-versions"))
        .column(Column::text("from", frame.word("definitions-from"), move |row: &Version| {
            if row.from == Date::MIN { first.word("definitions-always") } else { ui::print_date(row.from) }
        }))
        .column(
            Column::text("name", frame.word("indicators-indicator"), move |row: &Version| {
                words::of(&second, &row.vi, &row.en).to_owned()
            })
            .wide(),
        )
        .column(Column::text("formula", frame.word("indicators-formula"), |row: &Version| {
            row.formula.as_ref().map(|formula| formula.text.clone()).unwrap_or_default()
        }));
    table.still(frame, &indicator.versions)
}

pub(super) async fn set(
    frame: Frame,
    who: Who,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let permit = who.permit::<FiguresDefine>()?;
    let definitions = who.permit::<FiguresRead>()?.definitions().await.map_err(problem)?;
    let had = find(&definitions, &id)?;
    let mut form = Form::new(pairs);
    if let Some(had) = had {
        form.set("code", had.code.as_str());
    }
    let mut marked = None;
    match read(&form, &definitions, had) {
        Err((field, key)) => form.wrong(field, frame.word(key)),
        Ok(indicator) if had.is_none() && definitions.catalogue.find(indicator.code.as_str()).is_some() => {
            form.wrong("code", frame.word("definitions-code-taken"));
        }
        Ok(indicator) => match permit.set_indicator(&indicator).await {
            Ok(id) => {
                let path = format!("{INDICATORS}/{id}");
                return Ok(frame.done(path, &Flash::done(frame.word("definitions-saved"))));
            }
            Err(error) => marked = says::say(&frame, &mut form, error)?,
        },
    }
    Ok(show(&frame, &who, (&definitions, &id), &form, marked.as_ref()).await?.into_response())
}
