//! What a unit says: figures and words entered, all of it handed up.

use super::sheet::{place, sheet};
use crate::api::call::{Call, Nothing, Reply, Tagged};
use crate::api::operation::Api;
use crate::pages::figures::upload::find;
use crate::{Access, Kind, Problem};
use app::figures::{EnterError, Sheet, Typed, Written};
use app::rights::FiguresEnter;
use axum::http::Method;
use domain::indicators::Amount;
use domain::rights::Right;
use serde::{Deserialize, Serialize};
use store::TextKind;
use utoipa::ToSchema;

pub(super) fn add(api: Api) -> Api {
    let enters = Access::Right(Right::FiguresEnter.code());
    let one = "/api/v1/rounds/{campaign}/units/{unit}";
    let submits = (Method::POST, "/api/v1/rounds/{campaign}/units/{unit}/submit");
    api.write((Method::PATCH, one), enters, ("sheets-enter", 200), enter).conditional().write(
        submits,
        enters,
        ("sheets-submit", 204),
        submit,
    )
}

/// What is said of a figure: a value, that it does not apply, or nothing.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CellWish {
    code: String,
    /// With a point: `1234.5`.
    value: Option<String>,
    #[serde(default)]
    not_applicable: bool,
    /// What stands there stays if left out.
    remark: Option<String>,
}

/// Words under a heading of the form, or about a broken rule.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TextWish {
    code: String,
    text: String,
}

/// What is entered: all of it, or nothing. What is not named stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SheetWish {
    #[serde(default)]
    cells: Vec<CellWish>,
    #[serde(default)]
    texts: Vec<TextWish>,
    #[serde(default)]
    explanations: Vec<TextWish>,
}

/// What was entered.
#[derive(Serialize, ToSchema)]
pub(super) struct SheetEntered {
    /// How many cells and texts are others now.
    changes_made: usize,
    revision: u64,
}

fn typed(call: &Call, sheet: &Sheet, cells: Vec<CellWish>) -> Result<Vec<Typed>, Problem> {
    let (mut all, mut wrong) = (Vec::new(), Problem::new(Kind::Invalid));
    for (place, cell) in cells.into_iter().enumerate() {
        let Some((row, decimals)) = find(sheet, &cell.code) else {
            let sentence = call.frame.text("api-wrong-figure", [("code", cell.code.into())]);
            wrong = wrong.field(format!("cells[{place}].code"), sentence);
            continue;
        };
        let text = match (cell.value.as_deref(), cell.not_applicable) {
            (_, true) => "x".to_owned(),
            (None, false) => String::new(),
            (Some(value), false) => match Amount::parse(value, decimals) {
                Ok(amount) => amount.written_vi(),
                Err(error) => {
                    wrong = wrong.field(format!("cells[{place}].value"), call.frame.word(error.key()));
                    continue;
                }
            },
        };
        let remark = cell.remark.or_else(|| row.remark.clone()).unwrap_or_default();
        all.push(Typed { series: row.series.clone(), text, remark });
    }
    if wrong.fields.is_empty() { Ok(all) } else { Err(wrong) }
}

async fn enter(call: Call, wish: SheetWish) -> Result<Reply<SheetEntered>, Problem> {
    let seen = seen(&call)?;
    let sheet = sheet(&call).await?;
    let cells = typed(&call, &sheet, wish.cells)?;
    let words = |kind| move |TextWish { code, text }: TextWish| Written { kind, code, body: text };
    let texts = wish.texts.into_iter().map(words(TextKind::Narrative));
    let written: Vec<Written> =
        texts.chain(wish.explanations.into_iter().map(words(TextKind::Explanation))).collect();
    entered(&call, seen, &cells, &written).await
}

/// The number of the last entry that the caller saw.
pub(super) fn seen(call: &Call) -> Result<u64, Problem> {
    let revision = call.revision(Tagged::Sheet)?;
    u64::try_from(revision).map_err(|_| Problem::new(Kind::Precondition))
}

/// Enters what was typed.
pub(super) async fn entered(
    call: &Call,
    seen: u64,
    cells: &[Typed],
    written: &[Written],
) -> Result<Reply<SheetEntered>, Problem> {
    let done = call.permit::<FiguresEnter>()?.enter(place(call)?, seen, cells, written).await;
    let changes_made = done.map_err(|error| match error {
        EnterError::App(error) => call.problem(error),
        EnterError::Cells(faults) => faults.iter().fold(Problem::new(Kind::Invalid), |problem, fault| {
            problem.field("cells", call.frame.word(fault.1.key()))
        }),
    })?;
    Ok(SheetEntered { changes_made, revision: sheet(call).await?.entered }.into())
}

async fn submit(call: Call, _: Nothing) -> Result<Reply<Nothing>, Problem> {
    let (id, unit) = place(&call)?;
    call.permit::<FiguresEnter>()?.submit(id, unit).await.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}
