//! Figures bound to data: which there are, and which no longer show what they showed.

use crate::block::Block;
use crate::draft::Draft;
use crate::inline::{FigureId, Piece};
use std::collections::{BTreeMap, VecDeque};

/// A figure whose shown text is another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drift {
    /// Which.
    pub id: FigureId,
    /// What it showed.
    pub before: String,
    /// What it shows; nothing where it is gone.
    pub after: Option<String>,
}

impl Draft {
    /// All bound figures with their shown texts, in reading order; those of notes where the note is called.
    pub fn figures(&self) -> impl Iterator<Item = (&FigureId, &str)> {
        self.body.iter().flat_map(Block::inlines).flat_map(|inline| inline.all_pieces()).filter_map(|piece| {
            match piece {
                Piece::Figure { id, shown, .. } => Some((id, shown.as_str())),
                Piece::Text { .. } | Piece::Gap(_) => None,
            }
        })
    }

    /// What is missing, as the gaps tell it, in reading order.
    pub fn gaps(&self) -> impl Iterator<Item = &str> {
        let pieces = self.body.iter().flat_map(Block::inlines).flat_map(|inline| inline.all_pieces());
        pieces.filter_map(|piece| if let Piece::Gap(wanted) = piece { Some(wanted.as_str()) } else { None })
    }

    /// The figures of `before` that `self` shows otherwise or no more. A figure that stands several times is compared
    /// place by place.
    #[must_use]
    pub fn drift(&self, before: &Self) -> Vec<Drift> {
        let mut now: BTreeMap<&FigureId, VecDeque<&str>> = BTreeMap::new();
        for (id, shown) in self.figures() {
            now.entry(id).or_default().push_back(shown);
        }
        let mut drift = Vec::new();
        for (id, shown) in before.figures() {
            let after = now.get_mut(id).and_then(VecDeque::pop_front);
            if after != Some(shown) {
                drift.push(Drift {
                    id: id.clone(),
                    before: shown.to_owned(),
                    after: after.map(str::to_owned),
                });
            }
        }
        drift
    }
}
