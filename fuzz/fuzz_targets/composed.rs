//! Any bytes as a .docx that comes back from Word: read or refused, and held against a layout.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sauro_fuzz::composed(bytes));
