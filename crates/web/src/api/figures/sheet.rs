//! A unit's sheet: what is asked, what stands there, what stood there before, and what does not fit together.

use super::rounds::SheetFilled;
use super::shapes::{ReadValue, SheetState, code};
use crate::api::call::{Call, Nothing, Reply, Tagged, tagged};
use crate::api::operation::Api;
use crate::pages::figures::{sheet_table, words};
use crate::{Access, Problem};
use app::figures::{Broken, Sheet, SheetRow};
use app::rights::FiguresRead;
use domain::collection::{Form, Row, Severity};
use domain::rights::Right;
use domain::{CampaignId, IndicatorId, UnitId};
use jiff::civil::Date;
use messages::Language;
use serde::Serialize;
use store::TextKind;
use utoipa::ToSchema;

pub(super) fn add(api: Api) -> Api {
    let read = Access::Right(Right::FiguresRead.code());
    api.get("/api/v1/rounds/{campaign}/units/{unit}", read, "sheets-show", show)
}

/// A figure that is asked of a unit.
#[derive(Serialize, ToSchema)]
struct SheetCell {
    /// `members`, `members[women]`.
    code: String,
    indicator_id: IndicatorId,
    name: String,
    measure: String,
    /// Must something stand there?
    required: bool,
    stands: ReadValue,
    period_before: ReadValue,
    last_year: ReadValue,
    remark: Option<String>,
    /// Why it was handed back.
    reason: Option<String>,
    /// It looks odd beside what the unit said before.
    odd: bool,
    /// It is no longer what was approved.
    changed_since: bool,
}

/// How bad it is that a rule is broken.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum RuleSeverity {
    Hard,
    Explain,
    Soft,
}

/// A rule that is broken.
#[derive(Serialize, ToSchema)]
struct BrokenRule {
    rule: String,
    rule_severity: RuleSeverity,
    message: String,
    /// The codes of the figures that it is about.
    about: Vec<String>,
    /// Why it is so nevertheless.
    explanation: Option<String>,
}

/// Words under a heading.
#[derive(Serialize, ToSchema)]
struct SheetText {
    code: String,
    heading: String,
    text: String,
}

/// A unit's sheet in a round.
#[derive(Serialize, ToSchema)]
struct SheetCard {
    campaign: CampaignId,
    unit: UnitId,
    from: Date,
    last: Date,
    sheet_state: SheetState,
    due: Option<Date>,
    first_submitted: Option<Date>,
    filled: SheetFilled,
    cells: Vec<SheetCell>,
    texts: Vec<SheetText>,
    broken: Vec<BrokenRule>,
    may_enter: bool,
    may_judge: bool,
    /// The number of the last entry in it.
    revision: u64,
}

async fn show(call: Call, _: Nothing) -> Result<Reply<SheetCard>, Problem> {
    let sheet = sheet(&call).await?;
    let revision = i64::try_from(sheet.entered).map_err(Problem::bug)?;
    tagged(card(&call, &sheet), Tagged::Sheet, revision)
}

/// The round and the unit of the address.
pub(super) fn place(call: &Call) -> Result<(CampaignId, UnitId), Problem> {
    Ok((call.id("campaign")?, call.id("unit")?))
}

/// The sheet of the address.
pub(super) async fn sheet(call: &Call) -> Result<Sheet, Problem> {
    let (id, unit) = place(call)?;
    call.permit::<FiguresRead>()?.sheet(id, unit).await.map_err(|e| call.problem(e))
}

fn cell(call: &Call, sheet: &Sheet, row: &SheetRow) -> Option<SheetCell> {
    let indicator = sheet.indicator(row)?;
    Some(SheetCell {
        code: code(indicator, &row.series),
        indicator_id: indicator.id,
        name: sheet_table::row_name(&call.frame, sheet, &row.series),
        measure: words::measure(&call.frame, &sheet.definitions.catalogue, indicator),
        required: row.required,
        stands: row.reading.into(),
        period_before: row.before.into(),
        last_year: row.last_year.into(),
        remark: row.remark.clone(),
        reason: row.reason.clone(),
        odd: row.odd.is_some(),
        changed_since: row.is_changed,
    })
}

fn card(call: &Call, sheet: &Sheet) -> SheetCard {
    let is_vietnamese = call.frame.language() == Language::Vi;
    let of = |vi: &str, en: &str| if is_vietnamese { vi.to_owned() } else { en.to_owned() };
    let catalogue = &sheet.definitions.catalogue;
    let text = |row: &Row| match row {
        Row::Narrative { code, vi, en, .. } => Some(SheetText {
            text: sheet.texts.get(&(TextKind::Narrative, code.to_string())).cloned().unwrap_or_default(),
            code: code.to_string(),
            heading: of(vi, en),
        }),
        Row::Figure { .. } => None,
    };
    let broken = |one: &Broken| BrokenRule {
        rule: one.code.clone(),
        rule_severity: match one.severity {
            Severity::Hard => RuleSeverity::Hard,
            Severity::Explain => RuleSeverity::Explain,
            Severity::Soft => RuleSeverity::Soft,
        },
        message: of(&one.message.0, &one.message.1),
        about: one
            .about
            .iter()
            .filter_map(|series| Some(code(catalogue.get(series.indicator)?, series)))
            .collect(),
        explanation: one.explanation.clone(),
    };
    SheetCard {
        campaign: sheet.campaign.id,
        unit: sheet.unit,
        from: sheet.campaign.period.from,
        last: sheet.campaign.period.last,
        sheet_state: sheet.submission.state.into(),
        due: sheet.campaign.units.get(&sheet.unit).copied(),
        first_submitted: sheet.submission.first_submitted,
        filled: sheet.completeness.into(),
        cells: sheet.rows.iter().filter_map(|row| cell(call, sheet, row)).collect(),
        texts: sheet.form().into_iter().flat_map(Form::rows).filter_map(text).collect(),
        broken: sheet.broken.iter().map(broken).collect(),
        may_enter: sheet.may_enter,
        may_judge: sheet.may_judge,
        revision: sheet.entered,
    }
}
