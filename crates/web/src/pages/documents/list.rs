//! The register as a table; with words to look for, what is found in all registers.

use super::counted::NO_KIND;
use super::found;
use super::scope::Scope;
use super::words;
use crate::pages::failure::problem;
use crate::pages::visit::Who;
use crate::ui::{self, Button, Column, Filter, FilterValue, Tab, Table};
use crate::{Frame, Problem};
use app::Permit;
use app::documents::{Listed, Names};
use app::rights::{DocumentsRead, DocumentsRegister};
use axum::response::{IntoResponse, Response};
use domain::UnitId;
use domain::documents::{Direction, Document, Handling, Stage, State, Timeliness};
use domain::units::UnitSet;
use jiff::civil::Date;
use maud::html;
use store::{RegisterFilter, RegisterOrder};

/// Most rows of a file.
const MOST: u32 = 200_000;

/// A row: the document with the words that stand elsewhere.
pub(super) struct Row {
    document: Document,
    handler: String,
    unit: String,
}

pub(super) async fn page(frame: Frame, who: Who) -> Result<Response, Problem> {
    let permit = who.permit::<DocumentsRead>()?;
    let person = who.person()?;
    let today = person.today;
    let asked: Vec<(String, String)> =
        form_urlencoded::parse(frame.query().as_bytes()).into_owned().take(200).collect();
    let value = |name: &str| asked.iter().find(|pair| pair.0 == name).map_or("", |pair| pair.1.trim());
    let searches = !value("q").is_empty();
    let chosen: Option<Direction> = value("direction").parse().ok();
    let direction = chosen.unwrap_or(Direction::Incoming);
    let (units, own) = permit.shelves().await.map_err(problem)?;
    let scope = Scope::read(&asked, own, today, searches);
    let several = value("below") == "yes" || value("unit") == "all" || (searches && scope.unit.is_none());
    let unit = Column::text("unit", frame.word("documents-unit"), |row: &Row| row.unit.clone());
    let table = table(&frame, (direction, chosen.is_none()), today, searches);
    let table = table.column(if several { unit } else { unit.hidden() });
    let table = table.views(frame.views("documents").await?);
    let query = table.query(frame.query());
    let (from, to) = scope.time.days();
    let kinds = query.choices("kind").to_vec();
    let states: Vec<State> = query.choices("state").iter().filter_map(|code| state(code)).collect();
    let late = query.filters.contains_key("late");
    let issuer = match query.filters.get("issuer") {
        Some(FilterValue::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let forest = person.forest();
    let in_rows = |listed: Listed| -> Vec<Row> {
        let row = |document: Document| Row {
            handler: handler(&document, &listed.names, &forest),
            unit: forest.unit(document.unit).map(|unit| unit.label().to_owned()).unwrap_or_default(),
            document,
        };
        listed.documents.into_iter().map(row).collect()
    };
    let body = if searches {
        let filter = store::SearchFilter {
            units: scope.unit.into_iter().collect(),
            direction: chosen,
            kinds,
            states,
            late_on: late.then_some(today),
            issuer,
            from,
            to,
        };
        if let Some(format) = query.export {
            let listed = found::list(&permit, &query, filter).await?;
            return table.export(&query, &in_rows(listed), format);
        }
        found::show(&frame, &permit, &table, &query, found::Asked { filter, after: value("after") }).await?
    } else if let Some(shelves) = registers(&permit, &asked, scope.unit, today)? {
        let order = match query.sort.first() {
            Some(sort) if sort.key == "due" && sort.direction == ui::Direction::Up => RegisterOrder::DueFirst,
            Some(sort) if sort.key == "due" => RegisterOrder::DueLast,
            Some(sort) if sort.direction == ui::Direction::Up => RegisterOrder::Earliest,
            _ => RegisterOrder::Latest,
        };
        let chosen = query.choices("handled").iter();
        let mut handled: Vec<Timeliness> = chosen.filter_map(|code| Timeliness::parse(code)).collect();
        if late {
            handled = vec![Timeliness::OpenLate];
        }
        let filter = RegisterFilter {
            units: shelves,
            direction,
            from,
            to,
            kinds,
            states,
            issuer,
            handled,
            today,
            order,
        };
        let (offset, limit) = if query.export.is_some() { (0, MOST) } else { (query.offset(), query.rows) };
        let listed = permit.list(&filter, offset, limit).await.map_err(problem)?;
        let total = listed.total;
        let rows = in_rows(listed);
        if let Some(format) = query.export {
            return table.export(&query, &rows, format);
        }
        table.show(&frame, &query, &rows, total)
    } else {
        ui::empty(frame.word("documents-no-register"), frame.word("documents-no-register-help"))
    };
    let tabs = tabs(&frame, &asked, if searches { chosen } else { Some(direction) }, searches);
    let kept = table.pairs(&query);
    let may_register = person.permit::<DocumentsRegister>().is_ok_and(|permit| {
        scope.unit.or(own).is_some_and(|unit| permit.covers(unit, &person.forest()).is_ok())
    });
    let page = frame
        .page(frame.word("area-documents"))
        .scope(scope.choice(&frame, &units, today, searches, &kept))
        .help("documents")
        .body(html! { (tabs) (body) (elsewhere(&frame, scope.unit.or(own))) });
    let page = if may_register {
        page.action(Button::primary(frame.word("documents-intake")).href("/documents/intake"))
    } else {
        page
    };
    Ok(page.into_response())
}

/// The other pages of the register, for those who may open them.
fn elsewhere(frame: &Frame, unit: Option<domain::UnitId>) -> maud::Markup {
    let of_unit = unit.map(|unit| format!("?unit={unit}")).unwrap_or_default();
    let pages = [
        ("documents.read", frame.word("figures-title"), format!("/documents/figures{of_unit}")),
        ("documents.issue", frame.word("numbers-title"), format!("/documents/numbers{of_unit}")),
        ("documents.issue", frame.word("registers-title"), "/documents/registers".to_owned()),
        ("documents.register", frame.word("document-new"), "/documents/new".to_owned()),
        ("documents.register", frame.word("import-title"), "/documents/import".to_owned()),
    ];
    html! {
        nav.parts aria-label=(frame.word("documents-elsewhere")) {
            ul { @for (right, title, href) in pages { @if frame.may(right) { li { (ui::link(title, href)) } } } }
        }
    }
}

/// The ways as tabs; while something is searched, all of them together too.
fn tabs(
    frame: &Frame,
    asked: &[(String, String)],
    current: Option<Direction>,
    searches: bool,
) -> maud::Markup {
    let to = |direction: Option<Direction>| {
        let mut out = form_urlencoded::Serializer::new(String::new());
        for (name, value) in
            asked.iter().filter(|(name, _)| ["unit", "period", "q", "below"].contains(&name.as_str()))
        {
            out.append_pair(name, value);
        }
        if let Some(direction) = direction {
            out.append_pair("direction", direction.code());
        }
        format!("/documents?{}", out.finish())
    };
    let all = searches.then(|| Tab {
        title: frame.word("documents-all"),
        href: to(None),
        current: current.is_none(),
        count: None,
    });
    let ways = Direction::ALL.map(|direction| Tab {
        title: words::direction(frame, direction),
        href: to(Some(direction)),
        current: current == Some(direction),
        count: None,
    });
    let tabs: Vec<Tab> = all.into_iter().chain(ways).collect();
    ui::tabs(frame.word("documents-ways"), &tabs)
}

/// Whose registers are listed: of the unit chosen, with `below=yes` also of those below it, with `unit=all` of all that the person may
/// see; nothing where there is no unit.
#[expect(clippy::option_option, reason = "no unit, every unit and some units are three answers")]
fn registers(
    permit: &Permit<'_, DocumentsRead>,
    asked: &[(String, String)],
    unit: Option<UnitId>,
    today: Date,
) -> Result<Option<Option<UnitSet>>, Problem> {
    let has = |name: &str, value: &str| asked.iter().any(|pair| pair.0 == name && pair.1 == value);
    if has("unit", "all") {
        return Ok(Some(permit.registers_of(None).map_err(problem)?));
    }
    match unit {
        Some(unit) if has("below", "yes") => Ok(Some(permit.registers_of(Some(unit)).map_err(problem)?)),
        unit => Ok(unit.map(|unit| Some(UnitSet::alone([unit], today)))),
    }
}

fn state(code: &str) -> Option<State> {
    let own = Stage::ALL.into_iter().map(State::Own);
    own.chain(Handling::ALL.into_iter().map(State::Incoming)).find(|state| state.code() == code)
}

/// Who handles it: the person, else the unit.
fn handler(document: &Document, names: &Names, forest: &domain::units::Forest) -> String {
    let unit = document.routing.unit.and_then(|unit| forest.unit(unit)).map(|unit| unit.label().to_owned());
    let person = document.routing.account.and_then(|account| names.get(&account)).cloned();
    match (person, unit) {
        (Some(person), Some(unit)) => format!("{person}, {unit}"),
        (person, unit) => person.or(unit).unwrap_or_default(),
    }
}

/// The table of a way; of what is found, with the states of all ways to choose from where none is chosen.
fn table(frame: &Frame, (direction, open): (Direction, bool), today: Date, searches: bool) -> Table<Row> {
    let comes = direction == Direction::Incoming;
    let any = searches && open;
    let incoming = Handling::ALL.into_iter().map(State::Incoming).filter(|_| comes || any);
    let own = Stage::ALL.into_iter().map(State::Own).filter(|_| !comes || any);
    let states: Vec<(String, String)> =
        incoming.chain(own).map(|state| (state.code().to_owned(), words::state(frame, state))).collect();
    let kinds = vitext::kind::all().iter().map(|kind| (kind.name.clone(), words::capital(&kind.name)));
    let mut kinds: Vec<(String, String)> = kinds.collect();
    kinds.sort_by_cached_key(|(name, _)| vitext::sort::key(name));
    kinds.dedup();
    kinds.push((NO_KIND.to_owned(), frame.word("figures-no-kind")));
    let path = |row: &Row| format!("/documents/{}", row.document.id);
    let frame_of = frame.clone();
    let state_words = move |row: &Row| words::state(&frame_of, row.document.state);
    let frame_of = frame.clone();
    let show_state = move |row: &Row| match words::handling(&row.document, today) {
        Some(status) => status.show(&frame_of),
        None => html! { (words::state(&frame_of, row.document.state)) },
    };
    let mut table = Table::new("documents", words::direction(frame, direction))
        .searchable()
        .filter(Filter::choice("kind", frame.word("document-kind"), kinds))
        .filter(Filter::choice("state", frame.word("document-state"), states))
        .filter(Filter::text("issuer", frame.word("document-issuer")));
    if comes {
        table = table.filter(Filter::yes("late", frame.word("documents-late")));
        // A search knows what is late, and no more of how a document was handled.
        if !searches {
            let handled =
                Timeliness::ALL.map(|is| (is.code().to_owned(), frame.word(super::figures::handled_key(is))));
            table = table.filter(Filter::choice("handled", frame.word("figures-handling"), handled));
        }
        table = table
            .column(
                Column::number("number", frame.word("document-arrival-number"), |row: &Row| {
                    Some(vitext::Decimal::from(row.document.arrival?.number.get()))
                })
                .narrow(),
            )
            .column(
                Column::date("day", frame.word("document-arrived-on"), |row: &Row| {
                    Some(row.document.arrival?.on)
                })
                .sortable()
                .hidden(),
            );
    }
    let day = Column::date("date", frame.word("document-date"), |row: &Row| row.document.fields.date);
    let issuer = Column::text("issuer", frame.word("document-issuer"), |row: &Row| {
        row.document.fields.issuer.clone().unwrap_or_default()
    });
    table = table
        .column(
            Column::text("symbol", frame.word("document-symbol"), |row: &Row| {
                row.document.fields.symbol.clone().unwrap_or_default()
            })
            .cell(move |row| match &row.document.fields.symbol {
                Some(symbol) => ui::link(symbol, path(row)),
                None => html! { "–" },
            })
            .narrow(),
        )
        .column(day)
        .column(if comes { issuer } else { issuer.hidden() })
        .column(
            Column::text("subject", frame.word("document-subject"), |row: &Row| {
                row.document.fields.subject.clone()
            })
            .cell(move |row| ui::link(&row.document.fields.subject, path(row)))
            .wide(),
        )
        .column(
            Column::text("kind", frame.word("document-kind"), |row: &Row| {
                row.document.fields.kind.as_deref().map(words::capital).unwrap_or_default()
            })
            .narrow(),
        );
    if comes {
        table = table
            .column(
                Column::text("handler", frame.word("document-handler"), |row: &Row| row.handler.clone())
                    .narrow(),
            )
            .column(
                Column::date("due", frame.word("document-due"), |row: &Row| row.document.routing.due)
                    .sortable(),
            );
    } else {
        let counted = Column::date("day", frame.word("document-counted-on"), |row: &Row| {
            Some(row.document.counted_on())
        });
        let signer = Column::text("signer", frame.word("document-signer"), |row: &Row| {
            row.document.fields.signer.clone().unwrap_or_default()
        });
        table = table.column(signer).column(counted.sortable().hidden());
    }
    table
        .column(Column::text("state", frame.word("document-state"), state_words).cell(show_state).narrow())
        .sorted("day", ui::Direction::Down)
        .empty(frame.word("documents-none"), frame.word("documents-none-help"))
}
