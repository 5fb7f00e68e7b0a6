//! Leads that an assignment gives to the clauses above it: `Phân công thực hiện: Ban Tổ chức Đảng ủy`.

use super::block::Block;
use super::{Candidate, Cue, Reader};
use crate::document::SectionId;
use crate::facts::key::key;
use std::collections::HashMap;

impl Reader<'_> {
    /// Gives the clauses of a part the lead that its assignment names below them.
    pub(super) fn assign(&mut self) {
        let mut groups: HashMap<SectionId, Vec<usize>> = HashMap::new();
        for (index, candidate) in self.candidates.iter().enumerate() {
            if let Some(group) = candidate.group {
                groups.entry(group).or_default().push(index);
            }
        }
        for members in groups.into_values() {
            let given: Vec<usize> = members
                .iter()
                .copied()
                .filter(|&i| {
                    self.candidates[i].block == Block::Assignment && self.candidates[i].cue == Cue::Given
                })
                .collect();
            let Some(&last) = given.last() else { continue };
            let mut leads: Vec<&Vec<String>> = given.iter().map(|&i| &self.candidates[i].task.lead).collect();
            leads.dedup();
            let single = (leads.len() == 1).then(|| leads[0].clone());
            let bare = given
                .iter()
                .find(|&&i| self.candidates[i].bare)
                .map(|&i| self.candidates[i].task.lead.clone());
            let by_symbol: HashMap<String, usize> = given
                .iter()
                .rev()
                .flat_map(|&g| self.candidates[g].symbols.iter().map(move |s| (s.clone(), g)))
                .collect();
            for &index in members.iter().filter(|i| **i < last) {
                let candidate = &self.candidates[index];
                if candidate.block != Block::Tasks || !candidate.task.lead.is_empty() {
                    continue;
                }
                let shared = candidate
                    .symbols
                    .iter()
                    .find_map(|s| by_symbol.get(s))
                    .map(|&g| self.candidates[g].task.lead.clone());
                let drafts = self.drafts(candidate);
                let lead = bare
                    .clone()
                    .or_else(|| shared.filter(|_| drafts))
                    .or_else(|| single.clone().filter(|_| drafts));
                if let Some(lead) = lead {
                    let candidate = &mut self.candidates[index];
                    candidate.task.lead = lead;
                    candidate.task.deadline = candidate.task.deadline.or(candidate.if_led);
                    candidate.counts = true;
                }
            }
        }
    }

    /// The clause orders a document to be drawn up: `Ban hành Hướng dẫn …`.
    fn drafts(&self, candidate: &Candidate) -> bool {
        let action = key(&candidate.task.action);
        let draws_up = ["ban hành", "tham mưu", "xây dựng và ban hành"].iter().any(|v| action.starts_with(v));
        draws_up && candidate.task.product.as_ref().is_some_and(|p| p.starts_with(char::is_uppercase))
    }
}
