//! Any bytes as a .md file.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sauro_fuzz::document("f.md", bytes));
