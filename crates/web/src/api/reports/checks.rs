//! What is held against a report before it is issued.

use super::shapes::{MovedFigure, ReportEntry, ReportGap, figure_name};
use crate::api::call::{Call, Nothing, Reply};
use crate::api::operation::Api;
use crate::pages::failure::sentence;
use crate::{Access, Problem};
use app::documents::reading::kept;
use app::reports::{Checks, Compared};
use app::rights::ReportsRead;
use domain::ReportId;
use domain::rights::Right;
use serde::Serialize;
use utoipa::ToSchema;

pub(super) fn add(api: Api) -> Api {
    let read = Access::Right(Right::ReportsRead.code());
    api.get("/api/v1/reports/{id}/checks", read, "reports-checks", show)
}

/// What the audit found in the text.
#[derive(Serialize, ToSchema)]
struct ReportFinding {
    rule: String,
    severity: String,
    address: String,
    quote: String,
    stated: String,
    computed: String,
    message: String,
}

/// Where the layout deviates from what is prescribed.
#[derive(Serialize, ToSchema)]
struct LayoutDeviation {
    quote: String,
    found: String,
    wanted: String,
    /// Article or appendix of the rule.
    rule_source: String,
    /// Sources disagree: only a warning.
    disputed: bool,
}

/// A figure beside what the report before said.
#[derive(Serialize, ToSchema)]
struct ComparedFigure {
    figure: String,
    name: String,
    shown_now: String,
    /// What the report before said of its own period.
    shown_then: String,
    /// The data says something else of that period today.
    differs: bool,
    /// What it says then; null where it says nothing, or the same.
    then_now: Option<String>,
}

/// Everything that is held against a report.
#[derive(Serialize, ToSchema)]
struct ReportChecks {
    report: ReportEntry,
    /// Why it cannot be issued; empty where it can.
    hindrances: Vec<String>,
    gaps: Vec<ReportGap>,
    moved: Vec<MovedFigure>,
    findings: Vec<ReportFinding>,
    layout: String,
    deviations: Vec<LayoutDeviation>,
    compared: Vec<ComparedFigure>,
}

async fn show(call: Call, _: Nothing) -> Result<Reply<ReportChecks>, Problem> {
    let id: ReportId = call.id("id")?;
    let checks = call.permit::<ReportsRead>()?.checks(id).await.map_err(|e| call.problem(e))?;
    Ok(shown(&call, checks).into())
}

fn shown(call: &Call, checks: Checks) -> ReportChecks {
    let hindrances = checks.hindrances().iter().map(|fault| sentence(&call.frame, fault)).collect();
    let Checks { row, gaps, moved, reading, lint, compared, catalogue, .. } = checks;
    let words = ::reading::messages(call.frame.language());
    let finding = |finding: &auditor::Finding| {
        let message = ::reading::sentence(words, &finding.message);
        let store::NewFinding { rule, severity, address, quote, stated, computed } = kept(finding);
        ReportFinding { rule, severity, address, quote, stated, computed, message }
    };
    let deviations = lint.deviations.into_iter().map(|deviation| LayoutDeviation {
        quote: deviation.quote,
        found: deviation.found,
        wanted: deviation.wanted,
        rule_source: deviation.source,
        disputed: deviation.disputed,
    });
    let figure = |one: Compared| ComparedFigure {
        name: figure_name(call, &catalogue, &one.figure),
        figure: one.figure.to_string(),
        shown_now: one.now,
        shown_then: one.then,
        differs: one.then_now.is_some(),
        then_now: one.then_now.flatten(),
    };
    ReportChecks {
        report: (&row).into(),
        hindrances,
        gaps: gaps.into_iter().map(ReportGap::from).collect(),
        moved: moved.into_iter().map(|moved| MovedFigure::of(call, &catalogue, moved)).collect(),
        findings: reading.audit.findings.iter().map(finding).collect(),
        layout: lint.layout.name.clone(),
        deviations: deviations.collect(),
        compared: compared.into_iter().map(figure).collect(),
    }
}
