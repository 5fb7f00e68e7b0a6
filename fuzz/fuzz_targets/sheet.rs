//! Any bytes as a table: rows within the limits, or a refusal.
#![no_main]

use reader::sheet::{SheetLimits, read};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let limits = SheetLimits { file: 1 << 20, unpacked: 4 << 20, rows: 500, columns: 16 };
    if let Ok(rows) = read(bytes, &limits) {
        assert!(!rows.is_empty() && rows.len() <= limits.rows);
        assert!(rows.iter().all(|row| !row.cells.is_empty() && row.cells.len() <= limits.columns));
    }
});
