//! How units number and sign what they issue.

use crate::api::call::{Call, Nothing, Reply};
use crate::api::operation::Api;
use crate::api::paging::{Asked, Listed};
use crate::{Access, Problem};
use app::documents::Overview;
use app::rights::DocumentsIssue;
use axum::http::Method;
use domain::documents::numbering::TermsError;
use domain::documents::{Register, Term, Terms};
use domain::rights::Right;
use domain::{Span, UnitId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::{SequenceRow, SlotCounts};
use utoipa::ToSchema;
use vitext::symbol::System;

pub(super) fn add(api: Api) -> Api {
    let issue = Access::Right(Right::DocumentsIssue.code());
    let one = "/api/v1/registers/{unit}";
    api.list("/api/v1/registers", issue, "registers-list", list)
        .get(one, issue, "registers-show", show)
        .write((Method::PUT, one), issue, ("registers-set", 204), set)
}

/// Whose rules numbers and symbols follow.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum NumberingSystem {
    Party,
    State,
}

/// How a unit numbers and signs.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RegisterForm {
    #[schema(inline)]
    system: NumberingSystem,
    #[schema(min_length = 1)]
    code: String,
    #[schema(min_length = 1)]
    issuer: String,
    #[schema(min_length = 1)]
    place: String,
    #[serde(default)]
    office: String,
}

impl From<Register> for RegisterForm {
    fn from(Register { system, code, issuer, place, office }: Register) -> Self {
        let system = match system {
            System::Party => NumberingSystem::Party,
            System::State => NumberingSystem::State,
        };
        Self { system, code, issuer, place, office }
    }
}

impl From<RegisterForm> for Register {
    fn from(RegisterForm { system, code, issuer, place, office }: RegisterForm) -> Self {
        let system = match system {
            NumberingSystem::Party => System::Party,
            NumberingSystem::State => System::State,
        };
        Self { system, code, issuer, place, office }
    }
}

/// A unit for which the person may issue.
#[derive(Serialize, ToSchema)]
struct RegisterEntry {
    unit: UnitId,
    /// Null where the unit keeps no register yet.
    register: Option<RegisterForm>,
}

async fn list(call: Call, asked: Asked, _: Nothing) -> Result<Listed<RegisterEntry>, Problem> {
    let registers = call.permit::<DocumentsIssue>()?.own_registers().await;
    let mut registers = registers.map_err(|e| call.problem(e))?;
    registers.sort_by_key(|(unit, _)| *unit);
    Ok(Listed::cut(
        registers,
        asked,
        |(unit, _)| unit.get(),
        |(unit, register)| RegisterEntry { unit, register: register.map(Into::into) },
    ))
}

/// A term of a committee.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CommitteeTerm {
    name: String,
    from: Date,
    /// The first day on which it is over.
    until: Option<Date>,
}

impl From<&Term> for CommitteeTerm {
    fn from(term: &Term) -> Self {
        Self { name: term.name.clone(), from: term.span.from, until: term.span.to }
    }
}

/// A register with its terms and its sequences.
#[derive(Serialize, ToSchema)]
struct RegisterCard {
    unit: UnitId,
    register: Option<RegisterForm>,
    terms: Vec<CommitteeTerm>,
    /// The cycle of today for what the unit issues; null where no term is known.
    cycle: Option<String>,
    sequences: Vec<SequenceEntry>,
}

/// A sequence of numbers, and how many have come to what.
#[derive(Serialize, ToSchema)]
struct SequenceEntry {
    kind: String,
    cycle: String,
    given_before: u32,
    last: u32,
    given: u32,
    reserved: u32,
    released: u32,
    skipped: u32,
    void: u32,
}

fn sequence((row, counts): (SequenceRow, SlotCounts)) -> SequenceEntry {
    let SlotCounts { last, given, reserved, released, skipped, void } = counts;
    SequenceEntry {
        kind: row.series.name().to_owned(),
        cycle: row.cycle.to_string(),
        given_before: row.given_before,
        last: last.max(row.given_before),
        given,
        reserved,
        released,
        skipped,
        void,
    }
}

async fn show(call: Call, _: Nothing) -> Result<Reply<RegisterCard>, Problem> {
    let unit: UnitId = call.id("unit")?;
    let overview = call.permit::<DocumentsIssue>()?.overview(unit).await.map_err(|e| call.problem(e))?;
    let Some(Overview { register, terms, cycle, sequences }) = overview else {
        let (terms, sequences) = (Vec::new(), Vec::new());
        return Ok(RegisterCard { unit, register: None, terms, cycle: None, sequences }.into());
    };
    Ok(RegisterCard {
        unit,
        register: Some(register.into()),
        terms: terms.iter().map(CommitteeTerm::from).collect(),
        cycle: cycle.map(|cycle| cycle.to_string()),
        sequences: sequences.into_iter().map(sequence).collect(),
    }
    .into())
}

/// How a unit numbers from now on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RegisterWish {
    register: RegisterForm,
    /// All its terms.
    #[serde(default)]
    terms: Vec<CommitteeTerm>,
}

async fn set(call: Call, wish: RegisterWish) -> Result<Reply<Nothing>, Problem> {
    let unit: UnitId = call.id("unit")?;
    let term = |term: CommitteeTerm| Term { name: term.name, span: Span { from: term.from, to: term.until } };
    let terms = Terms::new(wish.terms.into_iter().map(term).collect()).map_err(|error| match error {
        TermsError::Empty(term) => call.wrong("terms", "registers-term-empty", [("term", term.into())]),
        TermsError::Meet(a, b) => {
            call.wrong("terms", "registers-terms-meet", [("a", a.into()), ("b", b.into())])
        }
    })?;
    let done = call.permit::<DocumentsIssue>()?.set_register(unit, &wish.register.into(), &terms).await;
    done.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}
