//! The numbers of a register: which are given, kept, let go, void, and why one is missing.

use super::numbers::{refused, register};
use crate::app::{Deed, NOTHING};
use crate::permit::rights::DocumentsIssue;
use crate::permit::{Permit, Person};
use crate::{AppError, Fault};
use domain::documents::numbering::NoTerm;
use domain::documents::{Cycle, Document, Number, Register, Sequence, SequenceError, Series, Slot, Terms};
use domain::{AccountId, DocumentId, UnitId};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use store::{Read, SequenceRow, SlotCounts};

/// A sequence of numbers: whose, of what, and how long it runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Which {
    /// In whose register.
    pub unit: UnitId,
    /// What it numbers.
    pub series: Series,
    /// How long it runs.
    pub cycle: Cycle,
}

/// How a unit numbers, and how far its sequences have come.
#[derive(Debug)]
pub struct Overview {
    /// How it numbers.
    pub register: Register,
    /// Its terms.
    pub terms: Terms,
    /// The cycle of today for what it issues; none where no term is known.
    pub cycle: Option<Cycle>,
    /// Its sequences, the latest cycle first, with their counts.
    pub sequences: Vec<(SequenceRow, SlotCounts)>,
}

/// A sequence with everything that its page shows.
#[derive(Debug)]
pub struct Sheet {
    /// The numbers.
    pub sequence: Sequence,
    /// Names of the people who did something with one.
    pub names: BTreeMap<AccountId, String>,
    /// Is it known at all, or will it begin with its first number?
    pub has_begun: bool,
}

impl Permit<'_, DocumentsIssue> {
    /// The units for which the person may issue, with their registers where they keep one, in reading order.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn own_registers(&self) -> Result<Vec<(UnitId, Option<Register>)>, AppError> {
        let forest = self.person.forest();
        let mut read = self.person.app.database().read().await?;
        let mut registers: BTreeMap<UnitId, Register> = read.registers().await?.into_iter().collect();
        let may = forest.nodes().iter().filter(|node| self.covers(node.unit.id, &forest).is_ok());
        Ok(may.map(|node| (node.unit.id, registers.remove(&node.unit.id))).collect())
    }

    /// How a unit numbers; none where it keeps no register.
    ///
    /// # Errors
    /// [`AppError::Denied`] for a unit beyond the right.
    pub async fn overview(&self, unit: UnitId) -> Result<Option<Overview>, AppError> {
        self.covers(unit, &self.person.forest())?;
        let mut read = self.person.app.database().read().await?;
        let Some(register) = read.register(unit).await? else { return Ok(None) };
        let terms = read.terms(unit).await?;
        let counts = read.slot_counts(unit).await?;
        let sequences = read.sequences(unit).await?.into_iter();
        let sequences = sequences.map(|row| (row.clone(), counts.get(&row.id).copied().unwrap_or_default()));
        let cycle = Cycle::of(register.restart(), self.person.today, &terms).ok();
        Ok(Some(Overview { sequences: sequences.collect(), register, terms, cycle }))
    }

    /// A sequence, number by number.
    ///
    /// # Errors
    /// [`AppError::Denied`] for a unit beyond the right.
    pub async fn sheet(&self, which: &Which) -> Result<Sheet, AppError> {
        self.covers(which.unit, &self.person.forest())?;
        let mut read = self.person.app.database().read().await?;
        let sequence = kept(&mut read, which).await?;
        let has_begun = sequence.is_some();
        let sequence = sequence.unwrap_or_default();
        let people: BTreeSet<AccountId> =
            sequence.slots().filter_map(|(_, slot)| Some(slot.said()?.0)).collect();
        let mut names = BTreeMap::new();
        for id in people {
            names.extend(read.account(id).await?.map(|account| (id, account.display_name)));
        }
        Ok(Sheet { sequence, names, has_begun })
    }

    /// The documents that bear numbers of a sequence of `unit`.
    ///
    /// # Errors
    /// [`AppError::Denied`] for a unit beyond the right.
    pub async fn bearers(
        &self,
        unit: UnitId,
        documents: impl Iterator<Item = DocumentId>,
    ) -> Result<BTreeMap<DocumentId, Document>, AppError> {
        self.covers(unit, &self.person.forest())?;
        let mut read = self.person.app.database().read().await?;
        let mut bearers = BTreeMap::new();
        for id in documents {
            let document = read.document(id).await?;
            bearers.extend(document.filter(|document| document.unit == unit).map(|document| (id, document)));
        }
        Ok(bearers)
    }

    /// Keeps the next number for a document that is to come.
    ///
    /// # Errors
    /// [`AppError::Denied`], [`AppError::Refused`] when there is none in that sequence.
    pub async fn reserve(&self, which: &Which) -> Result<Number, AppError> {
        let (by, now) = (self.person.account.id, self.person.now);
        self.about_number(which, None, "documents.reserve", |sequence| sequence.reserve(by, now)).await
    }

    /// Keeps this number, which was let go or whose document is still to come.
    ///
    /// # Errors
    /// [`AppError::Denied`], [`AppError::Refused`] with what stands in the way.
    pub async fn keep(&self, which: &Which, number: Number) -> Result<(), AppError> {
        let (by, now) = (self.person.account.id, self.person.now);
        let keep = |sequence: &mut Sequence| sequence.keep(number, by, now).map(|()| number);
        self.about_number(which, Some(number), "documents.keep", keep).await.map(drop)
    }

    /// Lets go of a number that was kept.
    ///
    /// # Errors
    /// [`AppError::Denied`], [`AppError::Refused`] when it is not kept.
    pub async fn release(&self, which: &Which, number: Number) -> Result<(), AppError> {
        let (by, now) = (self.person.account.id, self.person.now);
        let release = |sequence: &mut Sequence| sequence.release(number, by, now).map(|()| number);
        self.about_number(which, Some(number), "documents.release", release).await.map(drop)
    }

    /// Says that no document will bear a number, and why.
    ///
    /// # Errors
    /// [`AppError::Denied`], [`AppError::Refused`] when a document bears it, or the reason is missing.
    pub async fn void(&self, which: &Which, number: Number, reason: &str) -> Result<(), AppError> {
        let (by, now) = (self.person.account.id, self.person.now);
        let void = |sequence: &mut Sequence| {
            if matches!(sequence.slot(number), Some(Slot::Given { .. })) {
                return Err(SequenceError::Given(number));
            }
            sequence.void(number, reason, by, now).map(|()| number)
        };
        self.about_number(which, Some(number), "documents.void", void).await.map(drop)
    }

    /// Says up to which number a sequence was given on paper, before this register.
    ///
    /// # Errors
    /// [`AppError::Denied`], [`AppError::Refused`] where that leaves a number without an explanation.
    pub async fn take_over(&self, which: &Which, before: u32) -> Result<(), AppError> {
        let post = self.covers(which.unit, &self.person.forest())?.post;
        let mut write = self.person.app.database().write().await?;
        self.known(&mut write, which).await?;
        let (id, _) = write.working_sequence(which.unit, &which.series, which.cycle, None, None).await?;
        // Every number has a say here, not only those of the working part.
        let mut sequence = kept(&mut write, which).await?.unwrap_or_default();
        let was = sequence.given_before();
        sequence.take_over(before).map_err(|error| match refused(error) {
            AppError::Refused { mut faults } => {
                faults.iter_mut().for_each(|fault| fault.field = Some("before"));
                AppError::Refused { faults }
            }
            other => other,
        })?;
        write.set_given_before(id, before).await?;
        let told = |before| json!({ "series": which.series.to_string(), "cycle": which.cycle.to_string(), "before": before });
        let deed = Deed {
            verb: "documents.take_over",
            kind: "unit",
            id: Some(which.unit.get()),
            before: Some(told(was)),
            after: Some(told(before)),
        };
        Ok(write.log(&self.person.entry(Some(post), &deed)?).await?.commit().await?)
    }

    /// Numbers are of a register, of a kind that is known, and in a cycle that the unit has.
    async fn known(&self, read: &mut Read, which: &Which) -> Result<(), AppError> {
        let register = register(read, which.unit).await?;
        if let Series::Kind(kind) = &which.series {
            let known = vitext::kind::named(kind).is_some_and(|known| known.name == *kind);
            if !known {
                return Err(Fault::at("kind", "document-kind-unknown").into());
            }
        }
        let terms = read.terms(which.unit).await?;
        let of_day = |day| -> Result<Cycle, NoTerm> { Cycle::of(register.restart(), day, &terms) };
        let is_known = match which.cycle {
            Cycle::Year(_) => {
                which.series == Series::Arrival
                    || of_day(self.person.today).is_ok_and(|cycle| matches!(cycle, Cycle::Year(_)))
            }
            Cycle::Term(from) => which.series != Series::Arrival && of_day(from) == Ok(which.cycle),
        };
        if is_known || read.sequences(which.unit).await?.iter().any(|row| is(row, which)) {
            return Ok(());
        }
        Err(Fault::at("day", "register-no-term").with("day", self.person.today).into())
    }

    async fn about_number(
        &self,
        which: &Which,
        number: Option<Number>,
        verb: &'static str,
        change: impl FnOnce(&mut Sequence) -> Result<Number, SequenceError>,
    ) -> Result<Number, AppError> {
        let Person { app, now, .. } = self.person;
        let post = self.covers(which.unit, &self.person.forest())?.post;
        let mut write = app.database().write().await?;
        self.known(&mut write, which).await?;
        let (id, before) =
            write.working_sequence(which.unit, &which.series, which.cycle, number, None).await?;
        let mut after = before.clone();
        let number = change(&mut after).map_err(refused)?;
        write.put_slots(id, &before, &after, *now).await?;
        let told = json!({
            "series": which.series.to_string(), "cycle": which.cycle.to_string(), "number": number, "slot": after.slot(number),
        });
        let deed =
            Deed { verb, kind: "unit", id: Some(which.unit.get()), before: NOTHING, after: Some(told) };
        write.log(&self.person.entry(Some(post), &deed)?).await?.commit().await?;
        Ok(number)
    }
}

/// All numbers of a sequence, if it has begun.
async fn kept(read: &mut Read, which: &Which) -> Result<Option<Sequence>, AppError> {
    let row = read.sequences(which.unit).await?.into_iter().find(|row| is(row, which));
    Ok(match row {
        Some(row) => Some(read.sequence(&row).await?),
        None => None,
    })
}

fn is(row: &SequenceRow, which: &Which) -> bool {
    row.series == which.series && row.cycle == which.cycle
}
