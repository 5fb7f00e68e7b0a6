//! The organisation: seen on any day, changed by events that a document orders.

mod import;
mod table;

pub use import::{ImportError, Imported, Run};
pub use table::{Table, TableColumn, TableError, columns};

use crate::app::{Deed, NOTHING};
use crate::permit::rights::{UnitsChange, UnitsRead};
use crate::permit::{Permit, Person};
use crate::{AppError, Fault, Thing};
use domain::units::{Change, Chapter, Forest, History, Order, Part, Preview, Refusal, Successor, UnitEvent};
use domain::{EventId, UnitId};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;
use store::{NewEvent, Work};

/// A change that somebody wants to enter. Units that it begins have placeholders for ids: negative numbers, each its own.
#[derive(Debug, Clone)]
pub struct Request {
    /// The first day on which it holds.
    pub date: Date,
    /// What happens.
    pub change: Change,
    /// The document behind it.
    pub ordered_by: Order,
    /// The revision of the organisation that the person saw.
    pub revision: i64,
}

impl Permit<'_, UnitsRead> {
    /// The units of a day.
    #[must_use]
    pub fn forest(&self, date: Date) -> Arc<Forest> {
        self.person.organisation.on(date)
    }

    /// All events, the oldest first.
    #[must_use]
    pub fn history(&self) -> &History {
        self.person.organisation.history()
    }

    /// A unit's whole life.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub fn life(&self, unit: UnitId) -> Result<Vec<Chapter>, AppError> {
        let life = self.history().life(unit);
        if life.is_empty() { Err(AppError::NotFound { thing: Thing::Unit }) } else { Ok(life) }
    }
}

impl Permit<'_, UnitsChange> {
    /// What a change would do. Nothing is written.
    ///
    /// # Errors
    /// [`AppError::Denied`] for units beyond the right.
    pub fn preview(&self, request: &Request) -> Result<Preview, AppError> {
        self.may_enter(&request.change, request.date)?;
        let change =
            with_ids(&request.change, &mut |placeholder| Some(UnitId::new(i64::MAX + placeholder.get())));
        Ok(self
            .person
            .organisation
            .history()
            .preview(&change.unwrap_or_else(|| request.change.clone()), request.date))
    }

    /// Enters a change.
    ///
    /// # Errors
    /// [`AppError::Changed`] when the organisation is no longer what the person saw, [`AppError::Refused`] with the rule that the change breaks.
    pub async fn enter(&self, request: &Request) -> Result<EventId, AppError> {
        let entered = self.enter_all(std::slice::from_ref(request)).await?;
        entered.first().copied().ok_or_else(|| AppError::Bug("nothing was entered".to_owned()))
    }

    /// Enters changes together: all of them, or none.
    ///
    /// # Errors
    /// Those of [`Self::enter`], of the first change that cannot be.
    pub async fn enter_all(&self, requests: &[Request]) -> Result<Vec<EventId>, AppError> {
        for request in requests {
            self.may_enter(&request.change, request.date)?;
            check_order(&request.ordered_by)?;
        }
        let Person { app, now, .. } = self.person;
        let mut write = app.database().write().await?;
        let organisation = app.organisation(&mut write).await?;
        let mut history = organisation.history().clone();
        let mut events = Vec::with_capacity(requests.len());
        for request in requests {
            if organisation.revision() != request.revision {
                return Err(AppError::Changed);
            }
            let change = real_ids(&mut write, &request.change).await?;
            let Request { date, ordered_by, .. } = request;
            let new = NewEvent { date: *date, change: &change, ordered_by, entered_at: *now };
            let id = write.add_unit_event(&new).await?;
            let event = UnitEvent { id, date: *date, change, ordered_by: ordered_by.clone() };
            history.append(event.clone()).map_err(|refusal| refused(&refusal))?;
            events.push(event);
        }
        let since = events.iter().map(|event| event.date).min().unwrap_or(Date::MIN);
        write.derive_units(&history, since).await?;
        self.keep(write, "units.enter", &events).await?;
        Ok(events.iter().map(|event| event.id).collect())
    }

    /// Says in the log what was entered, an entry for each event, and keeps it.
    async fn keep(&self, write: store::Write, verb: &str, events: &[UnitEvent]) -> Result<(), AppError> {
        let entry = |event: &UnitEvent| {
            let deed = Deed {
                verb,
                kind: "unit_event",
                id: Some(event.id.get()),
                before: NOTHING,
                after: Some(event),
            };
            self.person.entry(self.post(), &deed)
        };
        let Some((first, rest)) = events.split_first() else { return Ok(()) };
        let mut logged = write.log(&entry(first)?).await?;
        for event in rest {
            logged.log(&entry(event)?).await?;
        }
        Ok(logged.commit().await?)
    }

    /// Takes an event back, while nothing depends on it.
    ///
    /// # Errors
    /// [`AppError::NotFound`], or [`AppError::Refused`] with what depends on it.
    pub async fn revert(&self, event: EventId) -> Result<(), AppError> {
        self.revert_all(BTreeSet::from([event])).await
    }

    /// Takes events back together, while nothing depends on them.
    pub(super) async fn revert_all(&self, ids: BTreeSet<EventId>) -> Result<(), AppError> {
        let Person { app, now, .. } = self.person;
        let mut write = app.database().write().await?;
        let organisation = app.organisation(&mut write).await?;
        let mut events = Vec::with_capacity(ids.len());
        for id in &ids {
            let event = organisation.history().event(*id);
            let event = event.ok_or(AppError::NotFound { thing: Thing::UnitEvent })?.clone();
            self.may(&event.change, event.date)?;
            events.push(event);
        }
        let history = organisation.history().revert_all(&ids).map_err(|refusal| refused(&refusal))?;
        let left: HashSet<UnitId> = history.units().collect();
        let gone: HashSet<UnitId> =
            organisation.history().units().filter(|unit| !left.contains(unit)).collect();
        if write.posts().await?.iter().any(|post| gone.contains(&post.unit)) {
            return Err(Fault::whole("units-have-posts").into());
        }
        for unit in gone {
            write.release_unit_code(unit).await?;
        }
        for event in &ids {
            write.revert_unit_event(*event, *now).await?;
        }
        let since = events.iter().map(|event| event.date).min().unwrap_or(Date::MIN);
        write.derive_units(&history, since).await?;
        let deed = |event: &UnitEvent| {
            let (before, after) = (Some(event.clone()), NOTHING);
            Deed { verb: "units.revert", kind: "unit_event", id: Some(event.id.get()), before, after }
        };
        let Some((first, rest)) = events.split_first() else { return Ok(()) };
        let mut logged = write.log(&self.person.entry(self.post(), &deed(first))?).await?;
        for event in rest {
            logged.log(&self.person.entry(self.post(), &deed(event))?).await?;
        }
        Ok(logged.commit().await?)
    }

    /// May the person enter this change, and does it name units as it should: by placeholders those that begin, by their ids the others?
    fn may_enter(&self, change: &Change, date: Date) -> Result<(), AppError> {
        let units = self.person.organisation.history();
        let mut begins = begun(change).into_iter();
        if begins.any(|unit| unit.get() >= 0)
            || change.units().iter().any(|unit| unit.get() > 0 && units.last_known(*unit).is_none())
        {
            return Err(Fault::whole("units-placeholder").into());
        }
        self.may(change, date)
    }

    /// Does the right reach every unit that the change touches? Of units that the change begins, their parents count.
    fn may(&self, change: &Change, date: Date) -> Result<(), AppError> {
        if self.everywhere().is_ok() {
            return Ok(());
        }
        let forest = self.person.organisation.on(date);
        let touched = change.units().into_iter().filter(|unit| unit.get() > 0);
        let mut any = false;
        for unit in touched {
            self.covers(unit, &forest)?;
            any = true;
        }
        // A root is nobody's part.
        if any { Ok(()) } else { self.everywhere().map(drop) }
    }

    fn post(&self) -> Option<domain::PostId> {
        self.person.grants.of(domain::rights::Right::UnitsChange).next().map(|grant| grant.post)
    }
}

/// The key of the message of a rule, and the units that it names.
#[must_use]
pub fn refused(refusal: &Refusal) -> AppError {
    let mut fault = Fault::whole(refusal.rule.key());
    if let Some(event) = refusal.at {
        fault = fault.with("event", event);
    }
    fault.arguments.extend(arguments(refusal));
    fault.into()
}

/// What the rule names: units, events, lengths.
fn arguments(refusal: &Refusal) -> Vec<(&'static str, String)> {
    use domain::units::Rule;
    let list = |units: &[UnitId]| units.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    match &refusal.rule {
        Rule::NotLiving { unit }
        | Rule::IdTaken { unit }
        | Rule::NameEmpty { unit }
        | Rule::Cycle { unit }
        | Rule::NoSuccessor { unit }
        | Rule::SucceedsItself { unit }
        | Rule::Twice { unit } => vec![("unit", unit.to_string())],
        Rule::NameTooLong { unit, length } => {
            vec![("unit", unit.to_string()), ("length", length.to_string())]
        }
        Rule::ChildrenLeft { unit, children } => {
            vec![("unit", unit.to_string()), ("children", list(children))]
        }
        Rule::NotAChild { unit, child } => vec![("unit", unit.to_string()), ("child", child.to_string())],
        Rule::Shares { unit, sum } => vec![("unit", unit.to_string()), ("sum", sum.to_string())],
        Rule::EventTaken { event } | Rule::NoEvent { event } => vec![("event", event.to_string())],
        Rule::TooFew | Rule::Needed => Vec::new(),
    }
}

/// The units that a change begins.
fn begun(change: &Change) -> Vec<UnitId> {
    match change {
        Change::Create(new) | Change::Merge { into: Successor::New(new), .. } => vec![new.unit],
        Change::Split { into, .. } => {
            let new = |part: &Part| match &part.to {
                Successor::New(new) => Some(new.unit),
                Successor::Existing(_) => None,
            };
            into.iter().filter_map(new).collect()
        }
        _ => Vec::new(),
    }
}

fn check_order(order: &Order) -> Result<(), AppError> {
    let mut faults = Vec::new();
    for (field, text) in [("order_symbol", &order.symbol), ("order_issuer", &order.issuer)] {
        if text.trim().is_empty() {
            faults.push(Fault::at(field, "field-needed"));
        } else if text.chars().count() > domain::units::NAME_LIMIT {
            faults.push(Fault::at(field, "field-too-long").with("limit", domain::units::NAME_LIMIT));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(AppError::Refused { faults }) }
}

/// The change with an id of the store for every unit that it begins.
async fn real_ids(work: &mut Work, change: &Change) -> Result<Change, AppError> {
    let mut ids = BTreeMap::new();
    for unit in change.units().into_iter().filter(|unit| unit.get() < 0) {
        if let std::collections::btree_map::Entry::Vacant(entry) = ids.entry(unit) {
            entry.insert(work.new_unit(None).await?);
        }
    }
    with_ids(change, &mut |placeholder| ids.get(&placeholder).copied())
        .ok_or_else(|| AppError::Bug("a unit that begins has no placeholder".to_owned()))
}

/// The change with `id` in place of every placeholder; none where there is no id for one.
fn with_ids(change: &Change, id: &mut impl FnMut(UnitId) -> Option<UnitId>) -> Option<Change> {
    let mut change = change.clone();
    let mut put = |unit: &mut UnitId| {
        if unit.get() < 0 {
            *unit = id(*unit)?;
        }
        Some(())
    };
    match &mut change {
        Change::Create(new) => put(&mut new.unit)?,
        Change::Merge { into: Successor::New(new), .. } => put(&mut new.unit)?,
        Change::Split { into, heirs, .. } => {
            for Part { to, .. } in into.iter_mut() {
                if let Successor::New(new) = to {
                    put(&mut new.unit)?;
                }
            }
            for placement in &mut heirs.single {
                put(&mut placement.parent)?;
            }
            if let Some(rest) = &mut heirs.rest {
                put(rest)?;
            }
        }
        _ => {}
    }
    Some(change)
}
