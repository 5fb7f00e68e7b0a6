//! An action programme as a tree: its goals, its groups of work, and under each the tasks that its clauses give.
//!
//! The tree is made of addresses: a clause `II.2.point-3` stands under the branch `II.2`, and that under `II`. Addresses outlive edits elsewhere
//! in the document, so that a task keeps its place when a newer version of the paper is read.

use super::task::Stage;
use crate::Timeliness;
use serde::{Deserialize, Serialize};
use vitext::fold::fold_text;

/// Kinds of documents that are programmes: what they give is followed branch by branch.
const KINDS: [&str; 4] = ["chuong trinh", "ke hoach", "de an", "nghi quyet"];

/// Is a document of this kind offered as a programme?
#[must_use]
pub fn is_programme(kind: &str) -> bool {
    let kind = fold_text(kind);
    KINDS.iter().any(|known| kind == *known || kind.starts_with(&format!("{known} ")))
}

/// What a branch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BranchKind {
    /// What is to be reached (mục tiêu, chỉ tiêu).
    Goal,
    /// Work that belongs together (nhóm nhiệm vụ).
    Group,
}

impl BranchKind {
    /// Its code: `goal`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Goal => "goal",
            Self::Group => "group",
        }
    }

    /// The kind with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Goal, Self::Group].into_iter().find(|kind| kind.code() == code)
    }
}

/// A heading of the programme, or a goal that it names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Branch {
    /// Its address in the document: `II.2`.
    pub address: String,
    /// Its words.
    pub title: String,
    /// What it is.
    pub kind: BranchKind,
}

/// How far the tasks of a branch are, those of the branches below it with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Advance {
    /// How many there are; what was cancelled counts nowhere.
    pub all: u64,
    /// How many are done.
    pub done: u64,
    /// How many are open and late.
    pub late: u64,
    /// Per cent of all of them, added up.
    percent: u64,
}

impl Advance {
    /// Counts a task.
    pub fn add(&mut self, stage: Stage, bucket: Option<Timeliness>, percent: u8) {
        let Some(bucket) = bucket.filter(|_| stage != Stage::Cancelled) else { return };
        self.all += 1;
        self.done += u64::from(bucket.is_done());
        self.late += u64::from(bucket == Timeliness::OpenLate);
        self.percent += u64::from(percent.min(100));
    }

    /// How far they are on average, 0 to 100, rounded down: only what is done is whole.
    #[must_use]
    pub fn percent(&self) -> u64 {
        self.percent.checked_div(self.all).unwrap_or_default()
    }
}

/// The tree.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Programme {
    branches: Vec<Branch>,
}

impl Programme {
    /// The tree of these branches, in the order of the text. An address that stands there twice is kept once.
    #[must_use]
    pub fn new(branches: Vec<Branch>) -> Self {
        let mut kept: Vec<Branch> = Vec::with_capacity(branches.len());
        let mut taken = std::collections::BTreeSet::new();
        for branch in branches {
            if taken.insert(branch.address.clone()) {
                kept.push(branch);
            }
        }
        Self { branches: kept }
    }

    /// Its branches, in the order of the text.
    #[must_use]
    pub fn branches(&self) -> &[Branch] {
        &self.branches
    }

    /// The branch under which an address stands: the nearest one above it, or itself.
    #[must_use]
    pub fn place(&self, address: &str) -> Option<usize> {
        let above = |branch: &Branch| is_within(address, &branch.address);
        let places = self.branches.iter().enumerate().filter(|(_, branch)| above(branch));
        places.max_by_key(|(_, branch)| branch.address.len()).map(|(place, _)| place)
    }

    /// The branch above one.
    #[must_use]
    pub fn parent(&self, place: usize) -> Option<usize> {
        let (above, _) = self.branches.get(place)?.address.rsplit_once('.')?;
        self.place(above)
    }

    /// How deep a branch stands, from 0.
    #[must_use]
    pub fn depth(&self, place: usize) -> usize {
        std::iter::successors(self.parent(place), |above| self.parent(*above)).count()
    }

    /// How far each branch is, in their order, from its own tasks and those below. Tasks without a branch count nowhere here.
    pub fn advance<'a>(
        &self,
        tasks: impl IntoIterator<Item = (&'a str, Stage, Option<Timeliness>, u8)>,
    ) -> Vec<Advance> {
        let mut all = vec![Advance::default(); self.branches.len()];
        for (address, stage, bucket, percent) in tasks {
            let own = self.place(address);
            for place in std::iter::successors(own, |place| self.parent(*place)) {
                if let Some(advance) = all.get_mut(place) {
                    advance.add(stage, bucket, percent);
                }
            }
        }
        all
    }
}

/// Does an address stand within another: is it the same, or does it go on after a dot?
fn is_within(address: &str, above: &str) -> bool {
    address.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn programme(addresses: &[&str]) -> Programme {
        let branch = |address: &&str| Branch {
            address: (*address).to_owned(),
            title: String::new(),
            kind: BranchKind::Group,
        };
        Programme::new(addresses.iter().map(branch).collect())
    }

    #[test]
    fn a_clause_stands_under_the_nearest_heading() {
        let tree = programme(&["I", "II", "II.1", "II.10", "II.1.2", "II.1"]);
        assert_eq!(tree.branches().len(), 5, "once each");
        for (address, at) in [
            ("II.1.point-3", Some(2)),
            ("II.10.point-1", Some(3)),
            ("II.1.2", Some(4)),
            ("II.3.point-1", Some(1)),
            ("III.1", None),
            ("", None),
        ] {
            assert_eq!(tree.place(address), at, "{address}");
        }
        assert_eq!((tree.depth(0), tree.depth(2), tree.depth(4)), (0, 1, 2));
    }

    #[test]
    fn kinds_are_known_by_their_words() {
        assert!(is_programme("Chương trình hành động") && is_programme("kế hoạch"));
        assert!(!is_programme("báo cáo") && !is_programme("kế hoạchx"));
    }

    fn address() -> impl Strategy<Value = String> {
        prop::collection::vec(1..4_u8, 1..4)
            .prop_map(|parts| parts.iter().map(u8::to_string).collect::<Vec<_>>().join("."))
    }

    proptest! {
        #[test]
        fn a_branch_is_as_far_as_its_own_tasks_and_the_branches_below(
            branches in prop::collection::vec(address(), 0..12),
            tasks in prop::collection::vec((address(), 0..9_usize, 0..5_usize, 0..=100_u8), 0..30),
        ) {
            let names: Vec<&str> = branches.iter().map(String::as_str).collect();
            let tree = programme(&names);
            let tasks: Vec<_> = tasks
                .iter()
                .map(|(at, stage, bucket, percent)| {
                    (at.as_str(), Stage::ALL[*stage], Timeliness::ALL.get(*bucket).copied(), *percent)
                })
                .collect();
            let far = tree.advance(tasks.iter().copied());
            for (place, branch) in tree.branches().iter().enumerate() {
                let mut own = Advance::default();
                // A plain look: everything whose address begins with that of the branch.
                let below = tasks.iter().filter(|task| is_within(task.0, &branch.address));
                below.for_each(|(_, stage, bucket, percent)| own.add(*stage, *bucket, *percent));
                prop_assert_eq!(far[place], own);
                prop_assert!(own.done + own.late <= own.all && own.percent() <= 100);
            }
        }
    }
}
