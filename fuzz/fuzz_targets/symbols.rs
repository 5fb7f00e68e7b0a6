//! Symbols of documents in any text.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    let mut end = 0;
    for found in vitext::symbol::find(text) {
        assert!(end <= found.range.start, "symbols overlap");
        assert!(text.get(found.range.clone()).is_some());
        end = found.range.end;
    }
});
