//! The organisation as it is known at a moment, kept in memory until it changes.

use domain::units::{Forest, History};
use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// How many days are kept as forests.
const DAYS: usize = 16;

/// The history of the units, and the forests of the days that were asked for.
#[derive(Debug)]
pub struct Organisation {
    /// The number at which the store had it.
    pub(crate) revision: i64,
    history: History,
    forests: Mutex<HashMap<Date, Arc<Forest>>>,
}

impl Organisation {
    pub(crate) fn new(revision: i64, history: History) -> Self {
        Self { revision, history, forests: Mutex::default() }
    }

    /// All events.
    #[must_use]
    pub fn history(&self) -> &History {
        &self.history
    }

    /// A number that differs after every change.
    #[must_use]
    pub fn revision(&self) -> i64 {
        self.revision
    }

    /// The units of a day.
    #[must_use]
    pub fn on(&self, date: Date) -> Arc<Forest> {
        let mut forests = self.forests.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(forest) = forests.get(&date) {
            return forest.clone();
        }
        if forests.len() >= DAYS {
            forests.clear();
        }
        let forest = Arc::new(self.history.on(date));
        forests.insert(date, forest.clone());
        forest
    }
}
