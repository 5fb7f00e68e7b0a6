//! Everything a page can do, the interface can: each route of the site stands here beside the operations that do the same, or beside
//! the reason why it needs none.

use super::operations;
use crate::{Access, Route, Site};
use std::collections::BTreeSet;

/// How a program does what a route of the site does.
enum Done {
    /// By these operations.
    By(&'static [&'static str]),
    /// It need not.
    Without(Why),
}

/// Why a route has no operation.
#[derive(Debug, Clone, Copy)]
enum Why {
    /// A form before it is sent: what its choices are made of, operations show.
    Form,
    /// A question before something is done: nothing is written, and a program does not ask itself.
    Question,
    /// Ways to other pages, and texts that explain them.
    Ways,
    /// What belongs to one browser alone: signing in and out with a cookie, its language and colours, the post chosen for its session.
    Browser,
    /// Files of the pages, and what machines ask without a person.
    Asset,
}

use Done::{By, Without};

const ROUTES: &[(&str, Done)] = &[
    ("GET /", By(&["tasks-list", "notices-list", "documents-list", "rounds-list", "account-show"])),
    ("GET /sign-in", Without(Why::Browser)),
    ("POST /sign-in", Without(Why::Browser)),
    ("POST /sign-in/code", Without(Why::Browser)),
    ("POST /sign-in/password", Without(Why::Browser)),
    ("POST /sign-out", Without(Why::Browser)),
    ("POST /sign-in/passkey/begin", Without(Why::Browser)),
    ("POST /sign-in/passkey", Without(Why::Browser)),
    ("POST /sign-in/openid", Without(Why::Browser)),
    ("GET /sign-in/openid/return", By(&["identities-link"])),
    ("POST /preferences", By(&["account-change"])),
    // The account.
    (
        "GET /account",
        By(&["account-show", "sessions-list", "factor-show", "passkeys-list", "identities-list"]),
    ),
    ("POST /account/password", By(&["account-password"])),
    ("GET /account/second-factor", By(&["factor-begin"])),
    ("POST /account/second-factor", By(&["factor-set"])),
    ("POST /account/second-factor/remove", By(&["factor-remove"])),
    ("POST /account/sessions/{session}/revoke", By(&["sessions-end"])),
    ("GET /account/passkeys/new", Without(Why::Form)),
    ("POST /account/passkeys/begin", By(&["passkeys-begin"])),
    ("POST /account/passkeys/new", By(&["passkeys-add"])),
    ("POST /account/passkeys/{passkey}/rename", By(&["passkeys-rename"])),
    ("POST /account/passkeys/{passkey}/remove", By(&["passkeys-remove"])),
    ("GET /account/openid/new", Without(Why::Form)),
    ("POST /account/openid/new", By(&["identities-begin"])),
    ("POST /account/openid/remove", By(&["identities-remove"])),
    ("GET /account/tokens", By(&["tokens-list"])),
    ("GET /account/tokens/new", Without(Why::Form)),
    ("POST /account/tokens/new", By(&["tokens-make"])),
    ("GET /account/tokens/{token}/revoke", Without(Why::Question)),
    ("POST /account/tokens/{token}/revoke", By(&["tokens-revoke"])),
    ("GET /account/delegations", By(&["delegations-list"])),
    ("POST /account/delegations/{post}/end", By(&["delegations-end"])),
    ("GET /account/delegations/new", By(&["delegations-choices"])),
    ("POST /account/delegations/new", By(&["posts-delegate"])),
    ("POST /account/post", Without(Why::Browser)),
    ("POST /account/digest", By(&["account-set-digest"])),
    ("GET /notices", By(&["notices-list"])),
    ("GET /notices/count", By(&["notices-list"])),
    ("POST /notices/read", By(&["notices-read-all"])),
    ("POST /notices/{notice}/open", By(&["notices-read"])),
    ("POST /views", By(&["views-list", "views-save"])),
    ("POST /views/rename", By(&["views-rename"])),
    ("POST /views/remove", By(&["views-remove"])),
    ("GET /search", By(&["search-find"])),
    ("GET /palette", By(&["search-find"])),
    // Documents.
    ("GET /documents", By(&["documents-list", "documents-search"])),
    (
        "GET /documents/{id}",
        By(&["documents-show", "documents-paper", "documents-graph", "documents-handlers", "tasks-list"]),
    ),
    ("GET /documents/{id}/compare", By(&["documents-compare"])),
    ("POST /documents/{id}/findings/{finding}", By(&["documents-settle", "documents-unsettle"])),
    ("GET /documents/{id}/step/{step}", By(&["documents-next-symbol"])),
    ("POST /documents/{id}/step/{step}", By(&["documents-step"])),
    ("GET /documents/{id}/handle/{step}", By(&["documents-handlers"])),
    ("POST /documents/{id}/handle/{step}", By(&["documents-handle"])),
    ("GET /documents/{id}/files/{file}", By(&["documents-file"])),
    ("POST /documents/{id}/files", By(&["documents-add-file"])),
    ("GET /documents/{id}/text", By(&["documents-text"])),
    ("GET /documents/{id}/text/{format}", By(&["documents-docx", "documents-pdf"])),
    ("GET /documents/new", Without(Why::Form)),
    ("POST /documents/new", By(&["documents-enter"])),
    ("GET /documents/{id}/edit", By(&["documents-show"])),
    ("POST /documents/{id}/edit", By(&["documents-correct"])),
    ("GET /documents/{id}/tasks", By(&["clauses-list"])),
    ("POST /documents/{id}/tasks", By(&["tasks-give", "clauses-pass-over", "clauses-take-up"])),
    ("POST /documents/{id}/programme", By(&["programmes-make"])),
    ("GET /documents/intake", By(&["waiting-list"])),
    ("POST /documents/intake", By(&["waiting-receive"])),
    ("GET /documents/intake/{waiting}", By(&["waiting-show"])),
    ("POST /documents/intake/{waiting}", By(&["waiting-enter"])),
    ("POST /documents/intake/{waiting}/discard", By(&["waiting-discard"])),
    ("GET /documents/intake/{waiting}/file", By(&["waiting-file"])),
    ("GET /documents/figures", By(&["figures-show"])),
    ("GET /documents/import", By(&["imports-list"])),
    ("POST /documents/import", By(&["imports-check"])),
    ("POST /documents/import/enter", By(&["imports-start"])),
    ("POST /documents/import/files", By(&["imports-send-files"])),
    ("GET /documents/import/template", By(&["imports-template"])),
    ("GET /documents/import/{import}", By(&["imports-show"])),
    ("GET /documents/numbers", By(&["numbers-list", "registers-show"])),
    ("POST /documents/numbers/reserve", By(&["numbers-reserve"])),
    ("POST /documents/numbers/keep", By(&["numbers-keep"])),
    ("POST /documents/numbers/release", By(&["numbers-release"])),
    ("GET /documents/numbers/void", Without(Why::Question)),
    ("POST /documents/numbers/void", By(&["numbers-void"])),
    ("GET /documents/registers", By(&["registers-list"])),
    ("GET /documents/registers/{unit}", By(&["registers-show"])),
    ("POST /documents/registers/{unit}", By(&["registers-set"])),
    ("POST /documents/registers/{unit}/take-over", By(&["numbers-take-over"])),
    // Tasks.
    ("GET /tasks", By(&["tasks-list"])),
    ("GET /tasks/board", By(&["tasks-list"])),
    ("GET /tasks/calendar", By(&["tasks-list", "workdays-show"])),
    ("GET /tasks/plan", By(&["tasks-list"])),
    ("GET /tasks/overview", By(&["statistics-show", "tasks-list"])),
    ("GET /tasks/moved", By(&["tasks-moved"])),
    ("GET /tasks/agenda", By(&["tasks-list"])),
    ("GET /tasks/agenda/print/{format}", By(&["tasks-docx", "tasks-pdf"])),
    ("GET /tasks/programmes", By(&["programmes-list"])),
    ("GET /tasks/programmes/{programme}", By(&["programmes-show"])),
    ("GET /tasks/print/{format}", By(&["tasks-docx", "tasks-pdf"])),
    ("GET /tasks/feed", By(&["tokens-list"])),
    ("POST /tasks/feed", By(&["feeds-make"])),
    ("GET /feeds/{token}/{calendar}", By(&["tasks-list"])),
    ("GET /tasks/import", Without(Why::Form)),
    ("POST /tasks/import", By(&["tasks-check-table"])),
    ("POST /tasks/import/give", By(&["tasks-give-table"])),
    ("GET /tasks/new", Without(Why::Form)),
    ("POST /tasks/new", By(&["tasks-give"])),
    ("GET /tasks/progress", By(&["tasks-list"])),
    ("POST /tasks/progress", By(&["tasks-progress"])),
    ("GET /tasks/statistics", By(&["statistics-show", "statistics-list"])),
    ("POST /tasks/statistics", By(&["statistics-freeze"])),
    ("GET /tasks/statistics/{report}", By(&["statistics-frozen"])),
    ("GET /tasks/{id}", By(&["tasks-show"])),
    ("GET /tasks/{id}/do/{deed}", Without(Why::Form)),
    ("POST /tasks/{id}/do/{deed}", By(&["tasks-do"])),
    ("POST /tasks/{id}/result", By(&["tasks-submit", "tasks-submit-file"])),
    ("GET /tasks/{id}/files/{file}", By(&["tasks-file"])),
    ("GET /tasks/{id}/notice/{format}", By(&["tasks-notice-docx", "tasks-notice-pdf"])),
    ("POST /tasks/{id}/notice", By(&["tasks-issue-notice"])),
    // Figures.
    ("GET /indicators/definitions", By(&["indicators-list"])),
    ("GET /indicators/definitions/{indicator}", By(&["definitions-export", "log-list"])),
    ("POST /indicators/definitions/{indicator}", By(&["definitions-take"])),
    ("GET /indicators/definitions/forms", By(&["forms-list"])),
    ("GET /indicators/definitions/forms/{form}", By(&["definitions-export", "log-list"])),
    ("POST /indicators/definitions/forms/{form}", By(&["definitions-take"])),
    ("GET /indicators/definitions/rules", By(&["definitions-export"])),
    ("GET /indicators/definitions/rules/{rule}", By(&["definitions-export", "log-list"])),
    ("POST /indicators/definitions/rules/{rule}", By(&["definitions-take"])),
    ("POST /indicators/definitions/rules/{rule}/remove", By(&["definitions-remove-rule"])),
    ("GET /indicators/definitions/calendars", By(&["calendars-list"])),
    ("GET /indicators/definitions/file", Without(Why::Form)),
    ("GET /indicators/definitions/export", By(&["definitions-export"])),
    ("POST /indicators/definitions/import", By(&["definitions-check"])),
    ("POST /indicators/definitions/take", By(&["definitions-take"])),
    ("GET /indicators/burden", By(&["definitions-burden"])),
    ("GET /indicators/rounds/{campaign}/approve", By(&["rounds-show"])),
    ("POST /indicators/rounds/{campaign}/approve", By(&["rounds-approve"])),
    ("GET /indicators", By(&["indicators-numbers", "indicators-list", "calendars-list"])),
    ("GET /indicators/board", By(&["indicators-numbers", "rounds-list"])),
    ("GET /indicators/pivot", By(&["indicators-pivot"])),
    ("GET /indicators/{indicator}", By(&["indicators-show"])),
    ("GET /indicators/{indicator}/goal", Without(Why::Form)),
    ("POST /indicators/{indicator}/goal", By(&["indicators-set-goal"])),
    ("GET /indicators/rounds", By(&["rounds-list"])),
    ("POST /indicators/rounds/ready", By(&["rounds-take-ready-set"])),
    ("GET /indicators/rounds/new", By(&["forms-list"])),
    ("POST /indicators/rounds/new", By(&["rounds-open"])),
    ("GET /indicators/rounds/{campaign}", By(&["rounds-show"])),
    ("GET /indicators/rounds/{campaign}/{unit}", By(&["sheets-show"])),
    ("POST /indicators/rounds/{campaign}/{unit}", By(&["sheets-enter", "sheets-submit"])),
    ("POST /indicators/rounds/{campaign}/{unit}/judge", By(&["sheets-approve", "sheets-return"])),
    ("GET /indicators/rounds/{campaign}/{unit}/template", By(&["sheets-template"])),
    ("POST /indicators/rounds/{campaign}/{unit}/upload", By(&["sheets-check-table", "sheets-enter-table"])),
    // Reports.
    ("GET /reports", By(&["reports-list"])),
    ("GET /reports/new", Without(Why::Form)),
    ("POST /reports/new", By(&["reports-begin"])),
    ("GET /reports/{id}", By(&["reports-show", "reports-desk"])),
    ("GET /reports/{id}/figures/{figure}", By(&["reports-figure"])),
    ("POST /reports/{id}/edit", By(&["reports-edit"])),
    ("POST /reports/{id}/heap", By(&["reports-heap"])),
    ("POST /reports/{id}/back", By(&["reports-compare-back", "reports-take-back"])),
    ("GET /reports/{id}/file/{format}", By(&["reports-docx", "reports-pdf"])),
    ("GET /reports/{id}/checks", By(&["reports-checks"])),
    ("POST /reports/{id}/hand-in", By(&["reports-hand-in"])),
    ("POST /reports/{id}/decide", By(&["reports-decide"])),
    ("GET /reports/{id}/issue", By(&["reports-next-symbol", "reports-checks"])),
    ("POST /reports/{id}/issue", By(&["reports-issue"])),
    // Units.
    ("GET /units", By(&["units-list"])),
    ("GET /units/below", By(&["units-list"])),
    ("GET /units/events", By(&["events-list", "events-show"])),
    ("POST /units/events/{event}/revert", By(&["events-revert"])),
    ("GET /units/import", By(&["kinds-list"])),
    ("POST /units/import", Without(Why::Question)),
    ("POST /units/import/enter", By(&["units-import"])),
    ("GET /units/import/template", By(&["units-template"])),
    ("POST /units/import/{first}/{last}/revert", By(&["events-revert-import"])),
    ("GET /units/{unit}", By(&["units-show", "units-life"])),
    ("GET /units/{unit}/change/{kind}", Without(Why::Form)),
    ("POST /units/{unit}/change/{kind}", By(&["events-enter", "events-preview"])),
    // Administration.
    ("GET /administration", Without(Why::Ways)),
    ("GET /people", By(&["people-list"])),
    ("GET /people/new", By(&["roles-list"])),
    ("POST /people/new", By(&["people-add"])),
    ("GET /people/{account}", By(&["people-show"])),
    ("POST /people/{account}/state", By(&["people-state"])),
    ("POST /people/{account}/password", By(&["people-password"])),
    ("GET /people/{account}/posts/new", Without(Why::Form)),
    ("POST /people/{account}/posts/new", By(&["people-give-post"])),
    ("POST /people/{account}/posts/{post}/end", By(&["posts-end"])),
    ("GET /people/{account}/posts/{post}/acting", Without(Why::Form)),
    ("POST /people/{account}/posts/{post}/acting", By(&["people-give-post"])),
    ("GET /log", By(&["log-list", "log-verify"])),
    ("GET /jobs", By(&["jobs-list"])),
    ("POST /jobs/letter", By(&["jobs-letter"])),
    ("GET /jobs/{job}", By(&["jobs-show"])),
    ("POST /jobs/{job}/again", By(&["jobs-again"])),
    ("GET /jobs/{job}/discard", Without(Why::Question)),
    ("POST /jobs/{job}/discard", By(&["jobs-discard"])),
    ("GET /working-days", By(&["workdays-list"])),
    ("POST /working-days", By(&["workdays-set"])),
    ("POST /working-days/unset", By(&["workdays-unset"])),
    // What stands around all of it.
    ("GET /api", Without(Why::Ways)),
    ("GET /help", Without(Why::Ways)),
    ("GET /help/{page}", Without(Why::Ways)),
    ("GET /health", Without(Why::Asset)),
    ("GET /ready", Without(Why::Asset)),
    ("GET /robots.txt", Without(Why::Asset)),
    ("GET /assets/{version}/{*name}", Without(Why::Asset)),
];

fn name(route: &Route) -> String {
    format!("{} {}", route.method, route.path)
}

/// The routes of pages.
fn pages() -> Vec<Route> {
    let site = Site::new(crate::pages::routes());
    site.table().filter(|route| !super::is_api(route.path)).cloned().collect()
}

#[test]
fn everything_a_page_can_do_the_interface_can() {
    let pages: BTreeSet<String> = pages().iter().map(name).collect();
    let named: BTreeSet<String> = ROUTES.iter().map(|(route, _)| (*route).to_owned()).collect();
    assert_eq!(named.len(), ROUTES.len(), "a route stands here once");
    let missing: Vec<&String> = pages.difference(&named).collect();
    assert!(missing.is_empty(), "give these an operation, or say why they need none: {missing:?}");
    let gone: Vec<&String> = named.difference(&pages).collect();
    assert!(gone.is_empty(), "there are no such routes: {gone:?}");
}

#[test]
fn every_operation_that_is_named_is_there() {
    let api = operations();
    let there: BTreeSet<&str> = api.operations.iter().map(|operation| operation.name).collect();
    assert_eq!(there.len(), api.operations.len(), "two operations have one name");
    for (route, done) in ROUTES {
        let By(names) = done else { continue };
        assert!(!names.is_empty(), "{route}");
        for name in *names {
            assert!(there.contains(name), "{route}: there is no operation {name}");
        }
    }
}

/// What needs a right on a page needs no other, and no less, of a program.
#[test]
fn a_right_is_the_same_on_both_sides() {
    let api = operations();
    let own = Access::Right(domain::rights::Right::ApiTokensOwn.code());
    for page in pages().iter().filter(|page| page.method != "GET") {
        let Some((_, By(names))) = ROUTES.iter().find(|(route, _)| *route == name(page)) else { continue };
        let of = |name: &&str| api.operations.iter().find(|operation| operation.name == *name);
        if let Access::Right(_) = page.access {
            for operation in names.iter().filter_map(of) {
                // What makes a token wants the right to have tokens; what the token may read, its scope says.
                let fits = operation.access == page.access || operation.access == own;
                assert!(fits, "{} and {}: {:?}", name(page), operation.name, operation.access);
            }
        }
    }
}

/// What writes is left out only where it belongs to a browser, or where nothing is written after all.
#[test]
fn nothing_that_writes_is_left_out() {
    for page in pages().iter().filter(|page| page.method != "GET") {
        let found = ROUTES.iter().find(|(route, _)| *route == name(page));
        if let Some((route, Without(why))) = found {
            assert!(matches!(why, Why::Browser | Why::Question), "{route}: {why:?}");
        }
    }
}
