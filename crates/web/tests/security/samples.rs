//! What the tables of samples of pages and of operations have in common: every route is in one, and opens to whom it should.

use crate::city::{Answer, City};
use axum::http::StatusCode;
use domain::rights::{Right, Role};
use web::{Access, Route};

/// For every route: its name, what stands for its parameters, what is sent, and the answer to somebody who may.
pub(crate) type Samples = &'static [(&'static str, &'static str, &'static str, u16)];

/// The pages, or the programming interface.
pub(crate) trait Side {
    const SAMPLES: Samples;

    /// Its routes.
    fn routes(city: &City) -> Vec<Route>;

    /// What stands for a word in braces of a path or body.
    fn fill(city: &City, text: &str) -> String;

    /// Comes in as somebody with that role; gives the token of the session, or of the program.
    async fn enter(city: &City, role: &str) -> String;

    /// Asks with that token.
    async fn ask(city: &City, route: &Route, token: &str) -> Answer;

    /// What every answer of it has beside its status.
    fn check(_: &Answer, _: StatusCode, _: &str) {}

    /// Path, body and status of a route.
    fn sample(city: &City, route: &Route) -> (String, String, u16) {
        let name = format!("{} {}", route.method, route.path);
        let found = Self::SAMPLES.iter().find(|sample| sample.0 == name);
        let (_, path, body, status) = found.unwrap_or_else(|| panic!("{name} has no sample"));
        (Self::fill(city, path), Self::fill(city, body), *status)
    }
}

fn may(role: &Role, access: Access) -> bool {
    let has = |code: &str| role.allows(code.parse::<Right>().unwrap());
    match access {
        Access::Public | Access::SignedIn => true,
        Access::Right(code) => has(code),
        Access::AnyRight(codes) => codes.iter().any(|code| has(code)),
    }
}

pub(crate) async fn every_route_opens_to_the_roles_that_hold_its_right_and_to_no_other<S: Side>() {
    let city = City::new().await;
    let roles: Vec<Role> = city.app.roles().iter().cloned().collect();
    assert!(roles.len() >= 8);
    for route in S::routes(&city) {
        let expected = StatusCode::from_u16(S::sample(&city, &route).2).unwrap();
        for role in &roles {
            let token = S::enter(&city, role.code.as_str()).await;
            let before = city.state().await;
            let answer = S::ask(&city, &route, &token).await;
            let what = format!("{route:?} by {}: {}", role.code, answer.text);
            let may = may(role, route.access);
            let status = if may { expected } else { StatusCode::FORBIDDEN };
            assert_eq!(answer.status, status, "{what}");
            S::check(&answer, status, &what);
            if !may {
                assert_eq!(city.state().await, before, "{what} changed something");
            }
        }
    }
}

pub(crate) async fn every_sample_is_of_a_route<S: Side>() {
    let city = City::new().await;
    let names: Vec<String> = S::routes(&city).iter().map(|r| format!("{} {}", r.method, r.path)).collect();
    for sample in S::SAMPLES {
        assert!(names.iter().any(|name| name == sample.0), "there is no route {}", sample.0);
    }
}
