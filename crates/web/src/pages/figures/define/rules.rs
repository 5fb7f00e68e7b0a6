//! What should fit together: each rule with the sentence that people read where it does not.

use super::{RULES, elsewhere, history, says};
use crate::pages::failure::problem;
use crate::pages::figures::words;
use crate::pages::visit::Who;
use crate::ui::{self, Button, Column, Field, Flash, Form, Table};
use crate::{Frame, Page, Problem};
use app::figures::Definitions;
use app::rights::{FiguresDefine, FiguresRead};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::collection::{Rule, RuleText, Severity};
use domain::indicators::formula::Strategy;
use maud::{Markup, html};

type Pairs = axum::Form<Vec<(String, String)>>;

const SEVERITIES: [(&str, Severity, &str); 3] = [
    ("hard", Severity::Hard, "definitions-severity-hard"),
    ("explain", Severity::Explain, "definitions-severity-explain"),
    ("soft", Severity::Soft, "definitions-severity-soft"),
];
const MISSING: [(&str, Strategy, &str); 3] = [
    ("whole", Strategy::Whole, "definitions-missing-silent"),
    ("skip", Strategy::Skip, "definitions-missing-skip"),
    ("zero", Strategy::Zero, "definitions-missing-zero"),
];

/// A line of the list.
struct Row {
    code: String,
    sentence: String,
    check: String,
    severity: Severity,
    /// It can be changed; others follow from breakdowns.
    written: bool,
    /// It says nothing: an indicator in it is not there.
    silent: bool,
}

pub(super) async fn list(frame: Frame, who: Who) -> Result<Response, Problem> {
    who.permit::<FiguresDefine>()?;
    let definitions = who.permit::<FiguresRead>()?.definitions().await.map_err(problem)?;
    let table = table(&frame);
    let query = table.query(frame.query());
    let wanted = vitext::fold::fold_text(&query.text);
    let rows: Vec<Row> = rows(&frame, &definitions)
        .into_iter()
        .filter(|row| vitext::fold::fold_text(&format!("{} {}", row.sentence, row.code)).contains(&wanted))
        .collect();
    if let Some(format) = query.export {
        return table.export(&query, &rows, format);
    }
    let first = usize::try_from(query.offset()).unwrap_or(usize::MAX).min(rows.len());
    let last = first.saturating_add(query.rows as usize).min(rows.len());
    let body = html! {
        (elsewhere(&frame, RULES))
        (table.show(&frame, &query, rows.get(first..last).unwrap_or_default(), rows.len() as u64))
    };
    let new = Button::primary(frame.word("definitions-rule-new")).href(format!("{RULES}/new")).key('n');
    let page =
        frame.page(frame.word("definitions-rules")).crumb(frame.word("area-indicators"), "/indicators");
    Ok(page.lead(frame.word("definitions-rules-lead")).help("figures").action(new).body(body).into_response())
}

/// Those that were written, then those that follow from breakdowns.
fn rows(frame: &Frame, definitions: &Definitions) -> Vec<Row> {
    let written = definitions.rule_texts.iter().map(|(_, text)| Row {
        code: text.code.to_string(),
        sentence: words::of(frame, &text.vi, &text.en).to_owned(),
        check: text.check.clone(),
        severity: text.severity,
        written: true,
        silent: text.rule(&definitions.catalogue).is_err(),
    });
    let is_written = |rule: &&Rule| definitions.rule_texts.iter().any(|(_, text)| text.code == rule.code);
    let implied = definitions.rules.iter().filter(|rule| !is_written(rule)).map(|rule| Row {
        code: rule.code.to_string(),
        sentence: words::of(frame, &rule.vi, &rule.en).to_owned(),
        check: String::new(),
        severity: rule.severity,
        written: false,
        silent: false,
    });
    written.chain(implied).collect()
}

fn table(frame: &Frame) -> Table<Row> {
    let (first, second, third) = (frame.clone(), frame.clone(), frame.clone());
    let from = move |row: &Row| match (row.written, row.silent) {
        (false, _) => first.word("definitions-rule-implied"),
        (true, true) => first.word("definitions-rule-silent"),
        (true, false) => first.word("definitions-rule-written"),
    };
    Table::new("figure-rules", frame.word("definitions-rules"))
        .searchable()
        .column(
            Column::text("sentence", frame.word("definitions-sentence"), |row: &Row| row.sentence.clone())
                .cell(|row: &Row| {
                    html! {
                        @if row.written { (ui::link(&row.sentence, format!("{RULES}/{}", row.code))) }
                        @else { (row.sentence) }
                    }
                })
                .wide(),
        )
        .column(Column::text("severity", frame.word("definitions-severity"), move |row: &Row| {
            severity(&second, row.severity)
        }))
        .column(
            Column::text("check", frame.word("definitions-check"), |row: &Row| row.check.clone())
                .cell(|row: &Row| html! { @if !row.check.is_empty() { code { (row.check) } } }),
        )
        .column(Column::text("from", frame.word("definitions-rule-from"), from))
        .column(Column::text("code", frame.word("definitions-code"), |row: &Row| row.code.clone()).hidden())
        .empty(third.word("definitions-none"), third.word("definitions-none-help"))
}

fn severity(frame: &Frame, severity: Severity) -> String {
    let found = SEVERITIES.iter().find(|(_, known, _)| *known == severity);
    found.map(|(_, _, key)| frame.word(key)).unwrap_or_default()
}

fn find<'a>(definitions: &'a Definitions, code: &str) -> Result<Option<&'a (i64, RuleText)>, Problem> {
    if code == "new" {
        return Ok(None);
    }
    let found = definitions.rule_texts.iter().find(|(_, text)| text.code.to_string() == code);
    found.map(Some).ok_or_else(Problem::not_found)
}

pub(super) async fn page(frame: Frame, who: Who, Path(code): Path<String>) -> Result<Page, Problem> {
    let definitions = who.permit::<FiguresRead>()?.definitions().await.map_err(problem)?;
    let mut form = Form::default();
    if let Some((_, text)) = find(&definitions, &code)? {
        form.set("vi", &text.vi);
        form.set("en", &text.en);
        form.set("formula", &text.check);
        let known = SEVERITIES.iter().find(|(_, severity, _)| *severity == text.severity);
        form.set("severity", known.map_or("", |(code, ..)| code));
        let known = MISSING.iter().find(|(_, missing, _)| *missing == text.missing);
        form.set("missing", known.map_or("", |(code, ..)| code));
        text.calendars.iter().for_each(|calendar| form.set(format!("by-{calendar}"), "yes"));
    }
    show(&frame, &who, (&definitions, &code), &form, None).await
}

async fn show(
    frame: &Frame,
    who: &Who,
    (definitions, code): (&Definitions, &str),
    form: &Form,
    marked: Option<&Markup>,
) -> Result<Page, Problem> {
    let permit = who.permit::<FiguresDefine>()?;
    let had = find(definitions, code)?;
    let changes = match had {
        Some((id, _)) => permit.definition_changes("figure_rule", *id).await.map_err(problem)?,
        None => Vec::new(),
    };
    let severities = SEVERITIES.map(|(code, _, key)| (code.to_owned(), frame.word(key)));
    let missing = MISSING.map(|(code, _, key)| (code.to_owned(), frame.word(key)));
    let body = html! {
        (form.summary(frame))
        form method="post" action={ (RULES) "/" (code) } {
            @if had.is_none() {
                (form.field(Field::text("code", frame.word("definitions-code")).hint(frame.word("definitions-code-hint")).required().limit(60)))
            }
            (form.field(Field::lines("vi", frame.word("definitions-sentence"), 2).hint(frame.word("definitions-sentence-hint")).required().limit(500)))
            (form.field(Field::lines("en", frame.word("definitions-sentence-en"), 2).limit(500)))
            (form.field(Field::lines("formula", frame.word("definitions-check"), 2).hint(frame.word("definitions-check-hint")).required().limit(2_000)))
            @if let Some(marked) = marked { (marked) }
            (form.field(Field::radio("severity", frame.word("definitions-severity"), severities).required()))
            (form.field(Field::select("missing", frame.word("definitions-missing"), missing)))
            fieldset {
                legend { (frame.word("definitions-rule-calendars")) }
                @for calendar in definitions.calendars.iter() {
                    (form.field(Field::checkbox(format!("by-{}", calendar.code), words::of(frame, &calendar.vi, &calendar.en))))
                }
            }
            p.actions { (Button::primary(frame.word("definitions-save"))) }
        }
        @if had.is_some() {
            form method="post" action={ (RULES) "/" (code) "/remove" } {
                p.actions { (Button::danger(frame.word("definitions-rule-remove"))) }
            }
        }
        (history::changes(frame, &changes))
    };
    let title = if had.is_some() { code.to_owned() } else { frame.word("definitions-rule-new") };
    let page = frame.page(title).crumb(frame.word("area-indicators"), "/indicators");
    Ok(page
        .crumb(frame.word("definitions-rules"), RULES)
        .narrow()
        .help("figures")
        .status(form.status())
        .body(body))
}

/// The rule that the fields are.
fn read(
    form: &Form,
    definitions: &Definitions,
    had: Option<&RuleText>,
) -> Result<RuleText, (&'static str, &'static str)> {
    let code = match had {
        Some(had) => had.code.clone(),
        None => form.typed("code").parse().map_err(|_| ("code", "definitions-code-wrong"))?,
    };
    if form.typed("vi").is_empty() {
        return Err(("vi", "definitions-sentence-needed"));
    }
    let severity = SEVERITIES.iter().find(|(code, ..)| *code == form.typed("severity"));
    let missing = MISSING.iter().find(|(code, ..)| *code == form.typed("missing"));
    let by = definitions.calendars.iter().map(|calendar| &calendar.code);
    Ok(RuleText {
        code,
        check: form.typed("formula").to_owned(),
        severity: severity.map_or(Severity::Soft, |(_, severity, _)| *severity),
        missing: missing.map(|(_, missing, _)| *missing).unwrap_or_default(),
        levels: had.and_then(|had| had.levels),
        calendars: by.filter(|code| form.typed(&format!("by-{code}")) == "yes").cloned().collect(),
        vi: form.typed("vi").to_owned(),
        en: if form.typed("en").is_empty() { form.typed("vi") } else { form.typed("en") }.to_owned(),
    })
}

pub(super) async fn set(
    frame: Frame,
    who: Who,
    Path(code): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let permit = who.permit::<FiguresDefine>()?;
    let definitions = who.permit::<FiguresRead>()?.definitions().await.map_err(problem)?;
    let had = find(&definitions, &code)?.map(|(_, text)| text);
    let mut form = Form::new(pairs);
    let mut marked = None;
    match read(&form, &definitions, had) {
        Err((field, key)) => form.wrong(field, frame.word(key)),
        Ok(rule) if had.is_none() && definitions.rules.iter().any(|one| one.code == rule.code) => {
            form.wrong("code", frame.word("definitions-code-taken"));
        }
        Ok(rule) => match permit.set_rule(&rule).await {
            Ok(()) => {
                let path = format!("{RULES}/{}", rule.code);
                return Ok(frame.done(path, &Flash::done(frame.word("definitions-saved"))));
            }
            Err(error) => {
                form.set("code", rule.code.to_string());
                marked = says::say(&frame, &mut form, error)?;
            }
        },
    }
    Ok(show(&frame, &who, (&definitions, &code), &form, marked.as_ref()).await?.into_response())
}

pub(super) async fn remove(frame: Frame, who: Who, Path(code): Path<String>) -> Result<Response, Problem> {
    let code = code.parse().map_err(|_| Problem::not_found())?;
    who.permit::<FiguresDefine>()?.remove_rule(&code).await.map_err(problem)?;
    Ok(frame.done(RULES, &Flash::done(frame.word("definitions-rule-removed"))))
}
