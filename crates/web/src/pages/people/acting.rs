//! Somebody stands in for the holder of a post (quyền, phụ trách).

use crate::pages::failure::{at_fields, problem};
use crate::pages::rights;
use crate::pages::visit::Who;
use crate::ui::{self, Button, Field, Form};
use crate::{Frame, Page, Problem};
use app::people::NewPost;
use app::rights::{PeopleChange, PeopleRead};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::people::{Account, Post, PostKind};
use domain::{AccountId, PostId, Span};
use maud::html;

type Address = Path<(String, String)>;

/// The post that is stood in for, whoever may be asked to, and the holder.
struct Asked {
    post: Post,
    holder: Account,
    others: Vec<Account>,
}

async fn asked(who: &Who, (account, post): (String, String)) -> Result<Asked, Problem> {
    let account: AccountId = account.parse().map_err(|_| Problem::not_found())?;
    let post: PostId = post.parse().map_err(|_| Problem::not_found())?;
    let permit = who.permit::<PeopleRead>()?;
    let holder = permit.one(account).await.map_err(problem)?;
    let found = holder.posts.get(post).filter(|post| post.account == account && post.kind == PostKind::Held);
    let post = found.ok_or_else(Problem::not_found)?.clone();
    let mut others = permit.active().await.map_err(problem)?;
    others.retain(|other| other.id != account);
    Ok(Asked { post, holder: holder.account, others })
}

pub(super) async fn show(frame: Frame, who: Who, Path(address): Address) -> Result<Page, Problem> {
    let asked = asked(&who, address).await?;
    let mut form = Form::default();
    form.set("from", ui::print_date(who.person()?.today.max(asked.post.span.from)));
    form.set("title", frame.text("acting-title", [("title", asked.post.title.as_str().into())]));
    page(&frame, &who, &asked, &form)
}

fn page(frame: &Frame, who: &Who, asked: &Asked, form: &Form) -> Result<Page, Problem> {
    let Asked { post, holder, others } = asked;
    let person = who.person()?;
    let options = others.iter().map(|account| (account.id.to_string(), account.display_name.clone()));
    let role = person.app().roles().get(&post.role);
    let gives: Vec<_> =
        role.into_iter().flat_map(|role| &role.rights).map(|(&right, &scope)| (right, scope)).collect();
    let body = html! {
        (form.summary(frame))
        form method="post" data-keep {
            (form.field(Field::select("account", frame.word("acting-who"), options)))
            (form.field(Field::text("title", frame.word("people-post-title")).required()))
            (form.field(Field::date("from", frame.word("people-from")).required()))
            (form.field(Field::date("to", frame.word("people-to")).hint(frame.word("acting-to-hint"))))
            div.preview { h2 { (frame.word("acting-gives")) } (rights::list(frame, &gives)) }
            p.actions {
                (Button::primary(frame.word("acting-appoint")))
                (ui::link(frame.word("preview-back"), format!("/people/{}", holder.id)))
            }
        }
    };
    let page = frame.page(frame.word("acting-appoint")).lead(frame.text(
        "acting-lead",
        [
            ("name", holder.display_name.as_str().into()),
            ("post", rights::post(frame, &person.organisation, post).into()),
        ],
    ));
    let page = page.crumb(frame.word("people-title"), "/people");
    let page = page.crumb(holder.display_name.clone(), format!("/people/{}", holder.id)).help("people");
    Ok(page.narrow().body(body).status(form.status()))
}

pub(super) async fn appoint(
    frame: Frame,
    who: Who,
    Path(address): Address,
    axum::Form(pairs): super::Pairs,
) -> Result<Response, Problem> {
    let asked = asked(&who, address).await?;
    let mut form = Form::new(pairs);
    let account = form.typed("account").parse::<AccountId>().ok();
    // Whom one may not see, one cannot choose.
    let account = account.filter(|id| asked.others.iter().any(|account| account.id == *id));
    if account.is_none() {
        form.wrong("account", frame.word("field-choose"));
    }
    let from = ui::parse_date(form.typed("from"));
    if from.is_none() {
        form.wrong("from", frame.word("field-day"));
    }
    let last = ui::parse_date(form.typed("to"));
    if last.is_none() && !form.typed("to").is_empty() {
        form.wrong("to", frame.word("field-day"));
    }
    let (Some(account), Some(from), true) = (account, from, form.is_right()) else {
        return Ok(page(&frame, &who, &asked, &form)?.into_response());
    };
    let new = NewPost {
        unit: asked.post.unit,
        role: asked.post.role.clone(),
        title: form.typed("title").to_owned(),
        span: last.map_or(Span::since(from), |last| Span::through(from, last)),
        kind: PostKind::Acting { stands_for: asked.post.id },
    };
    match who.permit::<PeopleChange>()?.give_post(account, &new).await {
        Ok(post) => {
            let flash = ui::Flash::done(frame.word("acting-done"))
                .undo(format!("/people/{account}/posts/{post}/end"));
            Ok(frame.done(format!("/people/{account}"), &flash))
        }
        Err(error) => {
            at_fields(&frame, &mut form, error)?;
            Ok(page(&frame, &who, &asked, &form)?.into_response())
        }
    }
}
