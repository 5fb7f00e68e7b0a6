//! Any text is read and audited in linear time.
//!
//! Nothing here looks at a clock: each text is so long that a step that is quadratic in it would take minutes, where all of
//! them together take seconds. What they cost at growing sizes is printed by `cargo bench -p sauro`.

mod pathological;

use reader::Limits;

/// Names that choose a format, and bytes of a text in it; what comes after the format is the same for all.
const FORMATS: [(&str, usize); 3] = [("a.txt", 30_000), ("a.md", 6_000), ("a.html", 6_000)];

#[test]
fn what_is_repeated_for_ever_is_read_and_audited() {
    for pattern in pathological::patterns() {
        for (name, size) in FORMATS {
            let text = pattern.text(size);
            let Ok(document) = reader::read(name, text.as_bytes(), &Limits::default()) else {
                continue;
            };
            let audits = auditor::audit(&[&document]);
            assert_eq!(audits.len(), 1, "{name} {:?}", pattern.piece);
            // what is said stays in proportion to what was read
            let said: usize = audits[0].findings.iter().map(|f| f.quote.len()).sum();
            assert!(said < 200 * size, "{name} {:?}: {said} bytes are quoted", pattern.piece);
        }
    }
}
