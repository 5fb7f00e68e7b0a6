//! Folding, keys and old encodings of any text.
#![no_main]

use vitext::{fold, legacy, nfc, sort, tone};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let folded = fold::fold(text);
    assert!(text.get(folded.map.origin(0..folded.text.len())).is_some());
    let key = tone::key(text);
    assert_eq!(tone::key(&key), key);
    assert_eq!(sort::key(text), sort::key(&nfc::nfc(text).0));
    if let Some(found) = legacy::detect(text) {
        let (decoded, map) = legacy::decode(text, found);
        assert_eq!(map.origin(0..decoded.len()), 0..text.len());
        assert_eq!(legacy::detect(&decoded), None, "{decoded}");
    }
});
