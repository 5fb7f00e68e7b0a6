//! Numbers at every digit of any text.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    let bytes = text.as_bytes();
    for at in 0..bytes.len() {
        let begins = bytes[at].is_ascii_digit() && (at == 0 || !bytes[at - 1].is_ascii_digit());
        let Some(number) = begins.then(|| vitext::number::at(text, at)).flatten() else { continue };
        assert_eq!(number.range.start, at);
        assert!(text.get(number.range.clone()).is_some());
        let written = vitext::number::write(number.value);
        let again = vitext::number::at(&written, 0).expect("a number is written as a number");
        assert_eq!(again.value, number.value, "{written}");
    }
});
