//! An invented city: thành phố Hải Minh, with its units before and after 1 July 2025.

use domain::units::import::Row;

/// First parts of the names of communes.
const FIRST: [&str; 20] = [
    "An",
    "Bình",
    "Cát",
    "Đông",
    "Hải",
    "Hòa",
    "Kiến",
    "Lâm",
    "Minh",
    "Nam",
    "Phú",
    "Quang",
    "Sơn",
    "Tân",
    "Thái",
    "Thanh",
    "Thủy",
    "Trường",
    "Vân",
    "Xuân",
];
/// Second parts.
const SECOND: [&str; 9] = ["Đức", "Hà", "Khê", "Lạc", "Lộc", "Phong", "Thịnh", "Tiến", "Giang"];
/// What a commune has below it.
const CELLS: [&str; 15] = [
    "Chi bộ Cơ quan",
    "Chi bộ Công an",
    "Chi bộ Quân sự",
    "Chi bộ Trường Mầm non",
    "Chi bộ Trường Tiểu học",
    "Chi bộ Trường Trung học cơ sở",
    "Chi bộ Trạm Y tế",
    "Chi bộ Thôn 1",
    "Chi bộ Thôn 2",
    "Chi bộ Thôn 3",
    "Chi bộ Thôn 4",
    "Chi bộ Thôn 5",
    "Chi bộ Thôn 6",
    "Chi bộ Thôn 7",
    "Chi bộ Hợp tác xã",
];
/// The bodies that serve the committee.
const BODIES: [(&str, &str); 6] = [
    ("Văn phòng Thành ủy", "office"),
    ("Ban Tổ chức Thành ủy", "commission"),
    ("Ủy ban Kiểm tra Thành ủy", "inspection_committee"),
    ("Ban Tuyên giáo và Dân vận Thành ủy", "commission"),
    ("Ban Nội chính Thành ủy", "commission"),
    ("Trung tâm Chính trị thành phố", "political_centre"),
];
/// The blocs.
const BLOCS: [&str; 4] = [
    "Đảng ủy các cơ quan Đảng thành phố",
    "Đảng ủy Ủy ban nhân dân thành phố",
    "Đảng ủy Quân sự thành phố",
    "Đảng ủy Công an thành phố",
];

/// How many communes there were before the merger.
pub(crate) const BEFORE: usize = FIRST.len() * SECOND.len();

/// Name of a commune or ward, from the place in the list.
pub(crate) fn name(place: usize) -> String {
    format!("{} {}", FIRST[place / SECOND.len() % FIRST.len()], SECOND[place % SECOND.len()])
}

/// Code of a commune of before the merger.
pub(crate) fn code(place: usize) -> String {
    format!("X{place:03}")
}

/// Kind of a commune and the word for it: the first are in the town.
pub(crate) fn kind(place: usize) -> (&'static str, &'static str) {
    match place {
        0 => ("special_zone_committee", "đặc khu"),
        1..=60 => ("ward_committee", "phường"),
        _ => ("commune_committee", "xã"),
    }
}

/// The units that become one: 66 mergers make 114 of 180.
pub(crate) fn mergers() -> Vec<Vec<usize>> {
    // Every fifth pair takes a third one with it, as in life.
    let mut groups = Vec::new();
    let mut next = 1;
    let mut gone = 0;
    while gone < BEFORE - 114 {
        let size = if groups.len() % 5 == 4 && gone + 2 <= BEFORE - 114 { 3 } else { 2 };
        groups.push((next..next + size).collect());
        gone += size - 1;
        next += size;
    }
    groups
}

/// All units of before the merger, as the rows of a table.
pub(crate) fn rows() -> Vec<Row> {
    let row = |code: &str, name: &str, short: &str, kind: &str, parent: &str| Row {
        code: code.to_owned(),
        name: name.to_owned(),
        short_name: short.to_owned(),
        kind: kind.to_owned(),
        parent: parent.to_owned(),
    };
    let mut rows = Vec::new();
    for (place, (name, kind)) in BODIES.iter().enumerate() {
        rows.push(row(&format!("C{place}"), name, "", kind, ""));
    }
    for (place, name) in BLOCS.iter().enumerate() {
        let code = format!("K{place}");
        rows.push(row(&code, name, "", "bloc_committee", ""));
        for cell in 1..=30 {
            rows.push(row(
                &format!("{code}-{cell}"),
                &format!("Chi bộ {cell}"),
                "",
                "grassroots_cell",
                &code,
            ));
        }
    }
    for place in 0..BEFORE {
        let (kind, word) = kind(place);
        let (code, name) = (code(place), name(place));
        rows.push(row(&code, &format!("Đảng ủy {word} {name}"), &name, kind, ""));
        for (cell, title) in CELLS.iter().enumerate() {
            rows.push(row(&format!("{code}-{cell}"), title, "", "cell", &code));
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_city_has_118_units_and_some_3_000_below_them() {
        let rows = rows();
        let kinds = domain::units::UnitKinds::built_in().unwrap();
        assert_eq!(domain::units::import::import(&rows, &kinds).map(|units| units.len()), Ok(rows.len()));
        let below = rows.iter().filter(|row| !row.parent.is_empty()).count();
        assert!((2_800..3_000).contains(&below), "{below}");
        let gone: usize = mergers().iter().map(|group| group.len() - 1).sum();
        assert_eq!(BEFORE - gone + BLOCS.len(), 118);
        let merged: Vec<usize> = mergers().concat();
        assert_eq!(merged.iter().collect::<BTreeSet<_>>().len(), merged.len());
        assert!(merged.iter().all(|place| *place < BEFORE));
        let names: BTreeSet<_> = (0..BEFORE).map(name).collect();
        assert_eq!(names.len(), BEFORE);
    }
}
