//! Every route, asked for by every role and by everybody who is not, or not wholly, signed in. Generated from the table of
//! routes and `data/roles.toml`: a route that is not in [`SAMPLES`] fails.

use crate::city::{Answer, City, ask};
use crate::samples::{self, Samples, Side};
use axum::http::StatusCode;
use domain::rights::Right;
use jiff::SignedDuration;
use web::{Access, Route};

/// For every route: what stands for its parameters, what is sent, and the answer to somebody who may.
const SAMPLES: Samples = &[
    ("GET /", "/", "", 200),
    ("GET /sign-in", "/sign-in", "", 303),
    ("POST /sign-in", "/sign-in", "name=&password=", 422),
    ("POST /sign-in/code", "/sign-in/code", "code=1", 303),
    ("POST /sign-in/password", "/sign-in/password", "old=&new=", 303),
    ("POST /sign-out", "/sign-out", "", 303),
    ("GET /account", "/account", "", 200),
    ("POST /account/password", "/account/password", "old=&new=", 422),
    ("GET /account/second-factor", "/account/second-factor", "", 200),
    ("POST /account/second-factor", "/account/second-factor", "secret={secret}&code=000000", 422),
    ("POST /account/second-factor/remove", "/account/second-factor/remove", "", 303),
    ("POST /account/sessions/{session}/revoke", "/account/sessions/{own}/revoke", "", 303),
    ("GET /account/passkeys/new", "/account/passkeys/new", "", 200),
    ("POST /account/passkeys/begin", "/account/passkeys/begin", "password=", 422),
    ("POST /account/passkeys/new", "/account/passkeys/new", "name=a&answer=", 422),
    ("POST /account/passkeys/{passkey}/rename", "/account/passkeys/1/rename", "name-1=a", 404),
    ("POST /account/passkeys/{passkey}/remove", "/account/passkeys/1/remove", "", 404),
    ("POST /sign-in/passkey/begin", "/sign-in/passkey/begin", "", 200),
    ("POST /sign-in/passkey", "/sign-in/passkey", "answer=", 303),
    // Nobody answers there, nothing waits for an answer, and nothing is linked.
    ("POST /sign-in/openid", "/sign-in/openid", "back=//evil.example", 303),
    ("GET /sign-in/openid/return", "/sign-in/openid/return?code=a&state=b", "", 303),
    ("GET /account/openid/new", "/account/openid/new", "", 200),
    ("POST /account/openid/new", "/account/openid/new", "password=", 422),
    ("POST /account/openid/remove", "/account/openid/remove", "issuer=http://127.0.0.1:9", 404),
    ("GET /account/delegations", "/account/delegations", "", 200),
    ("GET /account/delegations/new", "/account/delegations/new", "", 200),
    ("POST /account/delegations/new", "/account/delegations/new", "post=", 422),
    ("POST /account/delegations/{post}/end", "/account/delegations/{post}/end", "", 404),
    ("POST /account/post", "/account/post", "post=", 303),
    ("GET /account/tokens", "/account/tokens", "", 200),
    ("GET /account/tokens/new", "/account/tokens/new", "", 200),
    ("POST /account/tokens/new", "/account/tokens/new", "name=x&scope-units.read=yes&days=7", 200),
    ("GET /account/tokens/{token}/revoke", "/account/tokens/{own-token}/revoke", "", 200),
    ("POST /account/tokens/{token}/revoke", "/account/tokens/{own-token}/revoke", "", 303),
    ("GET /documents/intake", "/documents/intake", "", 200),
    ("POST /documents/intake", "/documents/intake", "", 400),
    ("GET /documents/intake/{waiting}", "/documents/intake/999999", "", 404),
    ("POST /documents/intake/{waiting}", "/documents/intake/999999", "subject=a", 404),
    ("POST /documents/intake/{waiting}/discard", "/documents/intake/999999/discard", "", 404),
    ("GET /documents/intake/{waiting}/file", "/documents/intake/999999/file", "", 404),
    ("GET /documents/new", "/documents/new", "", 200),
    ("POST /documents/new", "/documents/new", "direction=outgoing", 422),
    ("GET /documents/{id}/edit", "/documents/999999/edit", "", 404),
    ("POST /documents/{id}/edit", "/documents/999999/edit", "revision=1", 404),
    ("POST /documents/{id}/files", "/documents/999999/files", "", 400),
    ("GET /documents/figures", "/documents/figures?unit={ward}", "", 200),
    ("GET /documents/import", "/documents/import", "", 200),
    ("POST /documents/import", "/documents/import", "", 400),
    ("POST /documents/import/enter", "/documents/import/enter", "", 400),
    ("POST /documents/import/files", "/documents/import/files", "", 400),
    ("GET /documents/import/template", "/documents/import/template", "", 200),
    ("GET /documents/import/{import}", "/documents/import/999999", "", 404),
    ("GET /documents/numbers", "/documents/numbers?unit={ward}", "", 200),
    // The ward keeps no register: there is no number to do anything with.
    (
        "POST /documents/numbers/reserve",
        "/documents/numbers/reserve?unit={ward}&kind=k&cycle=2026&number=1",
        "",
        303,
    ),
    (
        "POST /documents/numbers/keep",
        "/documents/numbers/keep?unit={ward}&kind=k&cycle=2026&number=1",
        "",
        303,
    ),
    (
        "POST /documents/numbers/release",
        "/documents/numbers/release?unit={ward}&kind=k&cycle=2026&number=1",
        "",
        303,
    ),
    (
        "GET /documents/numbers/void",
        "/documents/numbers/void?unit={ward}&kind=k&cycle=2026&number=1",
        "",
        404,
    ),
    (
        "POST /documents/numbers/void",
        "/documents/numbers/void?unit={ward}&kind=k&cycle=2026&number=1",
        "",
        404,
    ),
    ("GET /documents/registers", "/documents/registers", "", 200),
    ("GET /documents/registers/{unit}", "/documents/registers/{ward}", "", 200),
    ("POST /documents/registers/{unit}", "/documents/registers/{ward}", "code=", 422),
    ("POST /documents/registers/{unit}/take-over", "/documents/registers/{ward}/take-over", "before=1", 404),
    ("GET /documents", "/documents", "", 200),
    ("GET /documents/{id}", "/documents/{document}", "", 200),
    (
        "POST /documents/{id}/findings/{finding}",
        "/documents/{document}/findings/{finding}",
        "verdict=right&reason=x",
        303,
    ),
    ("GET /documents/{id}/step/{step}", "/documents/{draft}/step/issue", "", 200),
    // Seen at another revision: nothing is done, and the form says what has changed.
    ("POST /documents/{id}/step/{step}", "/documents/{draft}/step/check", "revision=0", 409),
    ("GET /documents/{id}/handle/{step}", "/documents/{document}/handle/route", "", 200),
    ("POST /documents/{id}/handle/{step}", "/documents/{document}/handle/finish", "revision=0", 409),
    ("GET /documents/{id}/files/{file}", "/documents/{document}/files/{file}", "", 200),
    ("GET /documents/{id}/text", "/documents/{document}/text", "", 200),
    ("GET /documents/{id}/text/{format}", "/documents/{document}/text/docx", "", 200),
    ("GET /documents/{id}/compare", "/documents/{document}/compare?from={file}&to={file}", "", 200),
    ("GET /documents/{id}/tasks", "/documents/{document}/tasks", "", 200),
    ("POST /documents/{id}/tasks", "/documents/{document}/tasks", "clause=999&step=skip", 404),
    ("GET /reports", "/reports", "", 200),
    ("GET /reports/new", "/reports/new", "", 200),
    ("POST /reports/new", "/reports/new", "unit={ward}&kind=month&day=", 422),
    ("GET /reports/{id}", "/reports/{report}", "", 200),
    ("POST /reports/{id}/edit", "/reports/{report}/edit", "do=refresh&revision=99", 303),
    ("POST /reports/{id}/heap", "/reports/{report}/heap", "", 400),
    ("POST /reports/{id}/back", "/reports/{report}/back", "", 400),
    // The ward has no register yet.
    ("GET /reports/{id}/file/{format}", "/reports/{report}/file/docx", "", 422),
    ("GET /reports/{id}/figures/{figure}", "/reports/{report}/figures/none", "", 404),
    ("GET /reports/{id}/checks", "/reports/{report}/checks", "", 422),
    ("POST /reports/{id}/hand-in", "/reports/{report}/hand-in", "revision=99", 303),
    ("POST /reports/{id}/decide", "/reports/{report}/decide", "step=sign&revision=99", 303),
    ("GET /reports/{id}/issue", "/reports/{report}/issue", "", 422),
    ("POST /reports/{id}/issue", "/reports/{report}/issue", "day=05/01/2026&revision=99", 303),
    ("GET /tasks", "/tasks", "", 200),
    ("GET /tasks/board", "/tasks/board?stage=given", "", 200),
    ("GET /tasks/calendar", "/tasks/calendar?month=2026-01-05", "", 200),
    ("GET /tasks/plan", "/tasks/plan", "", 200),
    ("GET /tasks/print/{format}", "/tasks/print/pdf", "", 200),
    ("GET /tasks/overview", "/tasks/overview?unit={ward}", "", 200),
    ("GET /tasks/moved", "/tasks/moved?from=01/01/2026&to=05/01/2026", "", 200),
    ("GET /tasks/agenda", "/tasks/agenda?unit={ward}&cut=week", "", 200),
    ("GET /tasks/agenda/print/{format}", "/tasks/agenda/print/docx?unit={ward}", "", 200),
    ("GET /tasks/programmes", "/tasks/programmes", "", 200),
    ("GET /tasks/programmes/{programme}", "/tasks/programmes/999999", "", 404),
    // Made of the document, or told that it has no tree.
    ("POST /documents/{id}/programme", "/documents/{document}/programme", "", 303),
    ("GET /tasks/feed", "/tasks/feed", "", 200),
    ("POST /tasks/feed", "/tasks/feed", "", 200),
    ("GET /feeds/{token}/{calendar}", "/feeds/sauro_t_0/mine.ics", "", 404),
    ("POST /tasks/{id}/notice", "/tasks/999999/notice", "revision=1", 404),
    ("POST /account/digest", "/account/digest", "hour=99", 303),
    ("GET /tasks/{id}/notice/{format}", "/tasks/999999/notice/pdf", "", 404),
    ("GET /working-days", "/working-days", "", 200),
    ("POST /working-days", "/working-days", "day=05/01/2026&works=no", 422),
    ("POST /working-days/unset", "/working-days/unset", "day=05/01/2026", 409),
    ("GET /tasks/import", "/tasks/import", "", 200),
    ("POST /tasks/import", "/tasks/import", "", 400),
    ("POST /tasks/import/give", "/tasks/import/give", "", 400),
    ("GET /tasks/new", "/tasks/new", "", 200),
    ("POST /tasks/new", "/tasks/new", "action=", 422),
    ("GET /tasks/progress", "/tasks/progress", "", 200),
    ("POST /tasks/progress", "/tasks/progress", "", 303),
    ("GET /tasks/statistics", "/tasks/statistics?unit={ward}", "", 200),
    ("POST /tasks/statistics", "/tasks/statistics", "unit={ward}&day=2025-10-01&basis=first", 303),
    ("GET /tasks/statistics/{report}", "/tasks/statistics/999999", "", 404),
    ("GET /tasks/{id}", "/tasks/{task}", "", 200),
    // Which deeds are open to whom, tests of tasks say.
    ("GET /tasks/{id}/do/{deed}", "/tasks/999999/do/receive", "", 404),
    ("POST /tasks/{id}/do/{deed}", "/tasks/999999/do/receive", "revision=1", 404),
    ("POST /tasks/{id}/result", "/tasks/{task}/result", "", 400),
    ("GET /tasks/{id}/files/{file}", "/tasks/{task}/files/999999", "", 404),
    ("GET /indicators", "/indicators", "", 200),
    ("GET /indicators/board", "/indicators/board", "", 200),
    ("GET /indicators/pivot", "/indicators/pivot", "", 200),
    ("GET /indicators/burden", "/indicators/burden", "", 200),
    ("GET /indicators/{indicator}", "/indicators/999999", "", 404),
    ("GET /indicators/{indicator}/goal", "/indicators/999999/goal", "", 404),
    ("POST /indicators/{indicator}/goal", "/indicators/999999/goal", "goal=1", 404),
    ("GET /indicators/definitions", "/indicators/definitions", "", 200),
    ("GET /indicators/definitions/{indicator}", "/indicators/definitions/999999", "", 404),
    ("POST /indicators/definitions/{indicator}", "/indicators/definitions/999999", "vi=x", 404),
    ("GET /indicators/definitions/forms", "/indicators/definitions/forms", "", 200),
    ("GET /indicators/definitions/forms/{form}", "/indicators/definitions/forms/999999", "", 404),
    ("POST /indicators/definitions/forms/{form}", "/indicators/definitions/forms/999999", "vi=x", 404),
    ("GET /indicators/definitions/rules", "/indicators/definitions/rules", "", 200),
    ("GET /indicators/definitions/rules/{rule}", "/indicators/definitions/rules/none", "", 404),
    ("POST /indicators/definitions/rules/{rule}", "/indicators/definitions/rules/none", "vi=x", 404),
    (
        "POST /indicators/definitions/rules/{rule}/remove",
        "/indicators/definitions/rules/none/remove",
        "",
        403,
    ),
    ("GET /indicators/definitions/calendars", "/indicators/definitions/calendars", "", 200),
    ("GET /indicators/definitions/file", "/indicators/definitions/file", "", 200),
    ("GET /indicators/definitions/export", "/indicators/definitions/export", "", 403),
    ("POST /indicators/definitions/import", "/indicators/definitions/import", "", 400),
    ("POST /indicators/definitions/take", "/indicators/definitions/take", "definitions=x", 422),
    ("GET /indicators/rounds", "/indicators/rounds", "", 200),
    // A ward does not define for the whole house.
    ("POST /indicators/rounds/ready", "/indicators/rounds/ready", "", 403),
    ("GET /indicators/rounds/new", "/indicators/rounds/new", "", 200),
    ("POST /indicators/rounds/new", "/indicators/rounds/new", "form=", 422),
    ("GET /indicators/rounds/{campaign}", "/indicators/rounds/999999", "", 404),
    ("GET /indicators/rounds/{campaign}/approve", "/indicators/rounds/999999/approve", "", 404),
    ("POST /indicators/rounds/{campaign}/approve", "/indicators/rounds/999999/approve", "unit={ward}", 404),
    ("GET /indicators/rounds/{campaign}/{unit}", "/indicators/rounds/999999/{ward}", "", 404),
    ("POST /indicators/rounds/{campaign}/{unit}", "/indicators/rounds/999999/{ward}", "seen=0", 404),
    (
        "POST /indicators/rounds/{campaign}/{unit}/judge",
        "/indicators/rounds/999999/{ward}/judge",
        "step=approve",
        404,
    ),
    (
        "GET /indicators/rounds/{campaign}/{unit}/template",
        "/indicators/rounds/999999/{ward}/template",
        "",
        404,
    ),
    ("POST /indicators/rounds/{campaign}/{unit}/upload", "/indicators/rounds/999999/{ward}/upload", "", 400),
    ("GET /units", "/units", "", 200),
    ("GET /units/below", "/units/below?unit={ward}", "", 200),
    ("GET /units/events", "/units/events", "", 200),
    ("POST /units/events/{event}/revert", "/units/events/{event}/revert", "", 303),
    ("GET /units/import", "/units/import", "", 200),
    ("POST /units/import", "/units/import", "", 400),
    ("POST /units/import/enter", "/units/import/enter", "", 400),
    ("GET /units/import/template", "/units/import/template", "", 200),
    ("POST /units/import/{first}/{last}/revert", "/units/import/999998/999999/revert", "", 404),
    ("GET /units/{unit}", "/units/{ward}", "", 200),
    ("GET /units/{unit}/change/{kind}", "/units/{ward}/change/create", "", 200),
    ("POST /units/{unit}/change/{kind}", "/units/{ward}/change/create", "name=", 422),
    ("GET /administration", "/administration", "", 200),
    ("GET /people", "/people", "", 200),
    ("GET /people/new", "/people/new", "", 200),
    ("POST /people/new", "/people/new", "sign_in=", 422),
    ("GET /people/{account}", "/people/{target}", "", 200),
    ("POST /people/{account}/state", "/people/{target}/state", "state=disabled", 303),
    ("POST /people/{account}/password", "/people/{target}/password", "", 200),
    ("GET /people/{account}/posts/new", "/people/{target}/posts/new", "", 200),
    ("POST /people/{account}/posts/new", "/people/{target}/posts/new", "title=", 422),
    ("POST /people/{account}/posts/{post}/end", "/people/{target}/posts/{post}/end", "to=05/01/2026", 303),
    ("GET /people/{account}/posts/{post}/acting", "/people/{target}/posts/{post}/acting", "", 200),
    ("POST /people/{account}/posts/{post}/acting", "/people/{target}/posts/{post}/acting", "account=", 422),
    ("GET /api", "/api", "", 200),
    ("GET /health", "/health", "", 200),
    ("GET /ready", "/ready", "", 200),
    ("GET /help", "/help", "", 200),
    ("GET /help/{page}", "/help/units", "", 200),
    ("GET /log", "/log", "", 200),
    ("GET /notices", "/notices", "", 200),
    ("GET /notices/count", "/notices/count", "", 200),
    ("POST /notices/read", "/notices/read", "", 303),
    // Of somebody else: to everybody it is none.
    ("POST /notices/{notice}/open", "/notices/{notice}/open", "", 404),
    ("GET /jobs", "/jobs", "", 200),
    ("POST /jobs/letter", "/jobs/letter", "to=", 422),
    ("GET /jobs/{job}", "/jobs/{job}", "", 200),
    ("POST /jobs/{job}/again", "/jobs/{job}/again", "", 303),
    ("GET /jobs/{job}/discard", "/jobs/{job}/discard", "", 200),
    ("POST /jobs/{job}/discard", "/jobs/{job}/discard", "", 303),
    ("GET /assets/{version}/{*name}", "/assets/0/site.css", "", 200),
    ("GET /robots.txt", "/robots.txt", "", 200),
    ("POST /preferences", "/preferences", "theme=dark", 303),
    ("GET /search", "/search?q=a", "", 200),
    ("GET /palette", "/palette?q=a", "", 200),
    ("POST /views", "/views", "", 422),
    ("POST /views/rename", "/views/rename", "", 422),
    ("POST /views/remove", "/views/remove", "", 422),
];

pub(crate) struct Pages;

impl Side for Pages {
    const SAMPLES: Samples = SAMPLES;

    fn routes(city: &City) -> Vec<Route> {
        city.table()
    }

    fn fill(city: &City, text: &str) -> String {
        text.replace("{ward}", &city.ward.to_string())
            .replace("{event}", &city.event.to_string())
            .replace("{target}", &city.target.0.to_string())
            .replace("{post}", &city.target.1.to_string())
            .replace("{notice}", &city.notice.to_string())
            .replace("{job}", &city.job.to_string())
            .replace("{document}", &city.document.id.to_string())
            .replace("{file}", &city.document.file.to_string())
            .replace("{finding}", &city.document.finding.to_string())
            .replace("{task}", &city.task.to_string())
            .replace("{report}", &city.report.to_string())
            .replace("{draft}", &city.draft.to_string())
            .replace("{secret}", &"0".repeat(40))
    }

    async fn enter(city: &City, role: &str) -> String {
        city.enter(role).await
    }

    async fn ask(city: &City, route: &Route, token: &str) -> Answer {
        let (mut path, body, _) = Self::sample(city, route);
        path = path.replace("{own}", &city.session(token).await.to_string());
        if path.contains("{own-token}") {
            path = path.replace("{own-token}", &city.token_of(token).await);
        }
        city.send(ask(route.method, &path), Some(token), body).await
    }
}

impl City {
    /// The number of a token of the person who is signed in there.
    async fn token_of(&self, session: &str) -> String {
        let app::Visit::SignedIn(person) = self.visit(session).await else { return "1".to_owned() };
        let Ok(permit) = person.permit::<app::rights::ApiTokensOwn>() else { return "1".to_owned() };
        let scopes = std::iter::once(Right::ApiTokensOwn).collect();
        let wish = app::tokens::TokenWish { name: "x".to_owned(), scopes, days: 7 };
        permit.make(&wish).await.unwrap().0.to_string()
    }
}

#[tokio::test]
async fn every_route_opens_to_the_roles_that_hold_its_right_and_to_no_other() {
    samples::every_route_opens_to_the_roles_that_hold_its_right_and_to_no_other::<Pages>().await;
}

#[tokio::test]
async fn every_sample_is_of_a_route() {
    samples::every_sample_is_of_a_route::<Pages>().await;
}

/// What everybody may open, by name: a route that becomes public changes this list.
#[tokio::test]
async fn the_public_routes_are_these() {
    let city = City::new().await;
    let table = city.table();
    let mut public: Vec<String> = table
        .iter()
        .filter(|route| route.access == Access::Public)
        .map(|route| format!("{} {}", route.method, route.path))
        .collect();
    public.sort();
    insta::assert_snapshot!(public.join("\n"), @"
    GET /api
    GET /assets/{version}/{*name}
    GET /feeds/{token}/{calendar}
    GET /health
    GET /ready
    GET /robots.txt
    GET /sign-in
    GET /sign-in/openid/return
    POST /preferences
    POST /sign-in
    POST /sign-in/code
    POST /sign-in/openid
    POST /sign-in/passkey
    POST /sign-in/passkey/begin
    POST /sign-in/password
    POST /sign-out
    ");
}

#[tokio::test]
async fn who_is_not_wholly_signed_in_opens_nothing_but_the_sign_in() {
    let city = City::new().await;
    let (account, _) = city.person("half", "administrator", city.ward, true).await;
    let (fresh, _) = city.person("printed", "administrator", city.ward, true).await;
    let secret = crate::sessions::add_totp(&city, "half").await;
    assert!(!secret.is_empty() && account != fresh);
    for route in city.table() {
        if route.access == Access::Public {
            continue;
        }
        // Half a sign-in is a try that nobody forgives: so much later the last one is forgotten.
        city.pass(SignedDuration::from_mins(11));
        let printed = city.print_password(fresh).await;
        let tokens = [
            None,
            Some("0".repeat(43)),
            Some("%00; session=x".to_owned()),
            Some(city.enter("half").await),
            Some(city.enter_with("printed", &printed).await),
        ];
        for (place, token) in tokens.iter().enumerate() {
            let before = city.state().await;
            let (path, body, _) = Pages::sample(&city, &route);
            let path = path.replace("{own}", &city.stranger.2.to_string());
            let answer = city.send(ask(route.method, &path), token.as_deref(), body).await;
            if route.method == "GET" {
                assert_eq!(answer.status, StatusCode::SEE_OTHER, "{route:?} by {place}");
                assert!(answer.header("location").starts_with("/sign-in"), "{route:?} by {place}");
            } else {
                assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{route:?} by {place}");
            }
            assert_eq!(city.state().await, before, "{route:?} by {place} changed something");
        }
    }
}
