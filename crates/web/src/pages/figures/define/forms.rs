//! Forms: what is asked of units, section by section, a line a figure.

use super::{FORMS, elsewhere, history, says};
use crate::pages::failure::problem;
use crate::pages::figures::words;
use crate::pages::visit::Who;
use crate::ui::{self, Button, Column, Field, Flash, Form, Table};
use crate::{Frame, Page, Problem};
use app::figures::Definitions;
use app::rights::{FiguresDefine, FiguresRead};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::FormId;
use domain::collection::{self, Due, Row, Section};
use domain::indicators::ItemCode;
use domain::periods::CalendarCode;
use domain::ready::{figure, written};
use maud::html;
use vitext::Decimal;

type Pairs = axum::Form<Vec<(String, String)>>;

/// Most sections of a form; so many more are offered as there are, and one.
const SECTIONS: usize = 30;
/// Levels of units with a last day of their own.
const LEVELS: u8 = 4;

struct Line {
    id: i64,
    name: String,
    calendar: String,
    figures: usize,
    headings: usize,
}

pub(super) async fn list(frame: Frame, who: Who) -> Result<Response, Problem> {
    who.permit::<FiguresDefine>()?;
    let definitions = who.permit::<FiguresRead>()?.definitions().await.map_err(problem)?;
    let count = |count: usize| Some(Decimal::from(u32::try_from(count).unwrap_or(u32::MAX)));
    let table = Table::new("figure-forms", frame.word("definitions-forms"))
        .column(
            Column::text("name", frame.word("indicators-form"), |row: &Line| row.name.clone())
                .cell(|row: &Line| ui::link(&row.name, format!("{FORMS}/{}", row.id)))
                .wide(),
        )
        .column(Column::text("calendar", frame.word("definitions-calendar"), |row: &Line| {
            row.calendar.clone()
        }))
        .column(Column::number("figures", frame.word("definitions-figures"), move |row: &Line| {
            count(row.figures)
        }))
        .column(Column::number("headings", frame.word("definitions-headings"), move |row: &Line| {
            count(row.headings)
        }))
        .empty(frame.word("indicators-no-forms"), frame.word("indicators-no-forms-help"));
    let query = table.query(frame.query());
    let line = |form: &collection::Form| {
        let calendar = definitions.calendars.get(&form.calendar);
        let figures = form.rows().filter(|row| matches!(row, Row::Figure { .. })).count();
        Line {
            id: form.id.get(),
            name: words::of(&frame, &form.vi, &form.en).to_owned(),
            calendar: calendar.map_or("", |one| words::of(&frame, &one.vi, &one.en)).to_owned(),
            figures,
            headings: form.rows().count() - figures,
        }
    };
    let rows: Vec<Line> = definitions.forms.iter().map(line).collect();
    if let Some(format) = query.export {
        return table.export(&query, &rows, format);
    }
    let body = html! {
        (elsewhere(&frame, FORMS))
        (table.show(&frame, &query, &rows, rows.len() as u64))
    };
    let new = Button::primary(frame.word("definitions-form-new")).href(format!("{FORMS}/new")).key('n');
    let page =
        frame.page(frame.word("definitions-forms")).crumb(frame.word("area-indicators"), "/indicators");
    Ok(page.lead(frame.word("definitions-forms-lead")).help("figures").action(new).body(body).into_response())
}

fn find<'a>(definitions: &'a Definitions, id: &str) -> Result<Option<&'a collection::Form>, Problem> {
    if id == "new" {
        return Ok(None);
    }
    let id: FormId = id.parse().map_err(|_| Problem::not_found())?;
    definitions.form(id).map(Some).ok_or_else(Problem::not_found)
}

pub(super) async fn page(frame: Frame, who: Who, Path(id): Path<String>) -> Result<Page, Problem> {
    let definitions = who.permit::<FiguresRead>()?.definitions().await.map_err(problem)?;
    let mut form = Form::default();
    if let Some(had) = find(&definitions, &id)? {
        fill(&mut form, had, &definitions);
    }
    show(&frame, &who, (&definitions, &id), &form).await
}

fn fill(form: &mut Form, had: &collection::Form, definitions: &Definitions) {
    form.set("vi", &had.vi);
    form.set("en", &had.en);
    form.set("calendar", had.calendar.as_str());
    for due in &had.due {
        form.set(format!("due-{}", due.level), due.days.to_string());
    }
    for (place, section) in had.sections.iter().enumerate() {
        form.set(format!("section-vi-{place}"), &section.vi);
        form.set(format!("section-en-{place}"), &section.en);
        let lines: Vec<String> = section.rows.iter().map(|row| line(row, definitions)).collect();
        form.set(format!("section-rows-{place}"), lines.join("\n"));
    }
}

/// `members[women]?`, or for a heading `# results | Kết quả | Results`, with a star where something must stand there.
fn line(row: &Row, definitions: &Definitions) -> String {
    match row {
        Row::Figure { .. } => written(row, &definitions.catalogue).unwrap_or_default(),
        Row::Narrative { code, vi, en, required } => {
            format!("# {code}{} | {vi} | {en}", if *required { "*" } else { "" })
        }
    }
}

/// Reads a line back.
fn row(text: &str, definitions: &Definitions) -> Option<Row> {
    let Some(heading) = text.strip_prefix('#') else { return figure(text, &definitions.catalogue) };
    let mut parts = heading.split('|').map(str::trim);
    let (code, vi) = (parts.next()?, parts.next()?);
    let (code, required) = code.strip_suffix('*').map_or((code, false), |code| (code.trim(), true));
    let code: ItemCode = code.parse().ok()?;
    let en = parts.next().filter(|en| !en.is_empty()).unwrap_or(vi);
    (!vi.is_empty()).then(|| Row::Narrative { code, vi: vi.to_owned(), en: en.to_owned(), required })
}

async fn show(
    frame: &Frame,
    who: &Who,
    (definitions, id): (&Definitions, &str),
    form: &Form,
) -> Result<Page, Problem> {
    let permit = who.permit::<FiguresDefine>()?;
    let had = find(definitions, id)?;
    let changes = match had {
        Some(had) => permit.definition_changes("form", had.id.get()).await.map_err(problem)?,
        None => Vec::new(),
    };
    let calendars: Vec<(String, String)> = definitions
        .calendars
        .iter()
        .map(|one| (one.code.to_string(), words::of(frame, &one.vi, &one.en).to_owned()))
        .collect();
    let typed = (0..SECTIONS).rev().find(|place| !form.typed(&format!("section-rows-{place}")).is_empty());
    let sections = typed.map_or(1, |last| last + 2).min(SECTIONS);
    let body = html! {
        (form.summary(frame))
        form method="post" action={ (FORMS) "/" (id) } {
            @if had.is_none() {
                (form.field(Field::text("code", frame.word("definitions-code")).hint(frame.word("definitions-code-hint")).required().limit(60)))
            }
            (form.field(Field::text("vi", frame.word("definitions-vi")).required().limit(300)))
            (form.field(Field::text("en", frame.word("definitions-en")).limit(300)))
            (form.field(Field::select("calendar", frame.word("definitions-calendar"), calendars)))
            fieldset {
                legend { (frame.word("definitions-due")) }
                p.quiet { (frame.word("definitions-due-hint")) }
                @for level in 0..LEVELS {
                    (form.field(Field::number(format!("due-{level}"), frame.text("definitions-level", [("level", level.into())]))))
                }
            }
            p.quiet { (frame.word("definitions-rows-hint")) }
            @for place in 0..sections {
                fieldset {
                    legend { (frame.text("definitions-section", [("number", (place + 1).into())])) }
                    (form.field(Field::text(format!("section-vi-{place}"), frame.word("definitions-vi")).limit(300)))
                    (form.field(Field::text(format!("section-en-{place}"), frame.word("definitions-en")).limit(300)))
                    (form.field(Field::lines(format!("section-rows-{place}"), frame.word("definitions-rows"), 8).limit(20_000)))
                }
            }
            p.actions { (Button::primary(frame.word("definitions-save"))) }
        }
        (history::changes(frame, &changes))
    };
    let title = had.map_or_else(
        || frame.word("definitions-form-new"),
        |had| words::of(frame, &had.vi, &had.en).to_owned(),
    );
    let page = frame.page(title).crumb(frame.word("area-indicators"), "/indicators");
    Ok(page
        .crumb(frame.word("definitions-forms"), FORMS)
        .narrow()
        .help("figures")
        .status(form.status())
        .body(body))
}

/// The form that the fields are; what is wrong with them is said at them.
fn read(
    frame: &Frame,
    form: &mut Form,
    definitions: &Definitions,
    had: Option<&collection::Form>,
) -> Option<collection::Form> {
    let code = match had {
        Some(had) => Some(had.code.clone()),
        None => form.typed("code").parse().ok(),
    };
    if code.is_none() {
        form.wrong("code", frame.word("definitions-code-wrong"));
    }
    if form.typed("vi").is_empty() {
        form.wrong("vi", frame.word("definitions-name-needed"));
    }
    let mut due = Vec::new();
    for level in 0..LEVELS {
        let name = format!("due-{level}");
        match form.typed(&name) {
            "" => {}
            text => match text.parse() {
                Ok(days) => due.push(Due { level, days }),
                Err(_) => form.wrong(name, frame.word("definitions-days-wrong")),
            },
        }
    }
    let mut sections = Vec::new();
    for place in 0..SECTIONS {
        let name = format!("section-rows-{place}");
        let typed = form.typed(&name).to_owned();
        let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
        let mut rows = Vec::new();
        for text in lines {
            match row(text, definitions) {
                Some(row) => rows.push(row),
                None => {
                    let text = frame.text("definitions-row-wrong", [("row", text.to_owned().into())]);
                    form.wrong(name.clone(), text);
                }
            }
        }
        if !rows.is_empty() {
            let vi = form.typed(&format!("section-vi-{place}")).to_owned();
            let en = form.typed(&format!("section-en-{place}"));
            let en = if en.is_empty() { vi.clone() } else { en.to_owned() };
            sections.push(Section { vi, en, rows });
        }
    }
    let vi = form.typed("vi").to_owned();
    let en = if form.typed("en").is_empty() { vi.clone() } else { form.typed("en").to_owned() };
    let calendar = CalendarCode::new(form.typed("calendar"));
    let id = had.map_or_else(|| FormId::new(0), |had| had.id);
    form.is_right().then_some(())?;
    Some(collection::Form { id, code: code?, vi, en, calendar, sections, due })
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
    match read(&frame, &mut form, &definitions, had) {
        Some(new) if had.is_none() && definitions.forms.iter().any(|one| one.code == new.code) => {
            form.wrong("code", frame.word("definitions-code-taken"));
        }
        Some(new) => match permit.set_form(&new).await {
            Ok(id) => {
                let path = format!("{FORMS}/{id}");
                return Ok(frame.done(path, &Flash::done(frame.word("definitions-saved"))));
            }
            Err(error) => drop(says::say(&frame, &mut form, error)?),
        },
        None => {}
    }
    Ok(show(&frame, &who, (&definitions, &id), &form).await?.into_response())
}
