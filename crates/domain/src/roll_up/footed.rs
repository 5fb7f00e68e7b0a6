//! Whole numbers that add up.

use super::question::Question;
use super::total::RollUp;
use crate::ids::UnitId;
use crate::indicators::formula::EvaluationError;
use crate::indicators::{Decimals, Exact, footed};
use num_bigint::BigInt;
use std::collections::HashMap;

/// What is shown of a unit in a table of all: whole numbers of the smallest part, each the one below or above the exact amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Footed {
    /// Which unit, in reading order.
    pub unit: UnitId,
    /// What it has itself.
    pub own: BigInt,
    /// What it has with all below it: `own` and the totals of those right under it.
    pub total: BigInt,
}

impl RollUp<'_> {
    /// The amounts of `question.unit` and all below it, of an indicator that is added up, so that each total is the sum of its parts:
    /// from the top downwards by the largest remainder. Nought where nothing was said.
    ///
    /// # Errors
    /// As [`RollUp::total`].
    pub fn footed(
        &mut self,
        question: &Question,
        decimals: Decimals,
    ) -> Result<Vec<Footed>, EvaluationError> {
        let forest = self.forest(question.tree, question.time);
        let nodes = forest.subtree(question.unit);
        let mut own = Vec::with_capacity(nodes.len());
        for node in nodes {
            let asked = Question { unit: node.unit.id, ..question.clone() };
            let value = self.own(&asked)?.reading.value().unwrap_or_else(Exact::zero);
            own.push(value.scaled_by(decimals.scale()));
        }
        // Those below come after it: from the end upwards each knows what it has.
        let places: HashMap<UnitId, usize> =
            nodes.iter().enumerate().map(|(place, node)| (node.unit.id, place)).collect();
        let mut exact = own.clone();
        for (place, node) in nodes.iter().enumerate().rev() {
            let above = node.unit.parent.and_then(|parent| places.get(&parent)).filter(|_| place > 0);
            if let Some(&above) = above {
                exact[above] = exact[above].clone() + exact[place].clone();
            }
        }
        let mut rows: Vec<Footed> = nodes
            .iter()
            .zip(&exact)
            .map(|(node, exact)| Footed { unit: node.unit.id, own: BigInt::ZERO, total: exact.rounded() })
            .collect();
        for (place, node) in nodes.iter().enumerate() {
            let children: Vec<usize> = forest
                .children(node.unit.id)
                .filter_map(|child| places.get(&child.unit.id).copied())
                .collect();
            let parts: Vec<Exact> = [place]
                .iter()
                .map(|&own_place| own[own_place].clone())
                .chain(children.iter().map(|&child| exact[child].clone()))
                .collect();
            // Each total was made the number below or above, so it can always be shared out.
            let whole = footed(&rows[place].total, &parts).unwrap_or_default();
            let mut whole = whole.into_iter();
            rows[place].own = whole.next().unwrap_or_default();
            for (child, total) in children.into_iter().zip(whole) {
                rows[child].total = total;
            }
        }
        Ok(rows)
    }
}
