//! How a unit numbers and signs what it issues, its terms, and where its numbers begin when the register comes from paper.

use super::{head, unit_name};
use crate::pages::failure::{at_fields, problem};
use crate::pages::visit::Who;
use crate::ui::{self, Button, Column, Field, Flash, Form, Table};
use crate::{Access, Frame, Page, Problem, Routes};
use app::App;
use app::documents::{Overview, Which};
use app::rights::DocumentsIssue;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::documents::numbering::TermsError;
use domain::documents::{Cycle, Number, Register, Restart, Series, Term, Terms};
use domain::rights::Right;
use domain::{Span, UnitId};
use jiff::civil::Date;
use maud::{Markup, html};
use vitext::symbol::System;

type Pairs = axum::Form<Vec<(String, String)>>;

/// Empty lines for terms below those that are there.
const NEW_TERMS: usize = 2;
/// Most terms that a form can hold: congresses meet every five years.
const TERMS: usize = 40;

pub(super) fn routes() -> Routes<App> {
    let issue = Access::Right(Right::DocumentsIssue.code());
    Routes::new()
        .get("/documents/registers", issue, list)
        .get("/documents/registers/{unit}", issue, show)
        .post("/documents/registers/{unit}", issue, save)
        .post("/documents/registers/{unit}/take-over", issue, take_over)
        .place("registers-title", "/documents/registers", issue)
}

struct Row {
    unit: UnitId,
    name: String,
    register: Option<Register>,
}

async fn list(frame: Frame, who: Who) -> Result<Response, Problem> {
    let registers = who.permit::<DocumentsIssue>()?.own_registers().await.map_err(problem)?;
    let mut rows = Vec::with_capacity(registers.len());
    for (unit, register) in registers {
        rows.push(Row { unit, name: unit_name(&who, unit)?, register });
    }
    let (party, state, begin) =
        (frame.word("registers-party"), frame.word("registers-state"), frame.word("registers-begin"));
    let table = Table::new("registers", frame.word("registers-title"))
        .searchable()
        .column(
            Column::text("unit", frame.word("numbers-unit"), |row: &Row| row.name.clone())
                .cell(|row| ui::link(&row.name, format!("/documents/registers/{}", row.unit)))
                .wide(),
        )
        .column(Column::text("code", frame.word("registers-code"), |row: &Row| {
            row.register.as_ref().map(|register| register.code.clone()).unwrap_or_default()
        }))
        .column(Column::text("system", frame.word("registers-system"), move |row: &Row| {
            match row.register.as_ref().map(|register| register.system) {
                Some(System::Party) => party.clone(),
                Some(System::State) => state.clone(),
                None => String::new(),
            }
        }))
        .column(
            Column::text("issuer", frame.word("registers-issuer"), |row: &Row| {
                row.register.as_ref().map(|register| register.issuer.clone()).unwrap_or_default()
            })
            .cell(move |row| match &row.register {
                Some(register) => html! { (register.issuer) },
                None => ui::link(&begin, format!("/documents/registers/{}", row.unit)),
            })
            .wide(),
        );
    let query = table.query(frame.query());
    let chosen = table.choose(&query, rows, |_, _, _| true);
    if let Some(format) = query.export {
        return table.export(&query, &chosen.rows, format);
    }
    let body = table.show(&frame, &query, &chosen.rows, chosen.total);
    let page = head(&frame, frame.word("registers-title"));
    Ok(page.lead(frame.word("registers-lead")).help("registers").body(body).into_response())
}

fn id(unit: &str) -> Result<UnitId, Problem> {
    unit.parse().map_err(|_| Problem::not_found())
}

async fn show(frame: Frame, who: Who, Path(unit): Path<String>) -> Result<Page, Problem> {
    let unit = id(&unit)?;
    page(&frame, &who, unit, None, &Form::default()).await
}

/// The page of a unit: with what was typed into the first form, or into the second.
async fn page(
    frame: &Frame,
    who: &Who,
    unit: UnitId,
    typed: Option<&Form>,
    before: &Form,
) -> Result<Page, Problem> {
    let overview = who.permit::<DocumentsIssue>()?.overview(unit).await.map_err(problem)?;
    let name = unit_name(who, unit)?;
    let kept = kept(overview.as_ref(), &name);
    let form = typed.unwrap_or(&kept);
    let lines = overview.as_ref().map_or(0, |overview| overview.terms.iter().count());
    let body = html! {
        (form.summary(frame))
        (before.summary(frame))
        @if overview.is_none() { (ui::notice(frame, ui::Tone::Note, frame.word("numbers-none"))) }
        form method="post" action={ "/documents/registers/" (unit) } {
            (form.field(Field::radio("system", frame.word("registers-system"), [
                ("party".to_owned(), frame.word("registers-party-rule")),
                ("state".to_owned(), frame.word("registers-state-rule")),
            ])))
            (form.field(Field::text("code", frame.word("registers-code")).hint(frame.word("registers-code-hint")).required().limit(40)))
            (form.field(Field::text("issuer", frame.word("registers-issuer")).hint(frame.word("registers-issuer-hint")).required().limit(200)))
            (form.field(Field::text("place", frame.word("registers-place")).hint(frame.word("registers-place-hint")).required().limit(200)))
            (form.field(Field::text("office", frame.word("registers-office")).hint(frame.word("registers-office-hint")).limit(40)))
            (terms_fields(frame, form, lines))
            p.actions { (Button::primary(frame.word("registers-save"))) (ui::link(frame.word("preview-back"), "/documents/registers")) }
        }
        @if let Some(overview) = &overview { (before_fields(frame, unit, overview, before)) }
    };
    let page = head(frame, frame.text("registers-of", [("unit", name.as_str().into())]));
    let page = page.crumb(frame.word("registers-title"), "/documents/registers").help("registers").narrow();
    let status = if form.is_right() { before.status() } else { form.status() };
    Ok(page.body(body).status(status))
}

/// The form as it is kept; for a unit without a register, with what its name says.
fn kept(overview: Option<&Overview>, name: &str) -> Form {
    let mut form = Form::default();
    let Some(Overview { register, terms, .. }) = overview else {
        form.set("system", "party");
        form.set("issuer", name);
        form.set("office", "VP");
        return form;
    };
    form.set("system", if register.system == System::State { "state" } else { "party" });
    let texts = [
        ("code", &register.code),
        ("issuer", &register.issuer),
        ("place", &register.place),
        ("office", &register.office),
    ];
    for (field, text) in texts {
        form.set(field, text);
    }
    for (line, term) in terms.iter().enumerate() {
        form.set(format!("term-{line}"), &term.name);
        form.set(format!("from-{line}"), ui::print_date(term.span.from));
        if let Some(last) = term.span.last_day() {
            form.set(format!("to-{line}"), ui::print_date(last));
        }
    }
    form
}

fn terms_fields(frame: &Frame, form: &Form, lines: usize) -> Markup {
    html! {
        fieldset #terms {
            legend { (frame.word("registers-terms")) }
            p.hint { (frame.word("registers-terms-hint")) }
            @if let Some(error) = form.error("terms") { (ui::notice(frame, ui::Tone::Failed, error)) }
            @for line in 0..(lines + NEW_TERMS).min(TERMS) {
                div.inline {
                    (form.field(Field::text(format!("term-{line}"), frame.word("registers-term")).limit(80)))
                    (form.field(Field::date(format!("from-{line}"), frame.word("registers-term-from"))))
                    (form.field(Field::date(format!("to-{line}"), frame.word("registers-term-to"))))
                }
            }
        }
    }
}

async fn save(
    frame: Frame,
    who: Who,
    Path(unit): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let unit = id(&unit)?;
    let permit = who.permit::<DocumentsIssue>()?;
    let mut form = Form::new(pairs);
    let terms = read_terms(&frame, &mut form);
    let typed = |field| form.typed(field).to_owned();
    let register = Register {
        system: if form.typed("system") == "state" { System::State } else { System::Party },
        code: typed("code"),
        issuer: typed("issuer"),
        place: typed("place"),
        office: typed("office"),
    };
    if let Some(terms) = terms {
        match permit.set_register(unit, &register, &terms).await {
            Ok(()) => {
                let to = format!("/documents/numbers?unit={unit}");
                return Ok(frame.done(to, &Flash::done(frame.word("registers-saved"))));
            }
            Err(error) => at_fields(&frame, &mut form, error)?,
        }
    }
    Ok(page(&frame, &who, unit, Some(&form), &Form::default()).await?.into_response())
}

/// The terms that were typed; none where something is wrong with them, and the form says what.
fn read_terms(frame: &Frame, form: &mut Form) -> Option<Terms> {
    let mut terms = Vec::new();
    for line in 0..TERMS {
        let (name, from, to) = (format!("term-{line}"), format!("from-{line}"), format!("to-{line}"));
        let texts = [form.typed(&name), form.typed(&from), form.typed(&to)].map(str::to_owned);
        let [term, first, last] = texts;
        if term.is_empty() && first.is_empty() && last.is_empty() {
            continue;
        }
        let day = |text: &str| -> Option<Date> { ui::parse_date(text) };
        if term.is_empty() {
            form.wrong(name, frame.word("registers-term-name-needed"));
        }
        let Some(first) = day(&first) else {
            form.wrong(from, frame.word("registers-term-day"));
            continue;
        };
        let span = match (last.is_empty(), day(&last)) {
            (true, _) => Span::since(first),
            (false, Some(last)) => Span::through(first, last),
            (false, None) => {
                form.wrong(to, frame.word("registers-term-day"));
                continue;
            }
        };
        terms.push(Term { name: term, span });
    }
    if !form.is_right() {
        return None;
    }
    match Terms::new(terms) {
        Ok(terms) => Some(terms),
        Err(TermsError::Empty(name)) => {
            form.wrong("terms", frame.text("registers-term-empty", [("term", name.into())]));
            None
        }
        Err(TermsError::Meet(a, b)) => {
            form.wrong("terms", frame.text("registers-terms-meet", [("a", a.into()), ("b", b.into())]));
            None
        }
    }
}

/// Where numbers begin, for a register that comes from paper.
fn before_fields(frame: &Frame, unit: UnitId, overview: &Overview, form: &Form) -> Markup {
    let system = overview.register.system;
    let kinds = vitext::kind::all().iter().filter(|kind| kind.abbreviation(system, None).is_some());
    let mut kinds: Vec<(String, String)> = kinds.map(|kind| (kind.name.clone(), kind.name.clone())).collect();
    kinds.insert(0, ("arrival".to_owned(), frame.word("numbers-arrival")));
    let taken: Vec<_> = overview.sequences.iter().filter(|(row, _)| row.given_before > 0).collect();
    html! {
        h2 #take-over { (frame.word("registers-take-over")) }
        p { (frame.word("registers-take-over-lead")) }
        @if !taken.is_empty() {
            ul {
                @for (row, _) in taken {
                    li {
                        (super::numbers::series_name(frame, &row.series)) ", "
                        (super::numbers::cycle_name(frame, &overview.terms, row.cycle)) ": "
                        (frame.text("numbers-before-count", [("last", row.given_before.to_string().into())]))
                    }
                }
            }
        }
        form.inline method="post" action={ "/documents/registers/" (unit) "/take-over" } {
            (form.field(Field::select("kind", frame.word("numbers-series"), kinds)))
            (form.field(Field::date("day", frame.word("registers-day")).hint(frame.word("registers-day-hint"))))
            (form.field(Field::number("before", frame.word("registers-before")).required()))
            (Button::plain(frame.word("registers-take-over-save")))
        }
    }
}

async fn take_over(
    frame: Frame,
    who: Who,
    Path(unit): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let unit = id(&unit)?;
    let permit = who.permit::<DocumentsIssue>()?;
    let overview = permit.overview(unit).await.map_err(problem)?.ok_or_else(Problem::not_found)?;
    let mut form = Form::new(pairs);
    let digits: String = form.typed("before").chars().filter(|c| !matches!(c, '.' | ' ')).collect();
    let before = digits.parse::<u32>().ok().filter(|before| *before <= Number::MAX.get());
    if before.is_none() {
        form.wrong("before", frame.word("registers-before-wrong"));
    }
    let today = who.person()?.today;
    let day = match form.typed("day") {
        "" => Some(today),
        typed => ui::parse_date(typed),
    };
    let series = Series::named(form.typed("kind"));
    let restart = if series == Series::Arrival { Restart::Year } else { overview.register.restart() };
    let cycle = day.and_then(|day| Cycle::of(restart, day, &overview.terms).ok());
    if cycle.is_none() {
        form.wrong("day", frame.word("registers-day-wrong"));
    }
    if let (Some(before), Some(cycle)) = (before, cycle) {
        match permit.take_over(&Which { unit, series, cycle }, before).await {
            Ok(()) => {
                let to = format!("/documents/numbers?unit={unit}");
                return Ok(frame.done(to, &Flash::done(frame.word("registers-taken-over"))));
            }
            Err(error) => at_fields(&frame, &mut form, error)?,
        }
    }
    Ok(page(&frame, &who, unit, None, &form).await?.into_response())
}
