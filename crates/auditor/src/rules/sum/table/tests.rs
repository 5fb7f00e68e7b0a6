use crate::{Audit, Severity, Verdict, audit};
use reader::Limits;

fn read(table: &str) -> Audit {
    let rows: Vec<String> = table.trim().lines().map(|l| format!("| {} |", l.trim())).collect();
    let text = format!(
        "I. KẾT QUẢ\n\nTình hình các đơn vị cụ thể như sau.\n\n{}\n\nCác đơn vị tiếp tục thực hiện.\n",
        rows.join("\n")
    );
    let document =
        reader::read("bieu.md", text.as_bytes(), &Limits::default()).expect("an example is readable");
    audit(&[&document]).remove(0)
}

/// Rule, severity, words, what stands there and what was computed of every finding.
fn findings(table: &str) -> Vec<String> {
    let word = |s| if s == Severity::Certain { "certain" } else { "verify" };
    let findings = read(table).findings;
    findings
        .iter()
        .map(|f| format!("{} {}: {}: {} / {}", f.rule, word(f.severity), f.quote, f.stated, f.computed))
        .collect()
}

/// Relations that hold, and that do not.
fn relations(table: &str) -> (usize, usize) {
    let relations = read(table).relations;
    let broken = relations.iter().filter(|r| r.verdict == Verdict::Broken).count();
    (relations.len() - broken, broken)
}

const UNITS: &str = "
    STT | Đơn vị | Tổng số | Nam | Nữ | Dưới 40 tuổi
    --- | --- | --- | --- | --- | ---
    1 | Thành phố | 63 | 54 | 9 | 5
    2 | Xã, phường, đặc khu | 1.386 | 1.041 | 345 | 298
    3 | Cơ sở | 9.418 | 6.207 | 3.211 | 2.976
    | Cộng | 10.867 | 7.302 | 3.565 | 3.279";

#[test]
fn rows_and_columns_that_add_up_are_silent_and_counted() {
    assert_eq!(findings(UNITS), Vec::<String>::new());
    // the last row and its last column share their words
    assert_eq!(relations(UNITS), (7, 0));
}

#[test]
fn a_wrong_total_is_said_once() {
    let found = findings(&UNITS.replace("3.565", "3.585"));
    assert_eq!(found, ["R2 certain: Cộng | 10.867 | 7.302 | 3.585: 3.585 / 3.565"]);
}

#[test]
fn a_wrong_cell_is_said_where_it_stands() {
    let found = findings(&UNITS.replace("345", "354"));
    assert_eq!(found, ["R2 certain: Xã, phường, đặc khu | 1.386 | 1.041 | 354: 1.386 / 1.395"]);
}

#[test]
fn the_label_of_a_total_may_span_columns() {
    let merged = UNITS.replace("    | Cộng |", "    Tổng cộng |");
    assert_eq!(findings(&merged), Vec::<String>::new());
    assert_eq!(
        findings(&merged.replace("3.279", "3.297")),
        ["R2 certain: Tổng cộng | 10.867 | 7.302 | 3.565 | 3.297: 3.297 / 3.279"]
    );
}

#[test]
fn a_total_may_stand_first() {
    let first = "
        Đơn vị | Đảng bộ | Chi bộ
        --- | --- | ---
        Tổng số | 40 | 91
        Xã Cẩm Trà | 12 | 30
        Phường Bến Đước | 20 | 41
        Đặc khu Hòn Vạc | 8 | 20";
    assert_eq!(relations(first), (2, 0));
    assert_eq!(findings(&first.replace("91", "93")), ["R2 verify: Tổng số | 40 | 93: 93 / 91"]);
}

#[test]
fn a_list_with_one_column_of_figures() {
    let list = "
        Nội dung | Số lượng
        --- | ---
        Nghị quyết | 12
        Kế hoạch | 38
        Công văn | 107
        Cộng | 175";
    assert_eq!(findings(list), ["R2 verify: Cộng | 175: 175 / 157"]);
    assert_eq!(findings(&list.replace("175", "157")), Vec::<String>::new());
    // nothing says that so different a figure is meant to be the sum
    assert_eq!(findings(&list.replace("175", "1.980")), Vec::<String>::new());
}

#[test]
fn groups_and_their_details() {
    let groups = "
        TT | Đơn vị | Kế hoạch | Thực hiện
        --- | --- | --- | ---
        I | Khối xã | 100 | 95
        1 | Xã Cẩm Trà | 60 | 55
        2 | Xã Tân Khê | 40 | 40
        II | Khối phường | 210 | 220
        1 | Phường Bến Đước | 110 | 125
        2 | Phường Cồn Vạc | 100 | 95
        | Tổng cộng | 310 | 315";
    assert_eq!(relations(groups), (6, 0));
    assert_eq!(
        findings(&groups.replace("110 | 125", "110 | 135")),
        ["R2 certain: II | Khối phường | 210 | 220: 220 / 230"]
    );
}

#[test]
fn parts_of_rows_are_not_added_again() {
    let among = "
        TT | Nội dung | Tháng 3 | Tháng 4
        --- | --- | --- | ---
        1 | Kết nạp | 120 | 132
        | Trong đó: nữ | 64 | 70
        2 | Chuyển đến | 31 | 28
        | Cộng | 151 | 160";
    assert_eq!(relations(among), (2, 0));
    assert_eq!(findings(among), Vec::<String>::new());
}

#[test]
fn shares_of_the_total() {
    let ages = "
        Độ tuổi | Số lượng | Tỷ lệ (%)
        --- | --- | ---
        Dưới 30 tuổi | 11.304 | 12,2
        Từ 31 đến 45 tuổi | 24.118 | 26,0
        Từ 46 đến 60 tuổi | 20.907 | 22,5
        Trên 60 tuổi | 36.545 | 39,3
        Tổng số | 92.874 | 100";
    assert_eq!(relations(ages), (6, 0));
    assert_eq!(findings(ages), Vec::<String>::new());
    assert_eq!(
        findings(&ages.replace("39,3", "39,9")),
        ["R1 certain: Trên 60 tuổi | 36.545 | 39,9: 39,9% / 39,3%"]
    );
}

#[test]
fn quotients_of_two_columns() {
    let plan = "
        Chỉ tiêu | Kế hoạch | Thực hiện | Tỷ lệ
        --- | --- | --- | ---
        Kết nạp đảng viên | 40 | 47 | 117,5%
        Kiểm tra tổ chức đảng | 12 | 11 | 91,7%
        Giám sát | 15 | 15 | 100%
        Mở lớp bồi dưỡng | 30 | 27 | 90%";
    assert_eq!(findings(plan), Vec::<String>::new());
    assert_eq!(
        findings(&plan.replace("90%", "99%")),
        ["R1 certain: Mở lớp bồi dưỡng | 30 | 27 | 99%: 99% / 90%"]
    );
}

#[test]
fn what_is_not_understood_is_left_alone() {
    for table in [
        // averages and rates in the row of totals
        "
        Đơn vị | Thu nhập bình quân | Mật độ
        --- | --- | ---
        Xã Cẩm Trà | 61 | 820
        Phường Bến Đước | 84 | 3.105
        Toàn thành phố | 75 | 1.210",
        // indicators, one of which has a total in its name
        "
        Chỉ tiêu | Năm 2024 | Năm 2025
        --- | --- | ---
        Tổng số hồ sơ tiếp nhận | 1.204 | 1.310
        Hồ sơ giải quyết đúng hạn | 1.180 | 1.299
        Số lượt góp ý | 37 | 41
        Tổng số văn bản | 402 | 388",
        // overlapping kinds
        "
        Nội dung | Tổng số | Nữ | Dưới 30 tuổi
        --- | --- | --- | ---
        Kết nạp | 120 | 64 | 98
        Chuyển chính thức | 96 | 40 | 71
        Khen thưởng | 44 | 20 | 15",
        // years are titles, numbers of columns are no figures
        "
        Đơn vị | 2024 | 2025
        --- | --- | ---
        A | 1 | 2
        Xã Cẩm Trà | 16 | 18
        Cộng | 16 | 18",
        // days in a plan of work
        "
        TT | Nội dung | Thời gian
        --- | --- | ---
        1 | Họp Ban Thường vụ | 15
        2 | Họp Ban Chấp hành | 28
        3 | Tổng cộng |",
    ] {
        assert_eq!(findings(table), Vec::<String>::new(), "{table}");
    }
}
