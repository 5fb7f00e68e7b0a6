//! All units of one day, as they stand under each other.

use super::unit::Unit;
use crate::ids::UnitId;
use std::collections::HashMap;
use std::sync::Arc;

/// The units of one day in the order in which a person reads them: each before its children, siblings by position and name.
///
/// A subtree is a run of neighbours, so all questions are answered without search.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Forest {
    nodes: Vec<Node>,
    places: HashMap<UnitId, usize>,
}

/// A unit in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// The unit.
    pub unit: Arc<Unit>,
    /// How many units stand above it; zero for a root.
    pub depth: usize,
    /// Place of its parent.
    parent: Option<usize>,
    /// One past the place of its last descendant.
    end: usize,
}

impl Forest {
    pub(super) fn of(units: impl Iterator<Item = Arc<Unit>>) -> Self {
        let mut children: HashMap<Option<UnitId>, Vec<Arc<Unit>>> = HashMap::new();
        for unit in units {
            children.entry(unit.parent).or_default().push(unit);
        }
        for siblings in children.values_mut() {
            // Taken from the end, so the first stands last.
            siblings.sort_by(|a, b| b.order().cmp(&a.order()));
        }
        let mut forest = Self::default();
        let mut open: Vec<usize> = Vec::new();
        let mut roots = children.remove(&None).unwrap_or_default();
        loop {
            let parent = open.last().map(|&place| forest.nodes[place].unit.id);
            let siblings = if parent.is_none() { Some(&mut roots) } else { children.get_mut(&parent) };
            if let Some(unit) = siblings.and_then(Vec::pop) {
                let place = forest.nodes.len();
                forest.places.insert(unit.id, place);
                forest.nodes.push(Node {
                    unit,
                    depth: open.len(),
                    parent: open.last().copied(),
                    end: place + 1,
                });
                open.push(place);
            } else if let Some(done) = open.pop() {
                forest.nodes[done].end = forest.nodes.len();
            } else {
                return forest;
            }
        }
    }

    /// Every unit in reading order.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// How many units there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Are there none?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Does the unit live on that day?
    #[must_use]
    pub fn contains(&self, unit: UnitId) -> bool {
        self.places.contains_key(&unit)
    }

    /// The unit in its place.
    #[must_use]
    pub fn node(&self, unit: UnitId) -> Option<&Node> {
        self.places.get(&unit).map(|&place| &self.nodes[place])
    }

    /// The unit.
    #[must_use]
    pub fn unit(&self, unit: UnitId) -> Option<&Arc<Unit>> {
        self.node(unit).map(|node| &node.unit)
    }

    /// Those under no other.
    pub fn roots(&self) -> impl Iterator<Item = &Node> {
        Siblings { nodes: &self.nodes, next: 0, end: self.nodes.len() }
    }

    /// Those right under the unit.
    pub fn children(&self, unit: UnitId) -> impl Iterator<Item = &Node> {
        let (next, end) = self.places.get(&unit).map_or((0, 0), |&place| (place + 1, self.nodes[place].end));
        Siblings { nodes: &self.nodes, next, end }
    }

    /// The unit and all below it, in reading order; empty if it does not live.
    #[must_use]
    pub fn subtree(&self, unit: UnitId) -> &[Node] {
        self.places.get(&unit).map_or(&[], |&place| &self.nodes[place..self.nodes[place].end])
    }

    /// Those above the unit, its parent first.
    pub fn ancestors(&self, unit: UnitId) -> impl Iterator<Item = &Node> {
        let above = |node: &Node| node.parent.map(|place| &self.nodes[place]);
        std::iter::successors(self.node(unit).and_then(above), move |node| above(node))
    }

    /// From the root to the unit, both with it.
    #[must_use]
    pub fn path(&self, unit: UnitId) -> Vec<&Node> {
        let mut path: Vec<&Node> = self.node(unit).into_iter().chain(self.ancestors(unit)).collect();
        path.reverse();
        path
    }

    /// Is `unit` the unit `top` or somewhere below it?
    #[must_use]
    pub fn is_within(&self, unit: UnitId, top: UnitId) -> bool {
        let (Some(&unit), Some(&top)) = (self.places.get(&unit), self.places.get(&top)) else { return false };
        (top..self.nodes[top].end).contains(&unit)
    }
}

struct Siblings<'a> {
    nodes: &'a [Node],
    next: usize,
    end: usize,
}

impl<'a> Iterator for Siblings<'a> {
    type Item = &'a Node;

    fn next(&mut self) -> Option<&'a Node> {
        let node = self.nodes[..self.end].get(self.next)?;
        self.next = node.end;
        Some(node)
    }
}
