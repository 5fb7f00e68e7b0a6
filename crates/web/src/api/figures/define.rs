//! Definitions as one file, the rules that were written, and what figures cost those who report them.

use crate::api::call::{Call, Nothing, Reply};
use crate::api::operation::Api;
use crate::api::upload::Upload;
use crate::download::Download;
use crate::pages::figures::define::{file, says};
use crate::ui::Form;
use crate::{Access, Kind as Failure, Problem};
use app::figures::DefineError;
use app::rights::{FiguresApprove, FiguresDefine, FiguresRead};
use axum::http::Method;
use domain::collection::RuleCode;
use domain::ready::{Bundle, Change, Kind};
use domain::rights::Right;
use domain::{CampaignId, FormId, IndicatorId, UnitId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(super) fn add(api: Api) -> Api {
    let read = Access::Right(Right::FiguresRead.code());
    let define = Access::Right(Right::FiguresDefine.code());
    let approve = Access::Right(Right::FiguresApprove.code());
    let all = "/api/v1/definitions";
    api.file(all, define, ("definitions-export", "application/json"), export)
        .take("/api/v1/definitions/check", define, ("definitions-check", 200, file::LIMIT), check)
        .take(all, define, ("definitions-take", 200, file::LIMIT), take)
        .write(
            (Method::DELETE, "/api/v1/definitions/rules/{rule}"),
            define,
            ("definitions-remove-rule", 204),
            remove,
        )
        .get("/api/v1/definitions/burden", read, "definitions-burden", burden)
        .write(
            (Method::POST, "/api/v1/rounds/{campaign}/approve"),
            approve,
            ("rounds-approve", 200),
            approve_all,
        )
}

async fn export(call: Call) -> Result<Download, Problem> {
    let bundle = call.permit::<FiguresDefine>()?.bundle().await.map_err(|e| call.problem(e))?;
    Ok(Download::new("chi-tieu.json", "application/json", bundle.write().map_err(Problem::bug)?))
}

/// What a definition is of.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum DefinitionNature {
    Measure,
    Breakdown,
    Indicator,
    Form,
    Rule,
}

/// A definition that a file would bring.
#[derive(Serialize, ToSchema)]
struct DefinitionChange {
    nature: DefinitionNature,
    code: String,
    vi: String,
    en: String,
    is_new: bool,
}

impl From<Change> for DefinitionChange {
    fn from(change: Change) -> Self {
        let nature = match change.kind {
            Kind::Measure => DefinitionNature::Measure,
            Kind::Breakdown => DefinitionNature::Breakdown,
            Kind::Indicator => DefinitionNature::Indicator,
            Kind::Form => DefinitionNature::Form,
            Kind::Rule => DefinitionNature::Rule,
        };
        let (vi, en) = change.names;
        Self { nature, code: change.code, vi, en, is_new: change.is_new }
    }
}

/// What a file of definitions would change.
#[derive(Serialize, ToSchema)]
struct DefinitionsCheck {
    definition_changes: Vec<DefinitionChange>,
}

/// What was taken in.
#[derive(Serialize, ToSchema)]
struct DefinitionsTaken {
    changes_made: usize,
}

fn bundle(call: &Call, sent: &Upload) -> Result<Bundle, Problem> {
    let wrong = |error| Problem::new(Failure::Invalid).field("file", file::not_a_bundle(&call.frame, &error));
    Bundle::read(&sent.bytes).map_err(wrong)
}

fn refused(call: &Call, error: DefineError) -> Problem {
    if let DefineError::App(error) = error {
        return call.problem(error);
    }
    let mut form = Form::default();
    match says::say(&call.frame, &mut form, error) {
        Err(problem) => problem,
        Ok(_) => {
            let said = Problem::new(Failure::Invalid);
            form.errors().fold(said, |said, (field, sentence)| {
                said.field(if field.is_empty() { "file" } else { field }, sentence.to_owned())
            })
        }
    }
}

async fn check(call: Call, _: Nothing, sent: Upload) -> Result<Reply<DefinitionsCheck>, Problem> {
    let permit = call.permit::<FiguresDefine>()?;
    let bundle = bundle(&call, &sent)?;
    let changes = permit.check_bundle(&bundle).await.map_err(|error| refused(&call, error))?;
    let definition_changes = changes.into_iter().map(DefinitionChange::from).collect();
    Ok(DefinitionsCheck { definition_changes }.into())
}

async fn take(call: Call, _: Nothing, sent: Upload) -> Result<Reply<DefinitionsTaken>, Problem> {
    let permit = call.permit::<FiguresDefine>()?;
    let bundle = bundle(&call, &sent)?;
    let changes_made = permit.take_bundle(&bundle).await.map_err(|error| refused(&call, error))?;
    Ok(DefinitionsTaken { changes_made }.into())
}

async fn remove(call: Call, _: Nothing) -> Result<Reply<Nothing>, Problem> {
    let code: RuleCode = call.id("rule")?;
    call.permit::<FiguresDefine>()?.remove_rule(&code).await.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}

/// What a form costs one unit.
#[derive(Serialize, ToSchema)]
struct FormCost {
    form_id: FormId,
    typed: u32,
    filled_in: u32,
    times: u32,
    /// In tenths.
    tenths_a_month: u32,
    unit_count: u32,
}

/// A figure that is asked twice.
#[derive(Serialize, ToSchema)]
struct AskedTwice {
    indicator_id: IndicatorId,
    form_id: FormId,
    asked_already_by: FormId,
}

/// What figures cost those who report them.
#[derive(Serialize, ToSchema)]
struct Burden {
    form_costs: Vec<FormCost>,
    asked_twice: Vec<AskedTwice>,
    /// Asked, and told by no report.
    never_read: Vec<IndicatorId>,
}

async fn burden(call: Call, _: Nothing) -> Result<Reply<Burden>, Problem> {
    let costs = call.permit::<FiguresRead>()?.costs().await.map_err(|e| call.problem(e))?;
    let cost = |cost: app::figures::Cost| FormCost {
        form_id: cost.form,
        typed: cost.typed,
        filled_in: cost.filled,
        times: cost.times,
        tenths_a_month: cost.tenths_a_month(),
        unit_count: cost.units,
    };
    let again = |(form_id, series, asked_already_by): (FormId, domain::roll_up::Series, FormId)| AskedTwice {
        indicator_id: series.indicator,
        form_id,
        asked_already_by,
    };
    Ok(Burden {
        form_costs: costs.forms.into_iter().map(cost).collect(),
        asked_twice: costs.twice.into_iter().map(again).collect(),
        never_read: costs.unread,
    }
    .into())
}

/// The units whose sheets are approved together.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RoundApproval {
    participants: Vec<UnitId>,
}

/// How many were approved.
#[derive(Serialize, ToSchema)]
struct RoundApproved {
    approved_count: usize,
}

async fn approve_all(call: Call, wish: RoundApproval) -> Result<Reply<RoundApproved>, Problem> {
    let id: CampaignId = call.id("campaign")?;
    let units = wish.participants.into_iter().collect();
    let approved = call.permit::<FiguresApprove>()?.approve_all(id, &units).await;
    Ok(RoundApproved { approved_count: approved.map_err(|e| call.problem(e))? }.into())
}
