//! All sequences of a unit: how far each has come, and what is missing.

use super::{Which, chosen_unit, cycle_name, href, series_name};
use crate::pages::documents::head;
use crate::pages::failure::problem;
use crate::pages::visit::Who;
use crate::ui::{self, Button, Column, Field, Form, Table};
use crate::{Frame, Page, Problem};
use app::documents::Overview;
use app::rights::DocumentsIssue;
use domain::UnitId;
use domain::documents::{Cycle, Series};
use maud::{Markup, html};
use std::collections::BTreeSet;
use store::SlotCounts;
use vitext::Decimal;

/// A sequence, begun or not.
struct Row {
    name: String,
    cycle: String,
    href: String,
    before: u32,
    counts: SlotCounts,
}

pub(super) async fn page(frame: &Frame, who: &Who, asked: &str) -> Result<Page, Problem> {
    let permit = who.permit::<DocumentsIssue>()?;
    let (unit, units) = chosen_unit(who, asked).await?;
    let page = head(frame, frame.word("numbers-title"));
    let page = page.help("registers").lead(frame.word("numbers-lead"));
    let Some(unit) = unit else { return Ok(page.body(nothing(frame, None))) };
    let overview = permit.overview(unit).await.map_err(problem)?;
    let mut form = Form::default();
    form.set("unit", unit.to_string());
    let choose = html! {
        @if units.len() > 1 {
            form.inline method="get" action="/documents/numbers" {
                (form.field(Field::select("unit", frame.word("numbers-unit"), units)))
                (Button::plain(frame.word("numbers-see")))
            }
        }
    };
    let Some(overview) = overview else {
        return Ok(page.body(html! { (choose) (nothing(frame, Some(unit))) }));
    };
    let body = html! {
        (choose)
        p.quiet {
            (overview.register.issuer) " · " (frame.text("numbers-sample", [("code", overview.register.code.as_str().into())]))
            " · " (ui::link(frame.word("numbers-how"), format!("/documents/registers/{unit}")))
        }
        @if overview.cycle.is_none() { (ui::notice(frame, ui::Tone::Warning, frame.word("numbers-no-term"))) }
        (begin(frame, unit, &overview))
        (table(frame, unit, &overview))
    };
    Ok(page.body(body))
}

/// This unit keeps no register yet, and where to begin one.
fn nothing(frame: &Frame, unit: Option<UnitId>) -> Markup {
    html! {
        (ui::empty(frame.word("numbers-none"), frame.word("numbers-none-help")))
        @if let Some(unit) = unit {
            p.actions { (Button::primary(frame.word("registers-begin")).href(format!("/documents/registers/{unit}"))) }
        }
    }
}

/// Going to any kind, also one that has no number yet.
fn begin(frame: &Frame, unit: UnitId, overview: &Overview) -> Markup {
    let Some(cycle) = overview.cycle else { return html! {} };
    let system = overview.register.system;
    let kinds = vitext::kind::all().iter().filter(|kind| kind.abbreviation(system, None).is_some());
    let kinds = kinds.map(|kind| (kind.name.clone(), kind.name.clone()));
    html! {
        form.inline method="get" action="/documents/numbers" {
            input type="hidden" name="unit" value=(unit);
            input type="hidden" name="cycle" value=(cycle);
            (Field::select("kind", frame.word("numbers-kind"), kinds))
            (Button::plain(frame.word("numbers-see-kind")))
        }
    }
}

fn table(frame: &Frame, unit: UnitId, overview: &Overview) -> Markup {
    let row = |series: &Series, cycle: Cycle, before: u32, counts: SlotCounts| Row {
        name: series_name(frame, series),
        cycle: cycle_name(frame, &overview.terms, cycle),
        href: href("", &Which { unit, series: series.clone(), cycle }, None),
        before,
        counts,
    };
    let rows: Vec<Row> = overview
        .sequences
        .iter()
        .map(|(known, counts)| row(&known.series, known.cycle, known.given_before, *counts))
        .collect();
    if rows.is_empty() {
        return ui::empty(frame.word("numbers-not-begun"), frame.word("numbers-not-begun-help"));
    }
    let cycles: BTreeSet<&str> = rows.iter().map(|row| row.cycle.as_str()).collect();
    let several = cycles.len() > 1;
    let count = |key: &'static str, title: &str, read: fn(&SlotCounts) -> u32| {
        Column::number(key, frame.word(title), move |row: &Row| {
            let count = read(&row.counts);
            (count > 0).then(|| Decimal::from(count))
        })
    };
    let mut table = Table::new("sequences", frame.word("numbers-title")).column(
        Column::text("name", frame.word("numbers-series"), |row: &Row| row.name.clone())
            .cell(|row| ui::link(&row.name, &row.href)),
    );
    if several {
        table =
            table.column(Column::text("cycle", frame.word("numbers-cycle"), |row: &Row| row.cycle.clone()));
    }
    let table = table
        .column(Column::number("last", frame.word("numbers-last"), |row: &Row| {
            Some(Decimal::from(row.counts.last.max(row.before)))
        }))
        .column(count("given", "numbers-given", |counts| counts.given))
        .column(count("reserved", "numbers-reserved", |counts| counts.reserved))
        .column(count("released", "numbers-released", |counts| counts.released))
        .column(count("skipped", "numbers-skipped", |counts| counts.skipped))
        .column(count("void", "numbers-void", |counts| counts.void));
    html! { h2 { (frame.word("numbers-sequences")) } (table.still(frame, &rows)) }
}
