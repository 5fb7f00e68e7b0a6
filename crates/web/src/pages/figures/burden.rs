//! What figures cost those who report them.

use super::words;
use crate::pages::failure::problem;
use crate::pages::visit::Who;
use crate::ui::{self, Column, Table};
use crate::{Frame, Page, Problem};
use app::figures::{Cost, Costs};
use app::rights::FiguresRead;
use domain::FormId;
use domain::indicators::Slice;
use domain::periods::Period;
use domain::roll_up::Series;
use maud::{Markup, html};
use vitext::Decimal;

pub(super) async fn page(frame: Frame, who: Who) -> Result<Page, Problem> {
    let costs = who.permit::<FiguresRead>()?.costs().await.map_err(problem)?;
    let today = who.person()?.today;
    let today = Period::new(today, today).ok_or_else(Problem::not_found)?;
    let all: u32 = costs.forms.iter().map(Cost::tenths_a_month).sum();
    let all = ui::number(frame.language(), Decimal::new(i64::from(all), 1));
    let body = html! {
        (super::list::elsewhere(&frame, "/indicators/burden"))
        p { (frame.text("burden-sum", [("cells", all.into())])) }
        (forms(&frame, &costs))
        h2 { (frame.text("burden-twice", [("count", costs.twice.len().into())])) }
        p.quiet { (frame.word("burden-twice-about")) }
        (twice(&frame, &costs))
        h2 { (frame.text("burden-unread", [("count", costs.unread.len().into())])) }
        p.quiet { (frame.word("burden-unread-about")) }
        ul {
            @for indicator in costs.unread.iter().filter_map(|id| costs.definitions.catalogue.get(*id)) {
                li { (ui::link(words::name(&frame, &costs.definitions.catalogue, indicator, &Slice::Whole, today), format!("/indicators/{}", indicator.id))) }
            }
        }
    };
    let page = frame.page(frame.word("burden")).crumb(frame.word("area-indicators"), "/indicators");
    Ok(page.lead(frame.word("burden-lead")).help("figures").body(body))
}

fn name(frame: &Frame, costs: &Costs, form: FormId) -> String {
    let form = costs.definitions.form(form);
    form.map(|form| words::of(frame, &form.vi, &form.en).to_owned()).unwrap_or_default()
}

fn forms(frame: &Frame, costs: &Costs) -> Markup {
    struct Row {
        name: String,
        cost: Cost,
    }
    let rows: Vec<Row> = costs
        .forms
        .iter()
        .map(|cost| Row { name: name(frame, costs, cost.form), cost: cost.clone() })
        .collect();
    let count = |key: &'static str, title: String, of: fn(&Cost) -> u32| {
        Column::number(key, title, move |row: &Row| Some(Decimal::from(of(&row.cost))))
    };
    let table = Table::new("burden-forms", frame.word("burden-forms"))
        .column(Column::text("form", frame.word("indicators-form"), |row: &Row| row.name.clone()).wide())
        .column(count("typed", frame.word("burden-typed"), |cost| cost.typed))
        .column(count("filled", frame.word("burden-filled"), |cost| cost.filled))
        .column(count("narratives", frame.word("burden-narratives"), |cost| cost.narratives))
        .column(count("times", frame.word("burden-times"), |cost| cost.times))
        .column(Column::number("month", frame.word("burden-month"), |row: &Row| {
            Some(Decimal::new(i64::from(row.cost.tenths_a_month()), 1))
        }))
        .column(count("units", frame.word("indicators-units"), |cost| cost.units))
        .empty(frame.word("indicators-no-forms"), frame.word("indicators-no-forms-help"));
    table.still(frame, &rows)
}

fn twice(frame: &Frame, costs: &Costs) -> Markup {
    struct Row {
        name: String,
        asked: String,
        already: String,
    }
    let catalogue = &costs.definitions.catalogue;
    let called = |series: &Series| {
        let Some(indicator) = catalogue.get(series.indicator) else { return String::new() };
        let whole = words::name(frame, catalogue, indicator, &Slice::Whole, series.period);
        match &series.slice {
            Slice::Whole => whole,
            part => format!("{whole}, {}", words::name(frame, catalogue, indicator, part, series.period)),
        }
    };
    let row = |(form, series, other): &(FormId, Series, FormId)| Row {
        name: called(series),
        asked: name(frame, costs, *form),
        already: name(frame, costs, *other),
    };
    let rows: Vec<Row> = costs.twice.iter().map(row).collect();
    let table = Table::new("burden-twice", frame.word("burden-again"))
        .column(Column::text("name", frame.word("indicators-indicator"), |row: &Row| row.name.clone()).wide())
        .column(Column::text("asked", frame.word("burden-asked"), |row: &Row| row.asked.clone()))
        .column(Column::text("already", frame.word("burden-already"), |row: &Row| row.already.clone()))
        .empty(frame.word("burden-none-twice"), frame.word("burden-none-twice-help"));
    table.still(frame, &rows)
}
