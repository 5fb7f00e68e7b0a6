//! The result for machines.

pub(crate) use reading::json::{audit, read};

#[cfg(test)]
mod tests;
