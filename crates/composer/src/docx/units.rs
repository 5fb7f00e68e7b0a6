//! Lengths of WordprocessingML.

/// Twentieths of a point of so many millimetres.
pub(crate) fn twips(mm: u32) -> i64 {
    (i64::from(mm) * 14_400 + 127) / 254
}

/// Twentieths of a point of so many thousandths of a point.
pub(super) fn twips_of(thousandths: i64) -> i64 {
    (thousandths + 25) / 50
}
