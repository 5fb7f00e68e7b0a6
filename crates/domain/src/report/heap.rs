//! A heap of statements put in order: the same things together, what is new first.
//!
//! Two statements are alike where they share at least `ALIKE` hundredths of their shingles: runs of two words, numbers and the
//! unit's own name taken out. Candidates come from bands of minimal hashes, so that a heap takes time in proportion to its words;
//! each is then compared exactly.

use super::statement::Statement;
use crate::ids::UnitId;
use crate::search::words;
use std::collections::HashMap;

/// Hundredths of shingles that two statements share when they are alike.
const ALIKE: usize = 60;
/// Words of a shingle.
const RUN: usize = 2;
/// Bands of two minimal hashes: two statements just alike meet in one of them in 99 of 100 cases.
const BANDS: usize = 12;
/// Most groups that are compared for one band: what all statements share tells nothing apart.
const MOST: usize = 16;
/// From so many units on a group is commonplace.
const COMMON: usize = 3;

/// Statements that say the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Their places in the heap, in order; the first stands for all.
    pub said: Vec<usize>,
    /// How many units say so.
    pub units: usize,
    /// Is it not in what was said before?
    pub is_new: bool,
}

/// The statements of a heap as groups; `name` says what a unit is called, `before` what the last report said. What is new comes
/// first, and of that what few say; else the order is that of the heap.
#[must_use]
pub fn groups<'n>(heap: &[Statement], name: impl Fn(UnitId) -> &'n str, before: &[String]) -> Vec<Group> {
    let mut index = Index::default();
    for text in before {
        index.place(&shingles(text, ""));
    }
    let old = index.leaders.len();
    let mut said: HashMap<usize, Vec<usize>> = HashMap::new();
    for (place, statement) in heap.iter().enumerate() {
        let leader = index.place(&shingles(&statement.text, name(statement.unit)));
        said.entry(leader).or_default().push(place);
    }
    let mut groups: Vec<Group> = said
        .into_iter()
        .map(|(leader, said)| {
            let mut units: Vec<UnitId> = said.iter().map(|place| heap[*place].unit).collect();
            units.sort_unstable();
            units.dedup();
            Group { units: units.len(), said, is_new: leader >= old }
        })
        .collect();
    groups.sort_by_key(|group| (!group.is_new, group.units >= COMMON, group.said[0]));
    groups
}

/// Groups by what stands for them.
#[derive(Default)]
struct Index {
    leaders: Vec<Vec<u64>>,
    bands: HashMap<(usize, u64), Vec<usize>>,
}

impl Index {
    /// The group of these shingles, a new one where none is alike.
    fn place(&mut self, shingles: &[u64]) -> usize {
        let bands = bands(shingles);
        let mut tried: Vec<usize> = Vec::new();
        for key in &bands {
            for leader in self.bands.get(key).into_iter().flatten() {
                if !tried.contains(leader) {
                    tried.push(*leader);
                }
            }
        }
        tried.sort_unstable();
        if let Some(leader) = tried.into_iter().find(|leader| alike(&self.leaders[*leader], shingles)) {
            return leader;
        }
        let leader = self.leaders.len();
        self.leaders.push(shingles.to_vec());
        for key in bands {
            let there = self.bands.entry(key).or_default();
            if there.len() < MOST {
                there.push(leader);
            }
        }
        leader
    }
}

/// Sorted, each once.
fn shingles(text: &str, name: &str) -> Vec<u64> {
    let own: Vec<String> = words(name).map(|word| word.folded).collect();
    let all: Vec<String> = words(text).map(|word| word.folded).collect();
    let mut kept: Vec<&str> = Vec::with_capacity(all.len());
    let mut at = 0;
    while at < all.len() {
        if !own.is_empty() && all[at..].starts_with(&own) {
            at += own.len();
            continue;
        }
        if !all[at].bytes().all(|b| b.is_ascii_digit()) {
            kept.push(&all[at]);
        }
        at += 1;
    }
    let mut hashes: Vec<u64> = if kept.len() < RUN {
        vec![kept.iter().fold(SEED, |hash, word| hashed(word, hash))]
    } else {
        kept.windows(RUN).map(|run| run.iter().fold(SEED, |hash, word| hashed(word, hash))).collect()
    };
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a, with an end of the word.
fn hashed(word: &str, seed: u64) -> u64 {
    word.bytes().chain([0]).fold(seed, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The finishing step of splitmix64.
fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

fn bands(shingles: &[u64]) -> Vec<(usize, u64)> {
    let least = |seed: usize| {
        let seed = mixed(u64::try_from(seed).unwrap_or(0).wrapping_add(1));
        shingles.iter().map(|hash| mixed(hash ^ seed)).min().unwrap_or(0)
    };
    (0..BANDS).map(|band| (band, mixed(least(2 * band)) ^ least(2 * band + 1))).collect()
}

fn alike(one: &[u64], other: &[u64]) -> bool {
    let (mut a, mut b, mut shared) = (0, 0, 0);
    while a < one.len() && b < other.len() {
        match one[a].cmp(&other[b]) {
            std::cmp::Ordering::Less => a += 1,
            std::cmp::Ordering::Greater => b += 1,
            std::cmp::Ordering::Equal => {
                (a, b, shared) = (a + 1, b + 1, shared + 1);
            }
        }
    }
    shared * 100 >= ALIKE * (one.len() + other.len() - shared)
}
