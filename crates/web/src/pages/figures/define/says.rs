//! What is wrong with a definition, as a person is told.

use crate::pages::failure::{at_fields, sentence};
use crate::ui::Form;
use crate::{Frame, Problem};
use app::Fault;
use app::figures::DefineError;
use domain::collection::FormFault;
use domain::indicators::{CatalogueFault, Fault as Wrong, FormulaError};
use maud::{Markup, html};

/// Puts what is wrong at the fields of a form; that of a formula at `formula`. Gives the formula with the place, where it is one that
/// stands in the form.
pub(crate) fn say(frame: &Frame, form: &mut Form, error: DefineError) -> Result<Option<Markup>, Problem> {
    match error {
        DefineError::App(error) => at_fields(frame, form, error)?,
        DefineError::Catalogue(faults) => {
            let mut marked = None;
            for fault in faults {
                if let CatalogueFault::Formula(code, fault) = &fault
                    && (form.typed("code") == code.as_str() || form.typed("code").is_empty())
                {
                    form.wrong("formula", sentence(frame, &of_formula(fault)));
                    marked = place(form.typed("formula"), fault);
                    continue;
                }
                form.wrong(field(&fault), sentence(frame, &of_catalogue(&fault)));
            }
            return Ok(marked);
        }
        DefineError::Form(code, faults) => {
            for fault in faults {
                form.wrong("", format!("{code}: {}", sentence(frame, &of_form(&fault))));
            }
        }
        DefineError::Rule(code, fault) => {
            if form.typed("code") == code || form.typed("code").is_empty() {
                form.wrong("formula", sentence(frame, &of_formula(&fault)));
                return Ok(place(form.typed("formula"), &fault));
            }
            form.wrong("", format!("{code}: {}", sentence(frame, &of_formula(&fault))));
        }
    }
    Ok(None)
}

/// The formula with the place in question marked.
fn place(text: &str, fault: &FormulaError) -> Option<Markup> {
    let (before, rest) = text.split_at_checked(fault.at.start)?;
    let (bad, after) = rest.split_at_checked(fault.at.end.checked_sub(fault.at.start)?)?;
    let bad = if bad.is_empty() { "⟨…⟩" } else { bad };
    Some(html! { p.formula-place { code { (before) mark { (bad) } (after) } } })
}

fn field(fault: &CatalogueFault) -> &'static str {
    match fault {
        CatalogueFault::Twice(_) => "code",
        CatalogueFault::Measure(..) => "measure",
        CatalogueFault::AddsUp(_) => "across",
        CatalogueFault::Weight(..) => "weight",
        CatalogueFault::Versions(_) => "vi",
        _ => "",
    }
}

fn of_catalogue(fault: &CatalogueFault) -> Fault {
    let said = Fault::whole(fault.key());
    match fault {
        CatalogueFault::Twice(code)
        | CatalogueFault::Versions(code)
        | CatalogueFault::AddsUp(code)
        | CatalogueFault::Deep(code)
        | CatalogueFault::Calendar(code, _) => said.with("code", code),
        CatalogueFault::Measure(code, other) => said.with("code", code).with("other", other),
        CatalogueFault::Breakdown(code, other) => said.with("code", code).with("other", other),
        CatalogueFault::Weight(code, other) => said.with("code", code).with("other", other),
        CatalogueFault::Formula(code, fault) => said.with("code", code).with("other", fault.at.start + 1),
        CatalogueFault::Cycle(codes) => {
            let codes: Vec<&str> = codes.iter().map(domain::indicators::IndicatorCode::as_str).collect();
            said.with("code", codes.join(" → "))
        }
    }
}

fn of_form(fault: &FormFault) -> Fault {
    let said = Fault::whole(fault.key());
    match fault {
        FormFault::Calendar(code) => said.with("code", code),
        FormFault::Indicator(id) => said.with("code", id),
        FormFault::Computed(code) | FormFault::NotCollected(code, _) => said.with("code", code),
        FormFault::Part(code, part) => said.with("code", code).with("other", part),
        FormFault::Twice(code) => said.with("code", code),
        FormFault::Empty | FormFault::Due => said,
    }
}

fn of_formula(error: &FormulaError) -> Fault {
    let said = Fault::whole(error.fault.key());
    match &error.fault {
        Wrong::Character(found) => said.with("found", found),
        Wrong::Function(name) | Wrong::Indicator(name) => said.with("found", name),
        Wrong::Arguments(name, _) | Wrong::NeedsIndicator(name) | Wrong::NeedsReported(name) => {
            said.with("found", name)
        }
        Wrong::Item(code, part) => said.with("found", code).with("other", part),
        Wrong::Measures(one, other) => said.with("found", one).with("other", other),
        Wrong::Result { found, declared } => said.with("found", found).with("other", declared),
        Wrong::Expected { .. } | Wrong::TooLong | Wrong::Number | Wrong::Product | Wrong::NeedsFlow => said,
    }
}
