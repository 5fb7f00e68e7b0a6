use super::*;
use crate::{Limits, read};

fn tasks(text: &str) -> Vec<Task> {
    read("a.txt", text.as_bytes(), &Limits::default()).unwrap().tasks
}

/// One line a task: section, leads, coordinating units, deadline (in brackets when inherited), action.
fn lines(text: &str) -> Vec<String> {
    let line = |t: &Task| {
        let due = t.deadline.map_or_else(|| "-".to_owned(), |d| d.to_string());
        let due = if t.inherited { format!("({due})") } else { due };
        format!(
            "{} | {} | {} | {due} | {}",
            t.section.as_deref().unwrap_or("-"),
            t.lead.join(" + "),
            t.coordinate.join(" + "),
            t.action
        )
    };
    tasks(text).iter().map(line).collect()
}

#[test]
fn a_report_gives_its_next_month() {
    let text = "\
I. KẾT QUẢ

1. Công tác đê điều

- Ban Thường vụ Thành ủy ban hành 05 kế hoạch. Tổ chức 03 hội nghị trong tháng 11/2025.

- Chỉ đạo các chi bộ cơ sở căn cứ Kế hoạch số 21-KH/ĐU, ngày 08/5/2025 xây dựng kế hoạch giữ đê.

II. NHIỆM VỤ TRỌNG TÂM THÁNG 12 NĂM 2025

1. Triển khai Kết luận số 31-KL/TW, ngày 03/12/2025 của Ban Bí thư; hoàn thành báo cáo trước ngày 20/12/2025.

2. Chỉ đạo các chi bộ cơ sở phối hợp với lãnh đạo cơ quan, đơn vị rà soát sổ tàu cá. Định kỳ báo cáo kết quả.

III. KIẾN NGHỊ, ĐỀ XUẤT

Đề nghị Ban Tổ chức Trung ương hướng dẫn công tác cán bộ.
";
    assert_eq!(
        lines(text),
        [
            "I.1 | các chi bộ cơ sở |  | - | căn cứ Kế hoạch số 21-KH/ĐU, ngày 08/5/2025 xây dựng kế hoạch giữ đê",
            "II.1 |  |  | (2025-12) | Triển khai Kết luận số 31-KL/TW, ngày 03/12/2025 của Ban Bí thư",
            "II.1 |  |  | 2025-12-20 | hoàn thành báo cáo trước ngày 20/12/2025",
            "II.2 | các chi bộ cơ sở | lãnh đạo cơ quan, đơn vị | (2025-12) | rà soát sổ tàu cá",
            "II.2 |  |  | (2025-12) | Định kỳ báo cáo kết quả",
        ]
    );
    let tasks = tasks(text);
    assert_eq!(tasks[0].source_document.as_deref(), Some("21-KH/ĐU"));
    assert_eq!(tasks[1].source_document.as_deref(), Some("31-KL/TW"));
    assert_eq!(tasks[4].recurrence, Some(crate::Recurrence::Periodic));
}

#[test]
fn a_programme_assigns_below_its_tasks() {
    let text = "\
I. NỘI DUNG CHƯƠNG TRÌNH

1. Nâng cao chất lượng sinh hoạt chi bộ

Mục tiêu: Ban hành đủ quy chế trong năm 2026.

Nhiệm vụ và giải pháp:

- Ban hành Kế hoạch nâng cao chất lượng sinh hoạt chi bộ. Tổ chức kiểm tra ít nhất 1 lần/nhiệm kỳ.

Phân công thực hiện: Sở Nội vụ

2. Nhiệm kỳ 2025 - 2030: mở cửa thư viện

Nhiệm vụ và giải pháp:

- Nâng cao nhận thức của cán bộ, đảng viên.

- Các chi bộ tổ chức quán triệt nghị quyết trong tháng 9/2025; kế hoạch hoàn thành trước ngày 30/11/2025.

Phân công thực hiện: Giao Văn phòng Thành ủy:

- Cập nhật dữ liệu đảng viên hằng tháng.

- Tham mưu xây dựng đề án.
";
    assert_eq!(
        lines(text),
        [
            "I.1 | Sở Nội vụ |  | - | Ban hành Kế hoạch nâng cao chất lượng sinh hoạt chi bộ",
            "I.1 | Sở Nội vụ |  | 2025/2030 | Tổ chức kiểm tra ít nhất 1 lần/nhiệm kỳ",
            "I.1 | Sở Nội vụ |  | - | Sở Nội vụ",
            "I.2 | Các chi bộ |  | 2025-09 | tổ chức quán triệt nghị quyết trong tháng 9/2025",
            "I.2 | Các chi bộ |  | 2025-11-30 | kế hoạch hoàn thành trước ngày 30/11/2025",
            "I.2 | Văn phòng Thành ủy |  | - | Cập nhật dữ liệu đảng viên hằng tháng",
            "I.2 | Văn phòng Thành ủy |  | - | Tham mưu xây dựng đề án",
        ]
    );
}

#[test]
fn who_carries_out() {
    let text = "\
I. MỤC TIÊU

Xây dựng thành phố Hải Minh văn minh.

II. TỔ CHỨC THỰC HIỆN

1. Ban Tổ chức Thành ủy

- Tham mưu kế hoạch luân chuyển cán bộ, hoàn thành trong quý II/2026.

- Phối hợp với Sở Nội vụ rà soát biên chế.

2. Đảng ủy Ủy ban nhân dân thành phố chủ trì, phối hợp với Ban Nội chính Thành ủy chỉ đạo thanh tra công vụ.

3. Đồng chí Bí thư chi bộ chịu trách nhiệm báo cáo kết quả trước ngày 25/6/2026.

4. Kế hoạch này thay thế Kế hoạch số 03-KH/ĐU, ngày 04/9/2025.
";
    assert_eq!(
        lines(text),
        [
            "II.1 | Ban Tổ chức Thành ủy |  | 2026-Q2 | Tham mưu kế hoạch luân chuyển cán bộ, hoàn thành trong quý II/2026",
            "II.1 | Ban Tổ chức Thành ủy | Sở Nội vụ | - | rà soát biên chế",
            "II.2 | Đảng ủy Ủy ban nhân dân thành phố | Ban Nội chính Thành ủy | - | chỉ đạo thanh tra công vụ",
            "II.3 | Đồng chí Bí thư chi bộ |  | 2026-06-25 | chịu trách nhiệm báo cáo kết quả trước ngày 25/6/2026",
        ]
    );
}

#[test]
fn any_text_is_read() {
    for text in [
        "",
        "Giao",
        "Giao :",
        "- Giao cho",
        "Phân công thực hiện:",
        "II. NHIỆM VỤ THÁNG 5/2026\n\n;;;.\n\n“(",
        "Các , và ; trong",
    ] {
        let _ = read("a.txt", format!("I. KẾT QUẢ\n\n{text}\n").as_bytes(), &Limits::default());
    }
}
