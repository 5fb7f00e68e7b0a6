//! Any text as the form from which a document is composed: what is one comes back from its .docx as it was, and has pages.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| sauro_fuzz::form(text));
