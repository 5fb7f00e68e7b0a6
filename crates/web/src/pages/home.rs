//! Việc hôm nay: what waits for me, then my unit in numbers, my posts, and whether my account is safe.

use super::failure::problem;
use super::visit::Who;
use crate::{Frame, Page, Problem, ui};
use app::Person;
use app::rights::PeopleRead;
use maud::{Markup, html};

pub(super) async fn page(frame: Frame, who: Who) -> Result<Page, Problem> {
    let person = who.person()?;
    let hint = !person.has_totp().await.map_err(problem)?;
    let tasks = super::tasks::today(&frame, &who).await?;
    let waits = tasks.as_ref().is_some_and(|(_, waits)| *waits);
    let body = html! {
        @if !waits { (ui::empty(frame.word("home-nothing"), frame.word("home-next"))) }
        @if let Some((tasks, _)) = &tasks { (tasks) }
        (numbers(&frame, person).await?)
        h2 { (frame.word("home-posts")) }
        (posts(&frame, person))
        h2 { (frame.word("home-account")) }
        (session(&frame, person).await?)
        @if hint {
            (ui::notice(&frame, ui::Tone::Warning, html! {
                (frame.word("home-second")) " "
                (ui::link(frame.word("account-second-begin"), "/account/second-factor"))
            }))
        }
    };
    Ok(frame.page(frame.word("area-today")).body(body).help("today"))
}

/// Each number leads to what it counts.
async fn numbers(frame: &Frame, person: &Person) -> Result<Markup, Problem> {
    let forest = person.forest();
    let mut shown = Vec::new();
    let main = person.posts().next().and_then(|post| forest.unit(post.unit));
    if let Some(unit) = main {
        let below = forest.subtree(unit.id).len().saturating_sub(1);
        shown.push((below, frame.word("home-below"), format!("/units/{}", unit.id)));
    }
    shown.push((forest.len(), frame.word("home-units"), "/units".to_owned()));
    if let Ok(permit) = person.permit::<PeopleRead>() {
        let people = permit.count().await.map_err(problem)?;
        shown.push((
            usize::try_from(people).unwrap_or(usize::MAX),
            frame.word("home-people"),
            "/people".to_owned(),
        ));
    }
    Ok(html! {
        @if let Some(unit) = main { h2 { (unit.name) } }
        ul.numbers {
            @for (number, name, path) in &shown {
                li { a href=(path) { strong { (ui::number(frame.language(), count(*number))) } " " (name) } }
            }
        }
    })
}

fn count(number: usize) -> vitext::Decimal {
    vitext::Decimal::new(i64::try_from(number).unwrap_or(i64::MAX), 0)
}

fn posts(frame: &Frame, person: &Person) -> Markup {
    let forest = person.forest();
    ui::facts(person.posts().map(|post| {
        let unit = forest.unit(post.unit);
        let path = forest.ancestors(post.unit).map(|node| node.unit.label()).collect::<Vec<_>>().join(" ▸ ");
        let value = html! {
            @if let Some(unit) = unit { (ui::link(&unit.name, format!("/units/{}", unit.id))) }
            @if !path.is_empty() { br; span.quiet { (path) } }
            br; span.quiet {
                (frame.word("people-from")) " " (ui::date(post.span.from))
                @if let Some(last) = post.span.last_day() { " " (frame.word("people-to-small")) " " (ui::date(last)) }
            }
        };
        (post.title.clone(), value)
    }))
}

/// Since when and from where this session runs, and how many others there are.
async fn session(frame: &Frame, person: &Person) -> Result<Markup, Problem> {
    let sessions = person.sessions().await.map_err(problem)?;
    let others = sessions.len().saturating_sub(1);
    let this = sessions.iter().find(|session| session.id == person.session);
    let this = this.map(|session| {
        let value = html! {
            (frame.word("account-since")) " " (ui::moment(session.created))
            @if !session.address.is_empty() { ", " (frame.word("home-from")) " " (session.address) }
        };
        (frame.word("home-this-session"), value)
    });
    let rest = html! { (ui::link(frame.text("home-others", [("count", others.into())]), "/account")) };
    Ok(ui::facts(this.into_iter().chain([(frame.word("home-other-sessions"), rest)])))
}
