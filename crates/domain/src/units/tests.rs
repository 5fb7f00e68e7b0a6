//! Histories at random against a naive reading of the events, and the events of domain.md §3 one by one.

pub(crate) mod generator;
mod naive;
mod properties;
mod rules;
