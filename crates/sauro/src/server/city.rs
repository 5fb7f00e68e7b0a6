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
/// What every commune and ward has below it; `*` stands for the word and the name, `%` for the name alone.
const CELLS: [&str; 8] = [
    "Chi bộ Cơ quan *",
    "Chi bộ Công an *",
    "Chi bộ Quân sự *",
    "Chi bộ Trường Mầm non %",
    "Chi bộ Trường Tiểu học %",
    "Chi bộ Trường Trung học cơ sở %",
    "Chi bộ Trạm Y tế *",
    "Chi bộ Hợp tác xã %",
];
/// How many villages, or groups of houses, each has.
const VILLAGES: usize = 7;
/// Last parts of the names of villages.
const VILLAGE: [&str; 12] =
    ["Thượng", "Hạ", "Trung", "Đông", "Đoài", "Nội", "Ngoại", "Trại", "Chợ", "Đình", "Bến", "Giữa"];
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

/// What each of the blocs has below it.
const BLOC_CELLS: [&[&str]; 4] = [
    &[
        "Văn phòng Thành ủy",
        "Ban Tổ chức Thành ủy",
        "Cơ quan Ủy ban Kiểm tra Thành ủy",
        "Ban Tuyên giáo và Dân vận Thành ủy",
        "Ban Nội chính Thành ủy",
        "Cơ quan Ủy ban Mặt trận Tổ quốc thành phố",
        "Cơ quan Thành đoàn",
        "Cơ quan Hội Liên hiệp Phụ nữ thành phố",
        "Cơ quan Hội Nông dân thành phố",
        "Cơ quan Hội Cựu chiến binh thành phố",
        "Cơ quan Liên đoàn Lao động thành phố",
        "Trường Chính trị thành phố",
        "Báo và Phát thanh, Truyền hình Hải Minh",
        "Tòa án nhân dân thành phố",
        "Viện kiểm sát nhân dân thành phố",
        "Thi hành án dân sự thành phố",
        "Liên hiệp các Hội Khoa học và Kỹ thuật",
        "Hội Văn học Nghệ thuật",
        "Hội Nhà báo thành phố",
        "Hội Luật gia thành phố",
        "Hội Chữ thập đỏ thành phố",
        "Hội Đông y thành phố",
        "Hội Khuyến học thành phố",
        "Liên minh Hợp tác xã thành phố",
        "Nhà khách Thành ủy",
        "Trung tâm Lưu trữ Thành ủy",
    ],
    &[
        "Văn phòng Ủy ban nhân dân thành phố",
        "Sở Nội vụ",
        "Sở Tài chính",
        "Sở Xây dựng",
        "Sở Công Thương",
        "Sở Nông nghiệp và Môi trường",
        "Sở Khoa học và Công nghệ",
        "Sở Giáo dục và Đào tạo",
        "Sở Y tế",
        "Sở Tư pháp",
        "Sở Văn hóa, Thể thao và Du lịch",
        "Sở Ngoại vụ",
        "Thanh tra thành phố",
        "Ban Quản lý Khu kinh tế",
        "Trung tâm Phục vụ hành chính công",
        "Bệnh viện Đa khoa thành phố",
        "Bệnh viện Phụ sản",
        "Bệnh viện Nhi",
        "Trường Đại học Hải Minh",
        "Trường Cao đẳng Kỹ thuật",
        "Ban Quản lý dự án Giao thông",
        "Ban Quản lý dự án Dân dụng",
        "Quỹ Đầu tư phát triển",
        "Trung tâm Khuyến nông",
        "Trung tâm Xúc tiến đầu tư",
        "Cảng vụ Đường thủy nội địa",
        "Kho bạc Nhà nước khu vực",
        "Thuế thành phố",
    ],
    &[
        "Phòng Tham mưu",
        "Phòng Chính trị",
        "Phòng Hậu cần - Kỹ thuật",
        "Ban Tài chính",
        "Tiểu đoàn Bộ binh 1",
        "Tiểu đoàn Bộ binh 2",
        "Đại đội Trinh sát",
        "Đại đội Thông tin",
        "Đại đội Công binh",
        "Đại đội Thiết giáp",
        "Trường Quân sự thành phố",
        "Bệnh xá Quân sự",
        "Kho Kỹ thuật",
        "Ban Chỉ huy Phòng thủ khu vực 1",
        "Ban Chỉ huy Phòng thủ khu vực 2",
        "Ban Chỉ huy Phòng thủ khu vực 3",
        "Đồn Biên phòng Cửa Sông",
        "Đồn Biên phòng Đảo Xa",
        "Hải đội Biên phòng",
        "Trung đoàn Dự bị",
        "Ban Công tác quần chúng",
        "Ban Tác chiến",
        "Ban Dân quân tự vệ",
        "Xưởng Sửa chữa",
    ],
    &[
        "Văn phòng Công an thành phố",
        "Phòng Tổ chức cán bộ",
        "Phòng Công tác chính trị",
        "Phòng Hậu cần",
        "Phòng Tham mưu",
        "Phòng An ninh đối nội",
        "Phòng An ninh kinh tế",
        "Phòng An ninh mạng",
        "Phòng Cảnh sát hình sự",
        "Phòng Cảnh sát kinh tế",
        "Phòng Cảnh sát ma túy",
        "Phòng Cảnh sát giao thông",
        "Phòng Cảnh sát phòng cháy, chữa cháy",
        "Phòng Cảnh sát cơ động",
        "Phòng Cảnh sát đường thủy",
        "Phòng Quản lý xuất nhập cảnh",
        "Phòng Quản lý hành chính về trật tự xã hội",
        "Phòng Kỹ thuật hình sự",
        "Phòng Hồ sơ",
        "Cơ quan Cảnh sát điều tra",
        "Cơ quan An ninh điều tra",
        "Trại tạm giam",
        "Bệnh viện Công an",
        "Trung tâm Huấn luyện",
        "Thanh tra Công an thành phố",
        "Phòng Ngoại tuyến",
    ],
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

/// What a commune or ward has below it: no name stands in the city twice.
fn cells(place: usize) -> Vec<String> {
    let ((_, word), name) = (kind(place), name(place));
    let bodies = CELLS.iter().map(|cell| cell.replace('*', &format!("{word} {name}")).replace('%', &name));
    let second = SECOND[place % SECOND.len()];
    let village = |number: usize| match word {
        "phường" => format!("Chi bộ Tổ dân phố {}, {word} {name}", number + 1),
        _ => format!("Chi bộ Thôn {second} {}, {word} {name}", VILLAGE[(place + number) % VILLAGE.len()]),
    };
    bodies.chain((0..VILLAGES).map(village)).collect()
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
        for (cell, body) in BLOC_CELLS[place].iter().enumerate() {
            let name = format!("Chi bộ {body}");
            rows.push(row(&format!("{code}-{}", cell + 1), &name, "", "grassroots_cell", &code));
        }
    }
    for place in 0..BEFORE {
        let (kind, word) = kind(place);
        let (code, name) = (code(place), name(place));
        rows.push(row(&code, &format!("Đảng ủy {word} {name}"), &name, kind, ""));
        for (cell, title) in cells(place).iter().enumerate() {
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
        // The one above and the name: in a list of all units, each is told from the others.
        let all: BTreeSet<_> = rows.iter().map(|row| (&row.parent, &row.name)).collect();
        assert_eq!(all.len(), rows.len());
        let cells: Vec<_> = rows.iter().filter(|row| row.kind == "cell").map(|row| &row.name).collect();
        assert_eq!(cells.iter().collect::<BTreeSet<_>>().len(), cells.len());
    }
}
