//! Tables that others point to: kinds of units, roles.

use super::call::{Call, Nothing, Reply};
use super::operation::Api;
use crate::{Access, Problem};
use domain::rights::{Role, Scope};
use domain::units::UnitKind;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

pub(super) fn add(api: Api) -> Api {
    api.get("/api/v1/kinds", Access::SignedIn, "kinds-list", kinds).get(
        "/api/v1/roles",
        Access::SignedIn,
        "roles-list",
        roles,
    )
}

/// A kind of units.
#[derive(Serialize, ToSchema)]
struct KindEntry {
    code: String,
    vi: String,
    en: String,
    /// First day on which units of this kind can begin.
    from: Option<Date>,
    /// First day on which they no longer can.
    until: Option<Date>,
}

/// All kinds of units.
#[derive(Serialize, ToSchema)]
struct Kinds {
    items: Vec<KindEntry>,
}

async fn kinds(call: Call, _: Nothing) -> Result<Reply<Kinds>, Problem> {
    let entry = |kind: &UnitKind| KindEntry {
        code: kind.code.to_string(),
        vi: kind.vi.clone(),
        en: kind.en.clone(),
        from: kind.from,
        until: kind.to,
    };
    Ok(Kinds { items: call.person()?.app().kinds().iter().map(entry).collect() }.into())
}

/// How far a right reaches from the unit of the post.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum RightReach {
    OwnUnit,
    Subtree,
    All,
}

/// A right that a role gives.
#[derive(Serialize, ToSchema)]
struct RoleRight {
    right: String,
    #[schema(inline)]
    reach: RightReach,
}

/// A role that a post can have.
#[derive(Serialize, ToSchema)]
struct RoleEntry {
    code: String,
    vi: String,
    en: String,
    rights: Vec<RoleRight>,
}

/// All roles.
#[derive(Serialize, ToSchema)]
struct RoleTable {
    items: Vec<RoleEntry>,
}

async fn roles(call: Call, _: Nothing) -> Result<Reply<RoleTable>, Problem> {
    let right = |(right, scope): (&domain::rights::Right, &Scope)| RoleRight {
        right: right.to_string(),
        reach: match scope {
            Scope::OwnUnit => RightReach::OwnUnit,
            Scope::Subtree => RightReach::Subtree,
            Scope::All => RightReach::All,
        },
    };
    let entry = |role: &Role| RoleEntry {
        code: role.code.to_string(),
        vi: role.vi.clone(),
        en: role.en.clone(),
        rights: role.rights.iter().map(right).collect(),
    };
    Ok(RoleTable { items: call.person()?.app().roles().iter().map(entry).collect() }.into())
}
