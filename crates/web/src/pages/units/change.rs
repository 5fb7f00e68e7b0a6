//! A change of the organisation: form, preview, done.

use super::order::{self, day, needed};
use super::{tree, words};
use crate::pages::failure::at_fields;
use crate::pages::visit::Who;
use crate::ui::{self, Button, Field, Form};
use crate::{Frame, Page, Problem};
use app::rights::UnitsChange;
use app::units::Request;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::UnitId;
use domain::units::{
    Change, Forest, Heirs, KindCode, NewUnit, Part, Portion, Preview, Share, Successor, Unit,
};
use maud::{Markup, html};
use messages::Language;
use std::sync::Arc;

/// A kind of change that has a form.
pub(super) struct Kind {
    /// Its name in the address.
    pub(super) name: &'static str,
    /// Key of its title.
    pub(super) title: &'static str,
    fields: fn(&Asking<'_>) -> Markup,
    read: fn(&Asking<'_>, &mut Form) -> Option<Change>,
}

/// All kinds, in the order of the buttons.
pub(super) const KINDS: &[Kind] = &[
    Kind { name: "create", title: "units-create", fields: new_fields, read: create },
    Kind { name: "rename", title: "units-rename", fields: rename_fields, read: rename },
    Kind { name: "merge", title: "units-merge", fields: merge_fields, read: merge },
    Kind { name: "split", title: "units-split-title", fields: split_fields, read: split },
    Kind { name: "move", title: "units-move", fields: move_fields, read: move_ },
    Kind { name: "kind", title: "units-change-kind", fields: kind_fields, read: change_kind },
    Kind { name: "dissolve", title: "units-dissolve", fields: dissolve_fields, read: dissolve },
];

/// What a form is about.
struct Asking<'a> {
    frame: &'a Frame,
    form: &'a Form,
    app: &'a app::App,
    forest: &'a Forest,
    unit: &'a Unit,
}

type Pairs = axum::Form<Vec<(String, String)>>;

fn find(name: &str) -> Result<&'static Kind, Problem> {
    KINDS.iter().find(|kind| kind.name == name).ok_or_else(Problem::not_found)
}

pub(super) async fn show(
    frame: Frame,
    who: Who,
    Path((unit, kind)): Path<(String, String)>,
) -> Result<Page, Problem> {
    let person = who.person()?;
    let mut form = Form::default();
    form.set("date", ui::print_date(person.today));
    form.set("revision", person.organisation.revision().to_string());
    let unit = living(&who, &unit)?;
    if kind == "rename" {
        form.set("name", unit.name.clone());
        form.set("short_name", unit.short_name.clone().unwrap_or_default());
    }
    page(&frame, &who, &unit, find(&kind)?, &form)
}

pub(super) async fn take(
    frame: Frame,
    who: Who,
    Path((unit, kind)): Path<(String, String)>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let kind = find(&kind)?;
    let unit = living(&who, &unit)?;
    let permit = who.permit::<UnitsChange>()?;
    let mut form = Form::new(pairs.iter().cloned());
    let Some(request) = read(&frame, &who, &unit, kind, &mut form)? else {
        return Ok(page(&frame, &who, &unit, kind, &form)?.into_response());
    };
    if form.typed("step") == "enter" {
        match permit.enter(&request).await {
            Ok(event) => {
                let flash = ui::Flash::done(frame.word("units-entered"))
                    .undo(format!("/units/events/{event}/revert"));
                return Ok(frame.done(format!("/units/{}", unit.id), &flash));
            }
            Err(error) => {
                form.set("revision", who.person()?.organisation.revision().to_string());
                at_fields(&frame, &mut form, error)?;
                return Ok(page(&frame, &who, &unit, kind, &form)?.into_response());
            }
        }
    }
    let preview = permit.preview(&request).map_err(crate::pages::failure::problem)?;
    if let Some(refusal) = &preview.refused {
        at_fields(&frame, &mut form, app::units::refused(refusal))?;
        return Ok(page(&frame, &who, &unit, kind, &form)?.into_response());
    }
    let here = format!("/units/{}/change/{}", unit.id, kind.name);
    let mut confirm = ui::Preview::new(&here, frame.word("units-enter"), &here);
    for (name, value) in pairs.iter().filter(|(name, _)| name != "step") {
        confirm = confirm.hidden(name, value);
    }
    confirm = confirm.hidden("step", "enter");
    let body = confirm.show(&frame, changes(&frame, &who, &preview)?);
    let title = frame.text("units-preview", [("date", ui::print_date(request.date).into())]);
    Ok(frame.page(title).crumb(frame.word("area-units"), "/units").body(body).into_response())
}

fn living(who: &Who, unit: &str) -> Result<Arc<Unit>, Problem> {
    let unit: UnitId = unit.parse().map_err(|_| Problem::not_found())?;
    who.person()?.forest().unit(unit).cloned().ok_or_else(Problem::not_found)
}

fn page(frame: &Frame, who: &Who, unit: &Unit, kind: &Kind, form: &Form) -> Result<Page, Problem> {
    let person = who.person()?;
    let forest = person.forest();
    let asking = Asking { frame, form, app: person.app(), forest: &forest, unit };
    let body = html! {
        (form.summary(frame))
        form method="post" data-keep {
            input type="hidden" name="revision" value=(form.typed("revision"));
            (form.field(Field::date("date", frame.word("units-date")).required().hint(frame.word("units-date-hint"))))
            ((kind.fields)(&asking))
            (order::fields(frame, form))
            p.actions {
                (Button::primary(frame.word("units-see-change")))
                (ui::link(frame.word("preview-back"), format!("/units/{}", unit.id)))
            }
        }
    };
    let page = frame.page(format!("{}: {}", frame.word(kind.title), unit.name)).narrow().body(body);
    Ok(tree::crumbs(page.crumb(frame.word("area-units"), "/units"), &forest, unit.id).status(form.status()))
}

/// The request as typed; none, and what is wrong in the form, where it cannot be read.
fn read(
    frame: &Frame,
    who: &Who,
    unit: &Unit,
    kind: &Kind,
    form: &mut Form,
) -> Result<Option<Request>, Problem> {
    let person = who.person()?;
    let date = day(frame, form, "date");
    let ordered_by = order::read(frame, form);
    let forest = person.forest();
    let typed = form.clone();
    let asking = Asking { frame, form: &typed, app: person.app(), forest: &forest, unit };
    let change = (kind.read)(&asking, form);
    let (Some(date), Some(ordered_by), Some(change), true) = (date, ordered_by, change, form.is_right())
    else {
        return Ok(None);
    };
    let revision = form.typed("revision").parse().unwrap_or(-1);
    Ok(Some(Request { date, change, ordered_by, revision }))
}

fn kinds(asking: &Asking<'_>) -> Vec<(String, String)> {
    let name = |kind: &domain::units::UnitKind| match asking.frame.language() {
        Language::Vi => kind.vi.clone(),
        Language::En => kind.en.clone(),
    };
    asking.app.kinds().iter().map(|kind| (kind.code.to_string(), name(kind))).collect()
}

/// Units that have, or could have, others below them: the two upper levels.
fn parents(asking: &Asking<'_>) -> Vec<(String, String)> {
    let upper = asking.forest.nodes().iter().filter(|node| node.depth <= 1 && node.unit.id != asking.unit.id);
    upper.map(|node| (node.unit.id.to_string(), node.unit.name.clone())).collect()
}

fn new_fields(asking: &Asking<'_>) -> Markup {
    let Asking { frame, form, .. } = asking;
    html! {
        (form.field(Field::text("name", frame.word("units-new-name")).required()))
        (form.field(Field::text("short_name", frame.word("units-short-name")).hint(frame.word("units-short-name-hint"))))
        (form.field(Field::select("kind", frame.word("units-kind"), kinds(asking)).value(asking.unit.kind.to_string())))
    }
}

/// A unit that begins; `placeholder` stands for its id.
fn new_unit(
    asking: &Asking<'_>,
    form: &mut Form,
    parent: Option<UnitId>,
    placeholder: i64,
) -> Option<NewUnit> {
    let name = needed(asking.frame, form, "name")?;
    let short = asking.form.typed("short_name");
    Some(NewUnit {
        unit: UnitId::new(placeholder),
        kind: kind_typed(asking, form)?,
        name,
        short_name: (!short.is_empty()).then(|| short.to_owned()),
        parent,
        position: None,
    })
}

fn kind_typed(asking: &Asking<'_>, form: &mut Form) -> Option<KindCode> {
    let kind = asking.app.kinds().get(asking.form.typed("kind")).map(|kind| kind.code.clone());
    if kind.is_none() {
        form.wrong("kind", asking.frame.word("field-choose"));
    }
    kind
}

fn create(asking: &Asking<'_>, form: &mut Form) -> Option<Change> {
    new_unit(asking, form, Some(asking.unit.id), -1).map(Change::Create)
}

fn rename_fields(asking: &Asking<'_>) -> Markup {
    let Asking { frame, form, .. } = asking;
    html! {
        (form.field(Field::text("name", frame.word("units-new-name")).required()))
        (form.field(Field::text("short_name", frame.word("units-short-name"))))
    }
}

fn rename(asking: &Asking<'_>, form: &mut Form) -> Option<Change> {
    let name = needed(asking.frame, form, "name")?;
    let short = asking.form.typed("short_name");
    let short_name = (!short.is_empty()).then(|| short.to_owned());
    Some(Change::Rename { unit: asking.unit.id, name, short_name })
}

fn siblings<'a>(asking: &'a Asking<'_>) -> impl Iterator<Item = &'a Unit> {
    let nodes: Vec<_> = match asking.unit.parent {
        Some(parent) => asking.forest.children(parent).collect(),
        None => asking.forest.roots().collect(),
    };
    nodes.into_iter().map(|node| &*node.unit).filter(|unit| unit.id != asking.unit.id)
}

fn merge_fields(asking: &Asking<'_>) -> Markup {
    let Asking { frame, form, .. } = asking;
    let name = |unit: &Unit| format!("with-{}", unit.id);
    let mut units: Vec<&Unit> = siblings(asking).collect();
    // Those chosen before stand first, where one sees them.
    units.sort_by_key(|unit| form.typed(&name(unit)) != "yes");
    html! {
        fieldset.many data-narrow {
            legend { (frame.word("units-merge-with")) }
            // Narrows by script; without one the list is whole.
            label.narrow hidden {
                span { (frame.word("units-narrow")) }
                input type="search" autocomplete="off";
            }
            div.choices {
                @for unit in units {
                    (form.field(Field::checkbox(name(unit), unit.name.clone())))
                }
            }
        }
        @if let Some(error) = form.error("with") { (ui::notice(frame, ui::Tone::Failed, error)) }
        (new_fields(asking))
    }
}

fn merge(asking: &Asking<'_>, form: &mut Form) -> Option<Change> {
    let whole = |unit| Portion { unit, share: Share::whole() };
    let with = siblings(asking).map(|unit| unit.id);
    let with = with.filter(|unit| asking.form.typed(&format!("with-{unit}")) == "yes").map(whole);
    let from: Vec<Portion> = std::iter::once(whole(asking.unit.id)).chain(with).collect();
    if from.len() < 2 {
        form.wrong("with", asking.frame.word("units-merge-none"));
    }
    let into = Successor::New(new_unit(asking, form, asking.unit.parent, -1)?);
    Some(Change::Merge { from, into })
}

fn split_fields(asking: &Asking<'_>) -> Markup {
    let Asking { frame, form, .. } = asking;
    html! {
        (form.field(Field::lines("parts", frame.word("units-parts"), 4).required().hint(frame.word("units-parts-hint"))))
        (form.field(Field::select("kind", frame.word("units-kind"), kinds(asking)).value(asking.unit.kind.to_string())))
    }
}

fn split(asking: &Asking<'_>, form: &mut Form) -> Option<Change> {
    let kind = kind_typed(asking, form)?;
    let mut into = Vec::new();
    for (line, placeholder) in
        asking.form.typed("parts").lines().filter(|line| !line.trim().is_empty()).zip(1..)
    {
        let part = line
            .rsplit_once(['=', ';'])
            .and_then(|(name, share)| Some((name.trim(), share.parse::<Share>().ok()?)));
        let Some((name, share)) = part.filter(|(name, _)| !name.is_empty()) else {
            form.wrong("parts", asking.frame.text("units-part-unread", [("line", line.trim().into())]));
            return None;
        };
        let to = Successor::New(NewUnit {
            unit: UnitId::new(-placeholder),
            kind: kind.clone(),
            name: name.to_owned(),
            short_name: None,
            parent: asking.unit.parent,
            position: None,
        });
        into.push(Part { to, share });
    }
    if into.len() < 2 {
        form.wrong("parts", asking.frame.word("units-parts-few"));
        return None;
    }
    // The first takes the units below; moving single ones is an event of its own.
    Some(Change::Split { from: asking.unit.id, into, heirs: Heirs::all(UnitId::new(-1)) })
}

fn move_fields(asking: &Asking<'_>) -> Markup {
    let Asking { frame, form, .. } = asking;
    html! { (form.field(Field::select("parent", frame.word("units-move-to"), parents(asking)))) }
}

fn target(asking: &Asking<'_>, form: &mut Form, field: &'static str) -> Option<UnitId> {
    let unit = asking.form.typed(field).parse().ok().filter(|unit| asking.forest.contains(*unit));
    if unit.is_none() {
        form.wrong(field, asking.frame.word("field-choose"));
    }
    unit
}

fn move_(asking: &Asking<'_>, form: &mut Form) -> Option<Change> {
    let parent = Some(target(asking, form, "parent")?);
    Some(Change::Move { unit: asking.unit.id, parent, position: None })
}

fn kind_fields(asking: &Asking<'_>) -> Markup {
    let Asking { frame, form, .. } = asking;
    html! { (form.field(Field::select("kind", frame.word("units-kind"), kinds(asking)).value(asking.unit.kind.to_string()))) }
}

fn change_kind(asking: &Asking<'_>, form: &mut Form) -> Option<Change> {
    Some(Change::ChangeKind { unit: asking.unit.id, kind: kind_typed(asking, form)? })
}

fn dissolve_fields(asking: &Asking<'_>) -> Markup {
    let Asking { frame, form, .. } = asking;
    let options = siblings(asking).map(|unit| (unit.id.to_string(), unit.name.clone()));
    html! { (form.field(Field::select("to", frame.word("units-dissolve-to"), options).hint(frame.word("units-dissolve-hint")))) }
}

fn dissolve(asking: &Asking<'_>, form: &mut Form) -> Option<Change> {
    let to = target(asking, form, "to")?;
    let unit = asking.unit.id;
    Some(Change::Dissolve {
        unit,
        to: vec![Portion { unit: to, share: Share::whole() }],
        heirs: Heirs::all(to),
    })
}

/// What a change would do, in lists.
fn changes(frame: &Frame, who: &Who, preview: &Preview) -> Result<Markup, Problem> {
    let person = who.person()?;
    let organisation = &person.organisation;
    let name = |unit: &Unit| {
        html! { (unit.name) " " span.quiet { (words::kind(frame, person.app(), &unit.kind)) } }
    };
    let new_name = |id: UnitId| {
        let begun = preview.begun.iter().find(|unit| unit.id == id);
        begun.map_or_else(|| words::unit(organisation, id), |unit| html! { (unit.name) })
    };
    Ok(html! {
        @if !preview.begun.is_empty() {
            h2 { (frame.text("units-begun", [("count", preview.begun.len().into())])) }
            ul { @for unit in &preview.begun { li { (name(unit)) } } }
        }
        @if !preview.ended.is_empty() {
            h2 { (frame.text("units-ending", [("count", preview.ended.len().into())])) }
            ul { @for unit in &preview.ended { li { (name(unit)) } } }
        }
        @if !preview.changed.is_empty() {
            h2 { (frame.text("units-changing", [("count", preview.changed.len().into())])) }
            ul {
                @for changed in &preview.changed {
                    li {
                        (changed.before.name)
                        @if changed.before.name != changed.after.name { " → " (changed.after.name) }
                        @if changed.before.kind != changed.after.kind {
                            ": " (words::kind(frame, person.app(), &changed.before.kind)) " → " (words::kind(frame, person.app(), &changed.after.kind))
                        }
                        @if changed.before.parent != changed.after.parent {
                            @if let Some(parent) = changed.after.parent { ": " (frame.word("units-under")) " " (new_name(parent)) }
                        }
                    }
                }
            }
        }
        @if !preview.links.is_empty() {
            h2 { (frame.word("units-successions")) }
            ul {
                @for link in &preview.links {
                    li { (words::portion(organisation, &Portion { unit: link.predecessor, share: link.share.clone() })) " → " (new_name(link.successor)) }
                }
            }
        }
    })
}
