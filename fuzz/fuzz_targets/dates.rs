//! Dates and periods in any text.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    let mut end = 0;
    for time in vitext::date::find(text) {
        assert!(end <= time.range.start, "times overlap");
        assert!(text.get(time.range.clone()).is_some() && text.get(time.phrase.clone()).is_some());
        end = time.range.end;
        if let Some(period) = time.written.period(Some(2026)) {
            assert!(period.first_day() <= period.last_day(), "{period:?}");
        }
    }
});
