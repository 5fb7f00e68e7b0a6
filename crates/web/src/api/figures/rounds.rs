//! Rounds in which figures are collected.

use super::shapes::SheetStanding;
use crate::api::call::{Call, Nothing, Reply};
use crate::api::operation::Api;
use crate::api::paging::{Asked, Listed};
use crate::{Access, Problem};
use app::figures::{Round, Standing};
use app::rights::{FiguresDefine, FiguresRead};
use axum::http::Method;
use domain::collection::Completeness;
use domain::rights::Right;
use domain::{CampaignId, FormId, UnitId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(super) fn add(api: Api) -> Api {
    let read = Access::Right(Right::FiguresRead.code());
    let define = Access::Right(Right::FiguresDefine.code());
    let post = |path| (Method::POST, path);
    api.list("/api/v1/rounds", read, "rounds-list", list)
        .write(post("/api/v1/rounds"), define, ("rounds-open", 201), open)
        .write(post("/api/v1/rounds/ready"), define, ("rounds-take-ready-set", 200), ready)
        .get("/api/v1/rounds/{campaign}", read, "rounds-show", show)
}

/// How many units are in which state.
#[derive(Serialize, ToSchema)]
struct RoundStates {
    draft: u32,
    submitted: u32,
    returned: u32,
    approved: u32,
}

/// A round of units that one may see.
#[derive(Serialize, ToSchema)]
struct RoundEntry {
    id: CampaignId,
    form_id: FormId,
    vi: String,
    en: String,
    from: Date,
    last: Date,
    unit_count: u32,
    states: RoundStates,
    /// How many are late and have not handed anything up.
    overdue: u32,
}

impl From<Round> for RoundEntry {
    fn from(round: Round) -> Self {
        let of = |state: &str| round.states.get(state).copied().unwrap_or_default();
        let states = RoundStates {
            draft: of("draft"),
            submitted: of("submitted"),
            returned: of("returned"),
            approved: of("approved"),
        };
        Self {
            id: round.row.id,
            form_id: round.row.form,
            from: round.row.period.from,
            last: round.row.period.last,
            unit_count: round.units,
            states,
            overdue: round.overdue,
            vi: round.form.0,
            en: round.form.1,
        }
    }
}

async fn list(call: Call, asked: Asked, _: Nothing) -> Result<Listed<RoundEntry>, Problem> {
    let mut rounds = call.permit::<FiguresRead>()?.rounds().await.map_err(|e| call.problem(e))?;
    rounds.sort_by_key(|round| round.row.id);
    Ok(Listed::cut(rounds, asked, |round| round.row.id.get(), RoundEntry::from))
}

/// How much of what is asked is there.
#[derive(Serialize, ToSchema)]
pub(super) struct SheetFilled {
    cells_asked: u32,
    with_value: u32,
    without_value: u32,
    lacking: u32,
}

impl From<Completeness> for SheetFilled {
    fn from(done: Completeness) -> Self {
        Self {
            cells_asked: done.asked,
            with_value: done.values,
            without_value: done.not_applicable,
            lacking: done.lacking,
        }
    }
}

/// How far one unit has come.
#[derive(Serialize, ToSchema)]
struct RoundUnit {
    unit: UnitId,
    standing: SheetStanding,
    filled: SheetFilled,
}

/// A round with its units in reading order.
#[derive(Serialize, ToSchema)]
struct RoundCard {
    id: CampaignId,
    form_id: FormId,
    from: Date,
    last: Date,
    participants: Vec<RoundUnit>,
}

async fn show(call: Call, _: Nothing) -> Result<Reply<RoundCard>, Problem> {
    let id: CampaignId = call.id("campaign")?;
    let monitor = call.permit::<FiguresRead>()?.monitor(id).await.map_err(|e| call.problem(e))?;
    let today = call.person()?.today;
    let unit = |standing: Standing| RoundUnit {
        unit: standing.row.unit,
        standing: SheetStanding::of(standing.row, today),
        filled: standing.completeness.into(),
    };
    Ok(RoundCard {
        id: monitor.row.id,
        form_id: monitor.row.form,
        from: monitor.row.period.from,
        last: monitor.row.period.last,
        participants: monitor.units.into_iter().map(unit).collect(),
    }
    .into())
}

/// A round to be opened: of the period of the form's calendar in which the day lies.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RoundWish {
    form_id: FormId,
    day: Date,
    participants: Vec<UnitId>,
}

/// A round that was opened.
#[derive(Serialize, ToSchema)]
struct RoundOpened {
    id: CampaignId,
}

async fn open(call: Call, wish: RoundWish) -> Result<Reply<RoundOpened>, Problem> {
    let units = wish.participants.into_iter().collect();
    let opened = call.permit::<FiguresDefine>()?.open_round(wish.form_id, wish.day, &units).await;
    Ok(RoundOpened { id: opened.map_err(|e| call.problem(e))? }.into())
}

/// What of the ready set came.
#[derive(Serialize, ToSchema)]
struct ReadySetTaken {
    indicators_added: usize,
    forms_added: usize,
}

async fn ready(call: Call, _: Nothing) -> Result<Reply<ReadySetTaken>, Problem> {
    let taken = call.permit::<FiguresDefine>()?.take_ready_set().await.map_err(|e| call.problem(e))?;
    let (indicators_added, forms_added) = taken;
    Ok(ReadySetTaken { indicators_added, forms_added }.into())
}
