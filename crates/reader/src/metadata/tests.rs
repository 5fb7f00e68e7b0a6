use super::*;
use crate::{Limits, Refusal, format, read_source};

fn document(text: &str) -> Document {
    read_source(format::extract("a.txt", text.as_bytes(), &Limits::default()).unwrap())
}

const PARTY: &str = "\
ĐẢNG BỘ THÀNH PHỐ HẢI MINH            ĐẢNG CỘNG SẢN VIỆT NAM
ĐẢNG ỦY CÁC CƠ QUAN ĐẢNG
           *                         Hải Minh, ngày 03 tháng 02 năm 2026
Số 05-BC/ĐU
KHẨN

BÁO CÁO
kết quả giữ đê, mở chợ tháng 01;
nhiệm vụ trọng tâm tháng 02/2026
-----

I. KẾT QUẢ

1. Đê điều

Đảng ủy đã ban hành 05 văn bản.

Nơi nhận:
- Ban Tổ chức Thành ủy (để báo cáo),
- Các chi bộ ven biển,
- Lưu Văn phòng.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ


Trần Thị Biển
";

#[test]
fn a_party_report() {
    let metadata = read(&document(PARTY));
    assert_eq!(metadata.kind.as_deref(), Some("Báo cáo"));
    assert_eq!((metadata.number.as_deref(), metadata.symbol.as_deref()), (Some("05"), Some("05-BC/ĐU")));
    assert_eq!(metadata.date.map(|d| d.to_string()).as_deref(), Some("2026-02-03"));
    assert_eq!(metadata.place_of_issue.as_deref(), Some("Hải Minh"));
    assert_eq!(metadata.issuer.as_deref(), Some("ĐẢNG ỦY CÁC CƠ QUAN ĐẢNG"));
    assert_eq!(
        metadata.subject.as_deref(),
        Some("kết quả giữ đê, mở chợ tháng 01; nhiệm vụ trọng tâm tháng 02/2026")
    );
    assert_eq!(metadata.signer.as_deref(), Some("Trần Thị Biển"));
    assert_eq!(metadata.authority.as_deref(), Some("T/M BAN THƯỜNG VỤ"));
    assert_eq!(
        metadata.recipients,
        ["Ban Tổ chức Thành ủy (để báo cáo)", "Các chi bộ ven biển", "Lưu Văn phòng"]
    );
    assert_eq!(metadata.urgency.as_deref(), Some("KHẨN"));
    assert_eq!(metadata.secrecy, None);
}

#[test]
fn a_state_letter() {
    let metadata = read(&document(
        "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\
         THÀNH PHỐ HẢI MINH\tĐộc lập - Tự do - Hạnh phúc\n\
         Số: 05/UBND-VX\tHải Minh, ngày 9 tháng 5 năm 2026\n\
         V/v chuẩn bị năm học mới\n\n\
         Kính gửi: Sở Giáo dục và Đào tạo\n\n\
         1. Rà soát cơ sở vật chất.\n\n2. Báo cáo kết quả trước ngày 30/6/2026.\n",
    ));
    assert_eq!(metadata.kind.as_deref(), Some("Công văn"));
    assert_eq!(metadata.symbol.as_deref(), Some("05/UBND-VX"));
    assert_eq!(metadata.issuer.as_deref(), Some("ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI MINH"));
    assert_eq!(metadata.subject.as_deref(), Some("chuẩn bị năm học mới"));
    assert_eq!(metadata.date.map(|d| d.to_string()).as_deref(), Some("2026-05-09"));
}

#[test]
fn what_is_absent_stays_absent() {
    let metadata = read(&document("I. KẾT QUẢ\n\nBan hành Nghị quyết số 07-NQ/TU, ngày 20/8/2022.\n"));
    assert_eq!(metadata, Metadata::default());
    let blank = read(&document(
        "Số:      /BC-UBND\nHải Minh, ngày     tháng 5 năm 2026\n\nBÁO CÁO\nvề nước sạch\n\nI. KẾT QUẢ\n\nTốt.\n",
    ));
    assert_eq!((blank.symbol, blank.date), (None, None));
    assert_eq!(blank.place_of_issue.as_deref(), Some("Hải Minh"));
}

#[test]
fn the_date_of_a_document_that_is_carried_out_is_not_its_own() {
    let metadata = read(&document(
        "CHƯƠNG TRÌNH HÀNH ĐỘNG\nthực hiện Nghị quyết số 21-NQ/TU, ngày 18/12/2025 của Thành ủy về du lịch biển\n-----\n\nI. MỤC TIÊU\n\n1. Đón khách.\n",
    ));
    assert_eq!(metadata.kind.as_deref(), Some("Chương trình hành động"));
    assert_eq!((metadata.date, metadata.symbol), (None, None));
}

#[test]
fn marks_of_secrecy() {
    for (mark, want) in [
        ("MẬT", "Mật"),
        ("Tối mật", "Tối mật"),
        ("TUYỆT MẬT", "Tuyệt mật"),
        ("M Ậ T", "Mật"),
        ("T U Y Ệ T   M Ậ T", "Tuyệt mật"),
        ("**MẬT**", "Mật"),
        ("Độ mật: Mật", "Mật"),
        ("ĐỘ MẬT: TỐI MẬT", "Tối mật"),
        ("MA\u{323}\u{302}T", "Mật"),
        ("MẬT - Bản số 01", "Mật"),
        ("MẬT     ĐẢNG CỘNG SẢN VIỆT NAM", "Mật"),
        ("MẬT ĐẢNG CỘNG SẢN VIỆT NAM", "Mật"),
        ("Số 05-BC/ĐU MẬT", "Mật"),
        ("mật", "Mật"),
        ("MẬT - KHẨN", "Mật"),
    ] {
        let text = PARTY.replacen("KHẨN", mark, 1);
        assert_eq!(secrecy(&document(&text)), Some(want), "{mark}");
        let refused = crate::read("a.txt", text.as_bytes(), &Limits::default());
        assert_eq!(refused.err(), Some(Refusal::Secret), "{mark}");
    }
}

#[test]
fn the_word_in_a_sentence_is_no_mark() {
    for text in [
        "công tác bảo vệ bí mật nhà nước",
        "bảo đảm an ninh mật mã, bảo mật thông tin",
        "VỀ BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "Quy chế bảo vệ bí\nmật",
        "Mật Sơn",
        "mật độ dân số",
        "Mật khẩu",
    ] {
        let text = PARTY.replacen("KHẨN", text, 1);
        assert_eq!(secrecy(&document(&text)), None, "{text}");
    }
    assert_eq!(secrecy(&document(PARTY)), None);
}

#[test]
fn a_subject_as_long_as_a_line_ends_where_the_text_begins() {
    let head = "THÀNH ỦY HẢI MINH\n*\nSố 41-BC/TU\n\nHải Minh, ngày 23 tháng 9 năm 2026\n\nBÁO CÁO\n";
    let body = "đã lãnh đạo, chỉ đạo triển khai toàn diện các nhiệm vụ, đạt được những kết quả chủ yếu sau: \n\n\
                I. KẾT QUẢ LÃNH ĐẠO, CHỈ ĐẠO\n\n1. Tiếp tục quán triệt, triển khai các nghị quyết của Trung ương và của Thành ủy \n\n\
                đến cán bộ, đảng viên và nhân dân trong toàn thành phố, gắn với phong trào thi đua.\n";
    let subject = "tình hình thực hiện nhiệm vụ 9 tháng đầu năm, nhiệm vụ trọng tâm 3 tháng cuối năm 2026";
    for begin in [
        "Thực hiện Chương trình công tác năm, trong 9 tháng đầu năm, Ban Thường vụ Thành ủy ",
        "Năm 2026, Ban Thường vụ Thành ủy và các cấp ủy trực thuộc trong toàn Đảng bộ thành phố ",
    ] {
        // With a blank line after every line, and with one between paragraphs.
        for gap in ["\n\n", "\n"] {
            let metadata = read(&document(&format!("{head}{gap}{subject}\n\n{begin}{gap}{body}")));
            assert_eq!(metadata.subject.as_deref(), Some(subject), "{begin} {gap:?}");
        }
    }
    // A subject of two lines stays one.
    let two = format!(
        "{head}{subject} và những năm tiếp theo\ncủa toàn Đảng bộ thành phố\n\nI. MỘT VIỆC\n\nMột câu dài cho có chữ.\n"
    );
    assert!(
        read(&document(&two)).subject.is_some_and(|subject| subject.ends_with("của toàn Đảng bộ thành phố"))
    );
}

#[test]
fn who_decides_is_not_what_it_is_about() {
    let metadata = read(&document(
        "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HẢI MINH\nSố: 512/QĐ-UBND\nHải Minh, ngày 4 tháng 2 năm 2026\n\nQUYẾT ĐỊNH\n\n\
         Về việc giao chỉ tiêu trồng rừng\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ\n\n\
         Căn cứ Luật Tổ chức chính quyền địa phương;\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Giao chỉ tiêu trồng rừng cho các xã, phường.\n",
    ));
    assert_eq!(metadata.subject.as_deref(), Some("Về việc giao chỉ tiêu trồng rừng"));
}
