//! Tokens of the programming interface: what one's programs come with.

use super::failure::{at_fields, problem};
use super::visit::Who;
use crate::ui::{self, Button, Column, Direction, Field, Form, Preview, Table};
use crate::{Access, Frame, Page, Problem, Routes, words};
use app::App;
use app::rights::ApiTokensOwn;
use app::tokens::{DAYS, OwnToken, TokenState, TokenWish};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::TokenId;
use domain::rights::Right;
use maud::html;

type Pairs = axum::Form<Vec<(String, String)>>;

const HERE: &str = "/account/tokens";

pub(super) fn routes() -> Routes<App> {
    let own = Access::Right(Right::ApiTokensOwn.code());
    Routes::new()
        .get(HERE, own, list)
        .get("/account/tokens/new", own, new)
        .post("/account/tokens/new", own, make)
        .get("/account/tokens/{token}/revoke", own, confirm)
        .post("/account/tokens/{token}/revoke", own, revoke)
        .place("tokens-title", HERE, own)
}

async fn list(frame: Frame, who: Who) -> Result<Response, Problem> {
    let tokens = who.permit::<ApiTokensOwn>()?.list().await.map_err(problem)?;
    let table = table(&frame);
    let query = table.query(frame.query());
    let chosen = table.choose(&query, tokens, |_, _, _| true);
    if let Some(format) = query.export {
        return table.export(&query, &chosen.rows, format);
    }
    let body = html! {
        p.quiet { (frame.word("tokens-lead")) " " (ui::link(frame.word("tokens-documentation"), "/api")) }
        (table.show(&frame, &query, &chosen.rows, chosen.total))
    };
    let page =
        frame.page(frame.word("tokens-title")).crumb(frame.word("account"), "/account").help("account");
    let action = Button::primary(frame.word("token-make")).href("/account/tokens/new");
    Ok(page.action(action).body(body).into_response())
}

fn table(frame: &Frame) -> Table<OwnToken> {
    let rights = frame.clone();
    let scopes = move |token: &OwnToken| {
        token.scopes.iter().map(|right| words::right(&rights, *right)).collect::<Vec<_>>().join("; ")
    };
    let (states, revoke) = (frame.clone(), frame.word("token-revoke"));
    Table::new("tokens", frame.word("tokens-title"))
        .column(
            Column::text("name", frame.word("token-name"), |token: &OwnToken| token.name.clone()).sortable(),
        )
        .column(Column::text("scopes", frame.word("token-scopes"), scopes).wide())
        .column(
            Column::text("used", frame.word("token-used"), |token: &OwnToken| {
                token.last_used.map(|at| at.to_string()).unwrap_or_default()
            })
            .cell(|token| token.last_used.map_or_else(|| html! { "–" }, ui::moment)),
        )
        .column(
            Column::text("expires", frame.word("token-expires"), |token: &OwnToken| {
                token.expires.to_string()
            })
            .cell(|token| ui::moment(token.expires))
            .sortable(),
        )
        .column(
            Column::text("state", frame.word("people-state"), move |token: &OwnToken| {
                state(&states, token.state)
            })
            .narrow(),
        )
        .column(
            Column::text("revoke", frame.word("undo"), |_: &OwnToken| String::new())
                .cell(move |token| match token.state {
                    TokenState::Live => {
                        html! { (ui::link(&revoke, format!("{HERE}/{}/revoke", token.id))) }
                    }
                    TokenState::Expired | TokenState::Revoked => html! {},
                })
                .narrow(),
        )
        .sorted("expires", Direction::Down)
        .empty(frame.word("tokens-none"), frame.word("tokens-none-help"))
}

fn state(frame: &Frame, state: TokenState) -> String {
    match state {
        TokenState::Live => frame.word("token-live"),
        TokenState::Expired => frame.word("token-expired"),
        TokenState::Revoked => frame.word("token-revoked"),
    }
}

async fn new(frame: Frame, who: Who) -> Result<Page, Problem> {
    let mut form = Form::default();
    form.set("days", "90");
    form_page(&frame, &who, &form)
}

fn form_page(frame: &Frame, who: &Who, form: &Form) -> Result<Page, Problem> {
    let permit = who.permit::<ApiTokensOwn>()?;
    let days = DAYS.map(|days| (days.to_string(), frame.text("token-days", [("count", days.into())])));
    let body = html! {
        (form.summary(frame))
        form method="post" action="/account/tokens/new" {
            (form.field(Field::text("name", frame.word("token-name")).required().limit(80).hint(frame.word("token-name-hint"))))
            fieldset #scopes {
                legend { (frame.word("token-scopes")) }
                p.hint { (frame.word("token-scopes-hint")) }
                @if let Some(error) = form.error("scopes") { (ui::notice(frame, ui::Tone::Failed, error)) }
                @for right in permit.choices() {
                    (form.field(Field::checkbox(format!("scope-{right}"), words::right(frame, right))))
                }
            }
            (form.field(Field::select("days", frame.word("token-expires"), days)))
            p.actions { (Button::primary(frame.word("token-make"))) (ui::link(frame.word("preview-back"), HERE)) }
        }
    };
    let page = frame.page(frame.word("token-make")).crumb(frame.word("account"), "/account");
    Ok(page.crumb(frame.word("tokens-title"), HERE).narrow().body(body).status(form.status()))
}

async fn make(frame: Frame, who: Who, axum::Form(pairs): Pairs) -> Result<Page, Problem> {
    let permit = who.permit::<ApiTokensOwn>()?;
    let mut form = Form::new(pairs);
    let chosen = Right::ALL.iter().copied().filter(|right| form.typed(&format!("scope-{right}")) == "yes");
    let wish = TokenWish {
        name: form.typed("name").to_owned(),
        scopes: chosen.collect(),
        days: form.typed("days").parse().unwrap_or_default(),
    };
    match permit.make(&wish).await {
        Ok((_, token)) => Ok(shown_once(&frame, &token.reveal())),
        Err(error) => {
            at_fields(&frame, &mut form, error)?;
            form_page(&frame, &who, &form)
        }
    }
}

/// The text of the token, once.
fn shown_once(frame: &Frame, token: &str) -> Page {
    let body = html! {
        (ui::notice(frame, ui::Tone::Warning, frame.word("token-once")))
        p { code.secret { (token) } }
        p.quiet { (frame.word("token-use")) }
        pre { code { "curl -H \"Authorization: Bearer $TOKEN\" …/api/v1/account" } }
        p.actions { (Button::primary(frame.word("token-kept")).href(HERE)) }
    };
    let page = frame.page(frame.word("token-new")).crumb(frame.word("account"), "/account");
    page.crumb(frame.word("tokens-title"), HERE).narrow().body(body)
}

async fn confirm(frame: Frame, who: Who, Path(token): Path<String>) -> Result<Page, Problem> {
    let id: TokenId = token.parse().map_err(|_| Problem::not_found())?;
    let tokens = who.permit::<ApiTokensOwn>()?.list().await.map_err(problem)?;
    let token = tokens.into_iter().find(|token| token.id == id && token.state == TokenState::Live);
    let token = token.ok_or_else(Problem::not_found)?;
    let confirm = Preview::new(format!("{HERE}/{id}/revoke"), frame.word("token-revoke"), HERE).danger();
    let facts = [
        (frame.word("token-name"), html! { (token.name) }),
        (frame.word("token-used"), token.last_used.map_or_else(|| html! { "–" }, ui::moment)),
    ];
    let body = html! {
        p { (frame.word("token-revoke-what")) }
        (confirm.show(&frame, ui::facts(facts)))
    };
    let page = frame.page(frame.word("token-revoke")).crumb(frame.word("account"), "/account");
    Ok(page.crumb(frame.word("tokens-title"), HERE).narrow().body(body))
}

async fn revoke(frame: Frame, who: Who, Path(token): Path<String>) -> Result<Response, Problem> {
    let id: TokenId = token.parse().map_err(|_| Problem::not_found())?;
    who.permit::<ApiTokensOwn>()?.revoke(id).await.map_err(problem)?;
    Ok(frame.done(HERE, &ui::Flash::done(frame.word("token-ended"))))
}
