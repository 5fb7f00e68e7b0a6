//! The register of documents: what was read of them, and what is done with them.

pub mod reading;
