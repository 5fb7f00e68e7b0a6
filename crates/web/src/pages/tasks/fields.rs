//! The fields of a task in a form: what a clerk fills in, and what is read of it.

use super::words;
use crate::Frame;
use crate::ui::{self, Field, Form};
use app::Person;
use app::tasks::{Choices, NewTask, UnitNames};
use domain::documents::Period;
use domain::tasks::{Clause, Due, Part, Rhythm, Session, Terms};
use domain::{TaskId, UnitId};
use jiff::civil::Date;
use maud::{Markup, html};
use vitext::fold::fold_text;

/// Id of the list of units that fields offer.
const UNITS: &str = "units";
/// Id of the list of fields that were used before.
const FIELDS: &str = "fields";
/// Units of so many levels are offered; any unit can be typed.
const OFFERED: usize = 2;

/// The fields that were used before, once a page.
pub(super) fn fields(choices: &Choices) -> Markup {
    html! { datalist #(FIELDS) { @for field in &choices.fields { option value=(field) {} } } }
}

/// The units that fields offer, once a page.
pub(super) fn units(person: &Person) -> Markup {
    let forest = person.forest();
    html! {
        datalist #(UNITS) {
            @for node in forest.nodes().iter().filter(|node| node.depth < OFFERED) { option value=(node.unit.name) {} }
        }
    }
}

/// A field for a unit, by its name.
pub(super) fn unit_field(name: &str, title: String) -> Field {
    Field::text(name, title).suggest(UNITS)
}

/// What stands in the fields of a draft before anybody typed.
pub(super) fn fill(frame: &Frame, person: &Person, form: &mut Form, draft: &NewTask) {
    let history = person.organisation.history();
    let name = |unit: UnitId| history.last_known(unit).map(|unit| unit.name.clone()).unwrap_or_default();
    let terms = &draft.terms;
    let parts: Vec<String> = terms.parts.iter().map(|part| print_part(&name(part.unit), part)).collect();
    form.set("action", terms.action.clone());
    form.set("lead", name(terms.lead));
    form.set("parts", parts.join("\n"));
    form.set("due", print_due(frame, &draft.due));
    form.set("answerable", terms.answerable.clone().unwrap_or_default());
    form.set("product", terms.product.clone().unwrap_or_default());
    form.set("acceptor", terms.acceptor.map(name).unwrap_or_default());
    form.set("field", terms.field.clone().unwrap_or_default());
    form.set("leader", terms.leader.map(|leader| leader.to_string()).unwrap_or_default());
    if let Some(session) = &terms.session {
        form.set("session", session.name.clone());
        form.set("session_on", session.on.map(ui::print_date).unwrap_or_default());
        form.set("reviewer", session.reviewer.map(name).unwrap_or_default());
    }
    if let Some((rhythm, last)) = draft.rhythm {
        form.set("rhythm", rhythm.code());
        form.set("until", ui::print_date(last));
    }
}

/// Which fields a form has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// Of a new task.
    New,
    /// Of one that is made clear: neither lead nor deadline.
    Clarify,
}

/// The fields; `note` says of a field by its name what is known of it: that it was concluded.
pub(super) fn show(
    frame: &Frame,
    form: &Form,
    which: Which,
    choices: &Choices,
    note: impl Fn(&str) -> Option<String>,
) -> Markup {
    let field = |field: Field, name: &str| match note(name) {
        Some(note) => form.field(field).hint(note),
        None => form.field(field),
    };
    let new = which == Which::New;
    let leaders = std::iter::once((String::new(), frame.word("task-nobody")))
        .chain(choices.leaders.iter().map(|(account, name)| (account.to_string(), name.clone())));
    let rhythms = std::iter::once((String::new(), frame.word("task-once")))
        .chain(Rhythm::ALL.map(|rhythm| (rhythm.code().to_owned(), words::rhythm(frame, rhythm))));
    html! {
        (field(Field::lines("action", frame.word("clear-what"), 3).required().limit(4_000), "action"))
        @if new { (field(unit_field("lead", frame.word("task-lead")).required(), "lead")) }
        (form.field(Field::lines("parts", frame.word("task-parts"), 2).hint(note("parts").unwrap_or_else(|| frame.word("task-parts-hint")))))
        @if new { (form.field(Field::text("due", frame.word("clear-when")).hint(note("due").unwrap_or_else(|| frame.word("task-due-hint"))))) }
        (field(Field::text("answerable", frame.word("clear-answerable")).limit(4_000), "answerable"))
        (field(Field::text("product", frame.word("clear-product")).limit(4_000), "product"))
        (field(unit_field("acceptor", frame.word("task-acceptor")), "acceptor"))
        @if new {
            (field(Field::select("rhythm", frame.word("task-rhythm"), rhythms), "rhythm"))
            (form.field(Field::date("until", frame.word("task-until")).hint(frame.word("task-until-hint"))))
        }
        (form.field(Field::text("field", frame.word("task-field")).suggest(FIELDS).limit(200)))
        (form.field(Field::select("leader", frame.word("task-leader"), leaders)))
        details open[!form.typed("session").is_empty() || !form.typed("session_on").is_empty()] {
            summary { (frame.word("agenda-item")) }
            (form.field(Field::text("session", frame.word("agenda-session")).hint(frame.word("agenda-session-hint")).limit(200)))
            (form.field(Field::date("session_on", frame.word("agenda-session-on"))))
            (form.field(unit_field("reviewer", frame.word("agenda-reviewer"))))
        }
    }
}

/// Where a new task comes from.
pub(super) struct Source {
    pub(super) unit: UnitId,
    pub(super) clauses: Vec<Clause>,
    pub(super) parent: Option<TaskId>,
}

/// The task that was typed; what cannot be read is said at its field.
pub(super) fn read(frame: &Frame, person: &Person, form: &mut Form, source: Source) -> Option<NewTask> {
    let names = UnitNames::new(&person.forest());
    let lead = unit(frame, form, &names, "lead");
    let acceptor =
        if form.typed("acceptor").is_empty() { None } else { unit(frame, form, &names, "acceptor") };
    let parts = read_parts(frame, form, &names);
    let session = read_session(frame, form, &names);
    let due = read_due(form.typed("due"));
    if due.is_none() {
        form.wrong("due", frame.word("task-due-wrong"));
    }
    let rhythm = Rhythm::ALL.into_iter().find(|rhythm| rhythm.code() == form.typed("rhythm"));
    let until = ui::parse_date(form.typed("until"));
    if rhythm.is_some() && until.is_none() {
        form.wrong("until", frame.word("task-until-needed"));
    }
    let (Some(lead), Some(parts), Some(due), true) = (lead, parts, due, form.is_right()) else { return None };
    let text = |name: &str| Some(form.typed(name).to_owned()).filter(|text| !text.is_empty());
    let terms = Terms {
        follower: Some(person.account.id),
        answerable: text("answerable"),
        product: text("product"),
        acceptor,
        parts,
        field: text("field"),
        leader: form.typed("leader").parse().ok(),
        session,
        ..Terms::bare(source.unit, lead, form.typed("action").to_owned())
    };
    let rhythm = rhythm.zip(until);
    Some(NewTask { terms, due, clauses: source.clauses, parent: source.parent, rhythm })
}

/// The terms that were typed to make a task clear.
pub(super) fn read_terms(frame: &Frame, person: &Person, form: &mut Form, before: &Terms) -> Option<Terms> {
    let names = UnitNames::new(&person.forest());
    let acceptor =
        if form.typed("acceptor").is_empty() { None } else { unit(frame, form, &names, "acceptor") };
    let parts = read_parts(frame, form, &names)?;
    let session = read_session(frame, form, &names);
    if !form.is_right() {
        return None;
    }
    let text = |name: &str| Some(form.typed(name).to_owned()).filter(|text| !text.is_empty());
    let action = form.typed("action").to_owned();
    let (answerable, product, field) = (text("answerable"), text("product"), text("field"));
    let leader = form.typed("leader").parse().ok();
    Some(Terms { action, answerable, product, acceptor, parts, field, leader, session, ..before.clone() })
}

/// The unit that was typed by its name.
pub(super) fn unit(frame: &Frame, form: &mut Form, names: &UnitNames, field: &'static str) -> Option<UnitId> {
    let found = names.find(form.typed(field));
    if found.is_none() {
        form.wrong(field, frame.word("task-unit-unknown"));
    }
    found
}

/// The session that takes the task up; none where nothing is said of one.
fn read_session(frame: &Frame, form: &mut Form, names: &UnitNames) -> Option<Session> {
    let on = match form.typed("session_on") {
        "" => None,
        typed => {
            let on = ui::parse_date(typed);
            if on.is_none() {
                form.wrong("session_on", frame.word("field-day"));
            }
            on
        }
    };
    let reviewer =
        if form.typed("reviewer").is_empty() { None } else { unit(frame, form, names, "reviewer") };
    let session = Session { name: form.typed("session").to_owned(), on, reviewer };
    Some(session).filter(Session::is_said)
}

/// `Sở Nội vụ: góp ý | 30/11/2026`, a line each.
fn read_parts(frame: &Frame, form: &mut Form, names: &UnitNames) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let typed = form.typed("parts").to_owned();
    for line in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (rest, due) = match line.rsplit_once('|') {
            Some((rest, day)) => (rest, Some(ui::parse_date(day.trim()))),
            None => (line, None),
        };
        let (name, part) = rest.split_once(':').unwrap_or((rest, ""));
        let Some(unit) = names.find(name) else {
            form.wrong("parts", frame.text("task-part-unknown", [("name", name.trim().to_owned().into())]));
            return None;
        };
        if due == Some(None) {
            form.wrong("parts", frame.word("field-day"));
            return None;
        }
        let part = Some(part.trim().to_owned()).filter(|part| !part.is_empty());
        parts.push(Part { unit, part, due: due.flatten(), done_on: None });
    }
    Some(parts)
}

pub(super) fn print_part(name: &str, part: &Part) -> String {
    let mut line = name.to_owned();
    if let Some(said) = &part.part {
        line = format!("{line}: {said}");
    }
    if let Some(due) = part.due {
        line = format!("{line} | {}", ui::print_date(due));
    }
    line
}

/// A deadline as it is typed.
pub(super) fn print_due(frame: &Frame, due: &Due) -> String {
    match due {
        Due::None => String::new(),
        Due::Period { from, last } => words::period(frame, Period { from: *from, last: *last }),
        other => words::due(frame, other),
    }
}

/// A deadline as people type it: a day, a month, a quarter, a year, two days, `trước` and what; nothing for none.
pub(super) fn read_due(typed: &str) -> Option<Due> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Some(Due::None);
    }
    if let Some(day) = ui::parse_date(typed) {
        return Some(Due::Day(day));
    }
    if let Some((from, last)) = typed.split_once('–') {
        let (from, last) = (ui::parse_date(from.trim())?, ui::parse_date(last.trim())?);
        return Period::new(from, last).map(Due::within);
    }
    if let Some(event) = ["trước", "before"].iter().find_map(|word| after_word(typed, word)) {
        let plain = after_word(event, "ngày").unwrap_or(event);
        if let Some(day) = ui::parse_date(plain) {
            return Some(Due::Day(day));
        }
        let (event, on) = match event.rsplit_once('(') {
            Some((event, day)) => (event.trim(), Some(ui::parse_date(day.trim_end_matches(')').trim())?)),
            None => (event, None),
        };
        return Some(Due::Before { event: event.to_owned(), on });
    }
    let period = vitext::date::find(typed).first()?.written.period(None)?;
    let (from, last): (Date, Date) = (period.first_day()?, period.last_day()?);
    Some(if from == last { Due::Day(last) } else { Due::Period { from, last } })
}

/// What comes after a word, however it is accented or capitalised.
fn after_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (first, rest) = text.split_once(' ')?;
    (fold_text(first) == fold_text(word)).then(|| rest.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn deadlines_are_read_as_people_type_them() {
        let period = |from, last| Some(Due::Period { from, last });
        let before = |event: &str, on| Some(Due::Before { event: event.to_owned(), on });
        for (typed, due) in [
            ("", Some(Due::None)),
            ("30/11/2026", Some(Due::Day(date(2026, 11, 30)))),
            ("tháng 11/2026", period(date(2026, 11, 1), date(2026, 11, 30))),
            ("quý I/2026", period(date(2026, 1, 1), date(2026, 3, 31))),
            ("năm 2026", period(date(2026, 1, 1), date(2026, 12, 31))),
            ("01/02/2026 – 10/02/2026", period(date(2026, 2, 1), date(2026, 2, 10))),
            ("trước ngày 30/11/2026", Some(Due::Day(date(2026, 11, 30)))),
            ("trước kỳ họp tháng 12 (10/12/2026)", before("kỳ họp tháng 12", Some(date(2026, 12, 10)))),
            ("Trước Đại hội", before("Đại hội", None)),
            ("sớm", None),
            ("31/02/2026", None),
        ] {
            assert_eq!(read_due(typed), due, "{typed:?}");
        }
    }
}
