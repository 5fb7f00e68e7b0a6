//! The grid: one row a figure, what was said before beside it.

use super::words;
use crate::Frame;
use app::figures::{Filled, Sheet, SheetRow};
use domain::collection::Row;
use domain::indicators::{Amount, Indicator, Reading, Slice};
use domain::roll_up::Series;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// What the page is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Filling in.
    Enter,
    /// Deciding about what was handed up.
    Judge,
    /// Looking.
    Read,
}

/// What was typed and not taken.
#[derive(Debug, Default)]
pub(crate) struct Tries {
    /// By the name of the cell: its text, and its remark.
    pub(crate) typed: BTreeMap<String, (String, String)>,
    /// What is wrong with it.
    pub(crate) errors: BTreeMap<String, String>,
    /// Cells that are empty and must not be are marked.
    pub(crate) lacking: bool,
}

/// The name of a cell's field: `c-12`, `c-12-women`.
pub(super) fn field(series: &Series) -> String {
    named("c", series)
}

/// The name of the field for what is said about it.
pub(super) fn remark(series: &Series) -> String {
    named("r", series)
}

/// The name of the field for why it is handed back.
pub(super) fn reason(series: &Series) -> String {
    named("w", series)
}

fn named(letter: &str, series: &Series) -> String {
    match &series.slice {
        Slice::Whole => format!("{letter}-{}", series.indicator),
        Slice::Part(item) => format!("{letter}-{}-{item}", series.indicator),
    }
}

/// What a row is called in a sentence: a part with its whole.
pub(crate) fn row_name(frame: &Frame, sheet: &Sheet, series: &Series) -> String {
    let catalogue = &sheet.definitions.catalogue;
    let Some(indicator) = catalogue.get(series.indicator) else { return String::new() };
    let name = |slice: &Slice| words::name(frame, catalogue, indicator, slice, series.period);
    match &series.slice {
        Slice::Whole => name(&Slice::Whole),
        part => format!("{}, {}", name(&Slice::Whole), name(part)),
    }
}

/// The grid, section by section.
pub(super) fn table(frame: &Frame, sheet: &Sheet, mode: Mode, tries: &Tries) -> Markup {
    let rows: BTreeMap<&Series, &SheetRow> = sheet.rows.iter().map(|row| (&row.series, row)).collect();
    let period = sheet.campaign.period;
    let calendars = &sheet.definitions.calendars;
    let calendar = calendars.of(period);
    let called = |when: Option<domain::periods::Period>| {
        when.map(|period| calendars.name(period, words::language(frame))).unwrap_or_default()
    };
    let before = called(calendar.and_then(|calendar| calendar.shift(period, -1)));
    let last_year = called(calendar.and_then(|calendar| calendars.last_year(calendar, period)));
    let mut number = 0_u32;
    html! {
        div.grid.cells-grid tabindex="-1" {
            table.cells {
                caption.hidden { (frame.word("indicators-sheet")) }
                thead {
                    tr {
                        th.place scope="col" { (frame.word("indicators-row")) }
                        th.what scope="col" { (frame.word("indicators-indicator")) }
                        th.num.beside scope="col" title=(before) { (frame.word("indicators-before")) }
                        th.num.beside scope="col" title=(last_year) { (frame.word("indicators-last-year")) }
                        th.num.now scope="col" { (frame.word("indicators-now")) }
                        th.says scope="col" { @if mode == Mode::Judge { (frame.word("indicators-why-back")) } @else { (frame.word("indicators-remark")) } }
                    }
                }
                @for section in sheet.form().into_iter().flat_map(|form| &form.sections) {
                    tbody {
                        tr.section { th colspan="6" scope="colgroup" { (words::of(frame, &section.vi, &section.en)) } }
                        @for row in &section.rows {
                            @if let Row::Figure { indicator, slice, .. } = row {
                                @let series = Series { indicator: *indicator, slice: slice.clone(), period };
                                @if let (Some(row), Some(indicator)) = (rows.get(&series), sheet.definitions.catalogue.get(*indicator)) {
                                    ({ number += 1; line(frame, sheet, (row, indicator), number, mode, tries) })
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn line(
    frame: &Frame,
    sheet: &Sheet,
    (row, indicator): (&SheetRow, &Indicator),
    number: u32,
    mode: Mode,
    tries: &Tries,
) -> Markup {
    let catalogue = &sheet.definitions.catalogue;
    let name = words::name(frame, catalogue, indicator, &row.series.slice, row.series.period);
    let note = indicator.version(row.series.period).map(|version| version.note.clone()).unwrap_or_default();
    let is_part = row.series.slice != Slice::Whole;
    let id = field(&row.series);
    let lacks = tries.lacking && row.required && row.reading.is_missing();
    let error =
        tries.errors.get(&id).cloned().or_else(|| lacks.then(|| frame.word("indicators-cell-lacking")));
    let says = format!("{id}-says");
    let said = html! {
        @if let Some(error) = &error { p.error { (error) } }
        @if let Some(reason) = &row.reason { p.back { "↩ " (frame.word("indicators-why-back")) ": " (reason) } }
        @if row.odd.is_some() && mode != Mode::Read { p.quiet { (odd(frame, row, indicator)) } }
        @if row.is_changed { p.quiet { (frame.word("indicators-cell-changed")) } }
        @if let Some(filled) = &row.filled { p.quiet.filled { "↧ " (frame.text("indicators-filled-from", [("form", form_name(frame, sheet, filled).into())])) } }
    };
    let has_said = error.is_some()
        || row.reason.is_some()
        || row.odd.is_some()
        || row.is_changed
        || row.filled.is_some();
    let decimals = indicator.decimals;
    html! {
        tr .part[is_part] .back[row.reason.is_some()] {
            td.place.num { (number) }
            th.what scope="row" {
                label for=(id) { @if is_part { span.quiet { (frame.word("indicators-among")) " " } } (name) }
                @if row.required && mode == Mode::Enter { span.must title=(frame.word("indicators-required")) { " *" } }
                " " span.unit { "(" (words::measure(frame, catalogue, indicator)) ")" }
                @if !note.is_empty() && !is_part { p.quiet { (note) } }
            }
            td.num.beside data-title=(frame.word("indicators-before")) { (words::entered(frame, &row.before, decimals)) }
            td.num.beside data-title=(frame.word("indicators-last-year")) { (words::entered(frame, &row.last_year, decimals)) }
            @if mode == Mode::Enter {
                @let (text, remark) = tries.typed.get(&id).cloned()
                    .unwrap_or_else(|| (words::typed(&stands(row)), row.remark.clone().unwrap_or_default()));
                td.num.now {
                    input #(id) name=(id) value=(text) inputmode="decimal" autocomplete="off" data-cell=(decimals.get())
                        aria-invalid=[error.as_ref().map(|_| "true")] aria-describedby=[has_said.then_some(&says)];
                }
                td.says data-title=(frame.word("indicators-remark")) {
                    input name=(self::remark(&row.series)) value=(remark) maxlength="500" autocomplete="off" data-remark
                        aria-label=(frame.text("indicators-remark-on", [("name", name.clone().into())]));
                    div #(says) { (said) }
                }
            } @else {
                td.num.now #(id) { strong { (words::entered(frame, &row.reading, decimals)) } }
                td.says {
                    @if let Some(remark) = &row.remark { p { (remark) } }
                    (said)
                    @if mode == Mode::Judge {
                        input name=(reason(&row.series)) maxlength="500" autocomplete="off"
                            aria-label=(frame.text("indicators-why-back-on", [("name", name.clone().into())]));
                    }
                }
            }
        }
    }
}

/// What stands in a row, or is put there from another form while nothing does.
fn stands(row: &SheetRow) -> Reading<Amount> {
    match &row.filled {
        Some(filled) if row.reading.is_missing() => filled.reading,
        _ => row.reading,
    }
}

fn form_name(frame: &Frame, sheet: &Sheet, filled: &Filled) -> String {
    let form = sheet.definitions.form(filled.form);
    form.map(|form| words::of(frame, &form.vi, &form.en).to_owned()).unwrap_or_default()
}

/// Why a figure looks odd, with the numbers.
fn odd(frame: &Frame, row: &SheetRow, indicator: &Indicator) -> String {
    let Some(odd) = &row.odd else { return String::new() };
    let scale = domain::indicators::Exact::from(indicator.decimals.scale());
    let median = odd.median.over(&scale);
    let median = median.and_then(|median| words::decimal(&median, indicator.decimals)).unwrap_or_default();
    let arguments =
        [("median", crate::ui::number(frame.language(), median).into()), ("count", odd.among.into())];
    if odd.seasonal {
        frame.text("indicators-odd-season", arguments)
    } else {
        frame.text("indicators-odd", arguments)
    }
}
