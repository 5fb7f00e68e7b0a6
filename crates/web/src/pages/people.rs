//! Quản trị: accounts and posts.

mod acting;

use super::failure::{at_fields, problem};
use super::rights;
use super::visit::Who;
use crate::ui::{self, Button, Column, Direction, Field, Filter, FilterValue, Form, Table};
use crate::{Access, Frame, Page, Problem, Routes, areas};
use app::people::{NewPerson, NewPost, Profile};
use app::rights::{PeopleChange, PeopleRead};
use app::{App, Person};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::people::{Account, AccountState, Email, Post, PostKind, Posts, RoleCode, SignInName};
use domain::rights::Right;
use domain::{AccountId, PostId, Span, UnitId};
use maud::{Markup, html};
use messages::Language;
use store::{PeopleFilter, PeopleOrder};

type Pairs = axum::Form<Vec<(String, String)>>;

pub(super) fn routes() -> Routes<App> {
    let read = Access::Right(Right::PeopleRead.code());
    let write = Access::Right(Right::PeopleChange.code());
    Routes::new()
        .get("/people", read, list)
        .get("/people/new", write, new)
        .post("/people/new", write, add)
        .get("/people/{account}", read, one)
        .post("/people/{account}/state", write, set_state)
        .post("/people/{account}/password", write, reset)
        .get("/people/{account}/posts/new", write, new_post)
        .post("/people/{account}/posts/new", write, give_post)
        .post("/people/{account}/posts/{post}/end", write, end_post)
        .get("/people/{account}/posts/{post}/acting", write, acting::show)
        .post("/people/{account}/posts/{post}/acting", write, acting::appoint)
        .place_below(areas::ADMINISTRATION, "people-about", "people-title", "/people", read)
}

struct Row {
    account: Account,
    posts: String,
}

async fn list(frame: Frame, who: Who) -> Result<Response, Problem> {
    let person = who.person()?;
    let permit = who.permit::<PeopleRead>()?;
    let table = table(&frame).views(frame.views("people").await?);
    let query = table.query(frame.query());
    let unit_name = match query.filters.get("unit") {
        Some(FilterValue::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let filter = PeopleFilter {
        words: query.text.split_whitespace().map(str::to_owned).collect(),
        unit_name,
        states: query.choices("state").iter().filter_map(|code| AccountState::from_code(code)).collect(),
        order: order(&query),
        ..permit.everybody()
    };
    let limit = query.export.is_none().then_some(query.rows);
    let offset = if limit.is_some() { query.offset() } else { 0 };
    let people = permit.list(filter, offset, limit).await.map_err(problem)?;
    let forest = person.forest();
    let total = people.total;
    let posts = &people.posts;
    let row = |account: Account| {
        let unit = |post: &Post| forest.unit(post.unit).map(|unit| unit.label()).unwrap_or_default();
        let posts = posts.of(account.id, person.today).map(|post| format!("{}, {}", post.title, unit(post)));
        Row { posts: posts.collect::<Vec<_>>().join("; "), account }
    };
    let rows: Vec<Row> = people.accounts.into_iter().map(row).collect();
    if let Some(format) = query.export {
        return table.export(&query, &rows, format);
    }
    let body = table.show(&frame, &query, &rows, total);
    let page = frame.page(frame.word("people-title")).body(body).help("people");
    let page = if person.has(Right::PeopleChange) {
        page.action(Button::primary(frame.word("people-add")).href("/people/new"))
    } else {
        page
    };
    Ok(page.into_response())
}

fn order(query: &ui::Query) -> PeopleOrder {
    let sort = query.sort.first().map(|sort| (sort.key, sort.direction));
    match sort {
        Some(("sign-in", Direction::Up)) => PeopleOrder::SignIn,
        Some(("sign-in", Direction::Down)) => PeopleOrder::SignInBackwards,
        Some((_, Direction::Down)) => PeopleOrder::NameBackwards,
        _ => PeopleOrder::Name,
    }
}

fn state_word(frame: &Frame, state: AccountState) -> String {
    match state {
        AccountState::Active => frame.word("people-active"),
        AccountState::Disabled => frame.word("people-disabled"),
    }
}

fn table(frame: &Frame) -> Table<Row> {
    let states = [AccountState::Active, AccountState::Disabled]
        .map(|state| (state.code().to_owned(), state_word(frame, state)));
    let words = states.clone();
    Table::new("people", frame.word("people-title"))
        .searchable()
        .filter(Filter::text("unit", frame.word("people-unit")))
        .filter(Filter::choice("state", frame.word("people-state"), states))
        .column(
            Column::text("name", frame.word("people-name"), |row: &Row| row.account.display_name.clone())
                .cell(|row| ui::link(&row.account.display_name, format!("/people/{}", row.account.id)))
                .sortable(),
        )
        .column(
            Column::text("sign-in", frame.word("sign-in-name"), |row: &Row| row.account.sign_in.to_string())
                .sortable(),
        )
        .column(Column::text("posts", frame.word("people-posts"), |row: &Row| row.posts.clone()).wide())
        .column(
            Column::text("email", frame.word("people-email"), |row: &Row| {
                row.account.email.as_ref().map(ToString::to_string).unwrap_or_default()
            })
            .hidden(),
        )
        .column(
            Column::text("state", frame.word("people-state"), move |row: &Row| {
                words
                    .iter()
                    .find(|(code, _)| code == row.account.state.code())
                    .map(|(_, word)| word.clone())
                    .unwrap_or_default()
            })
            .narrow(),
        )
        .sorted("name", Direction::Up)
        .empty(frame.word("people-none"), frame.word("people-none-help"))
}

async fn new(frame: Frame, who: Who) -> Result<Page, Problem> {
    let mut form = Form::default();
    let person = who.person()?;
    form.set("from", ui::print_date(person.today));
    Ok(new_page(&frame, person, &form))
}

fn new_page(frame: &Frame, person: &Person, form: &Form) -> Page {
    let body = html! {
        (form.summary(frame))
        form method="post" action="/people/new" data-keep {
            (form.field(Field::text("display_name", frame.word("people-name")).required()))
            (form.field(Field::text("sign_in", frame.word("sign-in-name")).required().hint(frame.word("people-sign-in-hint"))))
            (form.field(Field::text("email", frame.word("people-email")).kind("email")))
            fieldset { legend { (frame.word("people-post")) } (post_fields(frame, person, form)) }
            p.actions { (Button::primary(frame.word("people-add"))) (ui::link(frame.word("preview-back"), "/people")) }
        }
    };
    let page = frame.page(frame.word("people-add")).crumb(frame.word("people-title"), "/people");
    page.narrow().body(body).status(form.status())
}

fn post_fields(frame: &Frame, person: &Person, form: &Form) -> Markup {
    let name = |role: &domain::rights::Role| match frame.language() {
        Language::Vi => role.vi.clone(),
        Language::En => role.en.clone(),
    };
    let roles = person.app().roles().iter().map(|role| (role.code.to_string(), name(role)));
    let forest = person.forest();
    let units = forest.nodes().iter().filter(|node| node.depth <= 1);
    let units = units.map(|node| (node.unit.id.to_string(), node.unit.name.clone()));
    html! {
        (form.field(Field::select("unit", frame.word("people-unit"), units)))
        (form.field(Field::select("role", frame.word("people-role"), roles)))
        (form.field(Field::text("title", frame.word("people-post-title")).required().hint(frame.word("people-post-title-hint"))))
        (form.field(Field::date("from", frame.word("people-from")).required()))
        (form.field(Field::date("to", frame.word("people-to"))))
    }
}

fn post_typed(frame: &Frame, form: &mut Form) -> Option<NewPost> {
    let unit: Option<UnitId> = form.typed("unit").parse().ok();
    if unit.is_none() {
        form.wrong("unit", frame.word("field-choose"));
    }
    let from = ui::parse_date(form.typed("from"));
    if from.is_none() {
        form.wrong("from", frame.word("field-day"));
    }
    let typed_to = form.typed("to").to_owned();
    let to = ui::parse_date(&typed_to);
    if to.is_none() && !typed_to.is_empty() {
        form.wrong("to", frame.word("field-day"));
    }
    let (Some(unit), Some(from), true) = (unit, from, form.is_right()) else { return None };
    Some(NewPost {
        unit,
        role: RoleCode::new(form.typed("role")),
        title: form.typed("title").to_owned(),
        span: to.map_or(Span::since(from), |last| Span::through(from, last)),
        kind: PostKind::Held,
    })
}

async fn add(frame: Frame, who: Who, axum::Form(pairs): Pairs) -> Result<Page, Problem> {
    let permit = who.permit::<PeopleChange>()?;
    let person = who.person()?;
    let mut form = Form::new(pairs);
    let sign_in = form.typed("sign_in").parse::<SignInName>();
    if sign_in.is_err() {
        form.wrong("sign_in", frame.word("people-sign-in-wrong"));
    }
    let email = Some(form.typed("email").to_owned())
        .filter(|text| !text.is_empty())
        .map(|text| text.parse::<Email>());
    let email = email.transpose();
    if email.is_err() {
        form.wrong("email", frame.word("people-email-wrong"));
    }
    let post = post_typed(&frame, &mut form);
    let (Ok(sign_in), Ok(email), Some(post)) = (sign_in, email, post) else {
        return Ok(new_page(&frame, person, &form));
    };
    let new = NewPerson { sign_in, display_name: form.typed("display_name").to_owned(), email, post };
    match permit.add(&new).await {
        Ok((id, password)) => Ok(password_page(&frame, id, new.sign_in.as_str(), password.reveal())),
        Err(error) => {
            at_fields(&frame, &mut form, error)?;
            Ok(new_page(&frame, person, &form))
        }
    }
}

/// The printed password, once.
fn password_page(frame: &Frame, account: AccountId, name: &str, password: &str) -> Page {
    let facts = [
        (frame.word("sign-in-name"), html! { code { (name) } }),
        (frame.word("password-printed"), html! { code { (password) } }),
    ];
    let body = html! {
        (ui::notice(frame, ui::Tone::Warning, frame.word("password-once")))
        (ui::facts(facts))
        p.actions { (Button::primary(frame.word("password-handed")).href(format!("/people/{account}"))) }
    };
    frame
        .page(frame.word("password-printed"))
        .crumb(frame.word("people-title"), "/people")
        .narrow()
        .body(body)
}

async fn one(frame: Frame, who: Who, Path(account): Path<String>) -> Result<Page, Problem> {
    let id: AccountId = account.parse().map_err(|_| Problem::not_found())?;
    let permit = who.permit::<PeopleRead>()?;
    let Profile { account, posts, others } = permit.one(id).await.map_err(problem)?;
    let person = who.person()?;
    let may_delegate = person.has(Right::PostsDelegate) && id != person.account.id;
    let may_change = person.has(Right::PeopleChange);
    let own: Vec<&Post> = posts.iter().filter(|post| post.account == id).collect();
    let facts = [
        (frame.word("sign-in-name"), html! { (account.sign_in) }),
        (
            frame.word("people-email"),
            html! { @if let Some(email) = &account.email { (email) } @else { "–" } },
        ),
        (frame.word("people-state"), html! { (state_word(&frame, account.state)) }),
    ];
    let body = html! {
        (ui::facts(facts))
        h2 { (frame.word("people-posts")) }
        @if own.is_empty() { (ui::empty(frame.word("people-no-post"), frame.word("people-no-post-help"))) }
        ul.posts { @for post in &own { li { (post_line(&frame, person, post, may_change, source(&posts, &others, post))) } } }
        @if may_delegate && account.state == AccountState::Active {
            p.actions { (Button::plain(frame.word("delegate-to-this")).href(format!("/account/delegations/new?to={id}"))) }
        }
        @if may_change {
            p.actions { (Button::plain(frame.word("people-give-post")).href(format!("/people/{id}/posts/new"))) }
            h2 { (frame.word("people-access")) }
            form.inline method="post" action={ "/people/" (id) "/password" } { (Button::plain(frame.word("people-reset"))) }
            @if id != person.account.id {
                form.inline method="post" action={ "/people/" (id) "/state" } {
                    @match account.state {
                        AccountState::Active => (Button::danger(frame.word("people-disable")).name("state", "disabled")),
                        AccountState::Disabled => (Button::plain(frame.word("people-enable")).name("state", "active")),
                    }
                }
            }
        }
    };
    Ok(frame
        .page(account.display_name.clone())
        .crumb(frame.word("people-title"), "/people")
        .narrow()
        .body(body))
}

/// Whose post it comes from.
fn source<'a>(posts: &Posts, accounts: &'a [Account], post: &Post) -> Option<&'a str> {
    let source = posts.get(post.kind.source()?)?;
    let holder = accounts.iter().find(|account| account.id == source.account)?;
    Some(&holder.display_name)
}

fn post_line(frame: &Frame, person: &Person, post: &Post, may_change: bool, source: Option<&str>) -> Markup {
    let unit = person.organisation.history().last_known(post.unit);
    let role = person.app().roles().get(&post.role);
    let role = role.map(|role| if frame.language() == Language::Vi { &role.vi } else { &role.en });
    let running = !post.span.is_empty() && post.span.to.is_none_or(|end| person.today < end);
    let kind = rights::kind(frame, post.kind);
    html! {
        div { p {
            strong { (post.title) } ", "
            @if let Some(unit) = unit { (ui::link(&unit.name, format!("/units/{}", unit.id))) }
            @if let Some(role) = role { " · " (role) }
            @if let Some(kind) = kind { " · " (kind) }
            @if let Some(source) = source { " (" (source) ")" }
        }
        p.quiet {
            @if post.span.is_empty() { (frame.word("delegation-never")) } @else {
                (frame.word("people-from")) " " (ui::date(post.span.from))
                @if let Some(last) = post.span.last_day() { " " (frame.word("people-to-small")) " " (ui::date(last)) }
            }
        } }
        @if may_change && running {
            div.actions {
                @if post.kind == PostKind::Held {
                    (Button::plain(frame.word("acting-appoint")).href(format!("/people/{}/posts/{}/acting", post.account, post.id)))
                }
                form method="post" action={ "/people/" (post.account) "/posts/" (post.id) "/end" } {
                    (Button::danger(frame.word("people-end-post")))
                }
            }
        }
    }
}

async fn set_state(
    frame: Frame,
    who: Who,
    Path(account): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let id: AccountId = account.parse().map_err(|_| Problem::not_found())?;
    let form = Form::new(pairs);
    let state = AccountState::from_code(form.typed("state")).ok_or_else(|| Problem::bad_request("state"))?;
    let done = who.permit::<PeopleChange>()?.set_state(id, state).await;
    answer(&frame, done, id, "people-done")
}

async fn reset(frame: Frame, who: Who, Path(account): Path<String>) -> Result<Page, Problem> {
    let id: AccountId = account.parse().map_err(|_| Problem::not_found())?;
    let account = who.permit::<PeopleRead>()?.one(id).await.map_err(problem)?.account;
    let password = who.permit::<PeopleChange>()?.reset_password(id).await.map_err(problem)?;
    Ok(password_page(&frame, id, account.sign_in.as_str(), password.reveal()))
}

async fn new_post(frame: Frame, who: Who, Path(account): Path<String>) -> Result<Page, Problem> {
    let mut form = Form::default();
    form.set("from", ui::print_date(who.person()?.today));
    post_page(&frame, &who, &account, &form).await
}

async fn post_page(frame: &Frame, who: &Who, account: &str, form: &Form) -> Result<Page, Problem> {
    let id: AccountId = account.parse().map_err(|_| Problem::not_found())?;
    let account = who.permit::<PeopleRead>()?.one(id).await.map_err(problem)?.account;
    let body = html! {
        (form.summary(frame))
        form method="post" data-keep {
            (post_fields(frame, who.person()?, form))
            p.actions {
                (Button::primary(frame.word("people-give-post")))
                (ui::link(frame.word("preview-back"), format!("/people/{id}")))
            }
        }
    };
    let page = frame.page(frame.word("people-give-post")).lead(account.display_name.clone());
    let page = page
        .crumb(frame.word("people-title"), "/people")
        .crumb(account.display_name, format!("/people/{id}"));
    Ok(page.narrow().body(body).status(form.status()))
}

async fn give_post(
    frame: Frame,
    who: Who,
    Path(account): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let id: AccountId = account.parse().map_err(|_| Problem::not_found())?;
    let mut form = Form::new(pairs);
    if let Some(post) = post_typed(&frame, &mut form) {
        match who.permit::<PeopleChange>()?.give_post(id, &post).await {
            Ok(_) => {
                return Ok(frame.done(format!("/people/{id}"), &ui::Flash::done(frame.word("people-done"))));
            }
            Err(error) => at_fields(&frame, &mut form, error)?,
        }
    }
    Ok(post_page(&frame, &who, &account, &form).await?.into_response())
}

async fn end_post(
    frame: Frame,
    who: Who,
    Path((account, post)): Path<(String, String)>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let id: AccountId = account.parse().map_err(|_| Problem::not_found())?;
    let post: PostId = post.parse().map_err(|_| Problem::not_found())?;
    let form = Form::new(pairs);
    let held = who.permit::<PeopleRead>()?.one(id).await.map_err(problem)?.posts;
    let held = held.get(post).filter(|post| post.account == id).ok_or_else(Problem::not_found)?;
    // From today on where no day is named; what has not begun never will.
    let to = match form.typed("to") {
        "" => who.person()?.today.max(held.span.from),
        day => ui::parse_date(day).ok_or_else(|| Problem::bad_request(frame.word("field-day")))?,
    };
    let done = who.permit::<PeopleChange>()?.end_post(post, to).await;
    answer(&frame, done, id, "people-post-ended")
}

/// Back to the person, with what was done or why not.
fn answer(
    frame: &Frame,
    done: Result<(), app::AppError>,
    account: AccountId,
    message: &'static str,
) -> Result<Response, Problem> {
    let path = format!("/people/{account}");
    match done {
        Ok(()) => Ok(frame.done(path, &ui::Flash::done(frame.word(message)))),
        Err(error @ app::AppError::Refused { .. }) => {
            let mut form = Form::default();
            at_fields(frame, &mut form, error)?;
            let sentence = ["", "to", "role"].iter().find_map(|field| form.error(field)).unwrap_or_default();
            Ok(frame.done(path, &ui::Flash::failed(sentence.to_owned())))
        }
        Err(error) => Err(problem(error)),
    }
}
