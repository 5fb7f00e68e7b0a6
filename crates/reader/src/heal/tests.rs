use super::*;
use crate::source::{Format, Line};

fn source(text: &str) -> Source {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let range = at..at + line.trim_end_matches('\n').len();
        lines.push(Line { range, page: None, role: LineRole::Flow, bold: false });
        at += line.len();
    }
    Source { format: Format::Text, text: text.to_owned(), lines }
}

fn body(text: &str) -> Vec<String> {
    heal(&source(text)).0.into_iter().map(|h| h.text).collect()
}

#[test]
fn a_blank_line_after_every_line_is_no_paragraph() {
    let text = "1. Mở đợt cao điểm làm sạch bờ kênh, cửa cống ở 12 phường ven sông Lạch Giang \n\n\
                với sự tham gia của đoàn viên, hội viên và Nhân dân các khu dân cư trong phường. \n\n\
                2. Giao lưu, kết nghĩa giữa các chi bộ khu dân cư với các chi bộ trường học lần thứ \n\n\
                I, giai đoạn 2025 - 2030; xây dựng 05 kế hoạch phối hợp của các phường, các kế \n\n\
                hoạch của từng trường để giữ gìn vệ sinh, an toàn cho học sinh trên đường tới lớp. \n";
    assert_eq!(body(text).len(), 2, "{:#?}", body(text));
}

#[test]
fn notes_at_a_page_foot_are_parted_and_their_marks_taken_out() {
    let text = "Sở Nông nghiệp và Môi trường Hải Minh mở 03 lớp tập huấn về nuôi trồng và bảo \n\n\
                quản nông sản cho các hộ sản xuất ở vùng bãi ven sông1. Các lớp được mở ngay tại \n\n\
                \u{20}\n\n\
                1 (1) Lớp về nuôi ngao, hàu ở bãi triều Cồn Vạc; (2) Lớp về sấy, bảo quản cá khô \n\n\
                và mắm cho 46 hộ; (3) Lớp về ghi nhật ký sản xuất trên điện thoại cho tổ hợp tác. \n\n\
                \u{20}nhà văn hoá của từng thôn để bà con không phải đi xa, kết thúc trước ngày Đông chí \n\n\
                tháng 12/20252. Các tổ hợp tác, chi hội nông dân của hai xã tiếp tục mở rộng diện \n\n\
                \u{20}\n\n\
                2 Thông báo số 31/TB-SNNMT, ngày 05/11/2025 của Sở Nông nghiệp và Môi trường. \n\n\
                \u{20}tích nuôi trồng theo quy hoạch vùng bãi đã được công bố cho bà con từ đầu năm nay. \n";
    let (body, notes) = heal(&source(text));
    let texts: Vec<&str> = body.iter().map(|h| h.text.as_str()).collect();
    assert_eq!(texts.len(), 1, "{texts:#?}");
    assert!(texts[0].contains("ven sông. Các lớp được mở ngay tại nhà văn hoá"), "{texts:#?}");
    assert!(texts[0].contains("tháng 12/2025. Các tổ hợp tác"), "{texts:#?}");
    assert_eq!(notes.iter().map(|n| n.label.as_str()).collect::<Vec<_>>(), ["1", "2"]);
    assert!(notes[0].paragraphs[0].text.ends_with("tổ hợp tác."));
    assert_eq!(body[0].calls.iter().map(|c| c.label.as_str()).collect::<Vec<_>>(), ["1", "2"]);
}

#[test]
fn a_note_goes_on_after_the_next_note_rule() {
    let text = "Bàn giao đường vào các khu dân cư cho ban quản lý của từng khu trông coi1, các \n\n\
                \u{20}\n\n\
                1 (1) Đường ra bến đò; (2) Đường trục nối chợ Đông Hoài với trường mầm non số \n\n\
                \u{20}khu dân cư cử người trông coi, sửa chữa nhỏ và báo ngay hư hỏng lớn cho các cơ \n\n\
                \u{20}\n\n\
                một và trạm y tế; (3) Đường vòng quanh hồ điều hoà của khu tái định cư Bến Đước. \n\n\
                \u{20}quan quản lý đường bộ của thành phố để kịp bố trí tiền sửa chữa trong năm tới. \n";
    let (body, notes) = heal(&source(text));
    assert_eq!(body.len(), 1);
    assert!(body[0].text.contains("cho các cơ quan quản lý đường bộ"), "{}", body[0].text);
    assert!(
        notes[0].paragraphs[0].text.contains("trường mầm non số một và trạm y tế"),
        "{}",
        notes[0].paragraphs[0].text
    );
}

#[test]
fn units_keep_their_exponent() {
    let text = "Diện tích 730.273 m<sup>2</sup> đất và 12,5 km² đường<sup>1</sup>.\n\n<sup>1</sup> Báo cáo số 05-BC/TU.\n";
    let (body, notes) = heal(&source(text));
    assert_eq!(body[0].text, "Diện tích 730.273 m2 đất và 12,5 km² đường.");
    assert_eq!(notes[0].paragraphs[0].text, "Báo cáo số 05-BC/TU.");
}

#[test]
fn every_clean_byte_has_its_origin() {
    let text = "Diện tích  **730** ha¹ của\nthành phố.\n\n¹ Theo báo cáo.\n";
    let source = source(text);
    let (body, _) = heal(&source);
    let origin = |needle: &str| {
        let at = body[0].text.find(needle).expect("in the text");
        &source.text[body[0].map.origin(at..at + needle.len())]
    };
    assert_eq!(origin("730"), "730");
    assert_eq!(origin("ha"), "ha");
    assert_eq!(origin("thành phố"), "thành phố");
}

#[test]
fn a_call_stands_between_whole_letters() {
    for (text, clean, at) in
        [("a¹\u{302}b", "âb", 2), ("xã ¹", "xã", 3), ("a\u{302}¹b", "âb", 2), ("a\u{302}n ¹ b", "ân b", 4)]
    {
        let healed = &heal(&source(text)).0[0];
        assert_eq!((healed.text.as_str(), healed.calls[0].at), (clean, at), "{text:?}");
    }
}

#[test]
fn signs_without_width_before_a_line_move_no_place() {
    let healed = &heal(&source("\u{200b} \u{feff}Đảng")).0[0];
    assert_eq!(healed.text, "Đảng");
    assert_eq!(healed.map.origin(0..2), 7..9);
}

#[test]
fn beginnings_without_ends_take_linear_time() {
    for piece in
        ["<", "<sup>", "[^", "a²", "1", "¹", "**", "\\", "a1", "\u{301}", "a\u{301}¹", "I.", "(", "1.", "- "]
    {
        let text = piece.repeat(400_000 / piece.len());
        let (body, _) = heal(&source(&text));
        assert!(body.len() <= 1, "{piece}");
    }
}

#[test]
fn a_bold_heading_never_goes_on_with_a_long_bold_line() {
    let lines = [
        "kết quả công tác 6 tháng đầu năm; nhiệm vụ trọng tâm 6 tháng cuối năm 2026",
        "I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO CỦA THÀNH ỦY TRONG SÁU THÁNG ĐẦU NĂM NAY",
        "1. Công tác chính trị, tư tưởng và việc quán triệt, triển khai nghị quyết",
        "1.1. Công tác tuyên truyền",
    ];
    let mut source = source(&lines.join("\n\n"));
    source.format = Format::Markdown;
    source.lines.iter_mut().for_each(|line| line.bold = true);
    let body: Vec<String> = heal(&source).0.into_iter().map(|h| h.text).collect();
    assert_eq!(body, lines);
}

#[test]
fn an_item_that_begins_with_a_number_does_not_go_on_with_its_heading() {
    let text = "Trong tháng, các cấp ủy đã lãnh đạo thực hiện các nhiệm vụ được giao giai đoạn\n\
                - 2026 và đạt kết quả tốt trên các mặt công tác, nhất là công tác xây dựng cấp\n\
                ủy, chính quyền các cấp trên địa bàn.\n\
                2. Kinh tế - xã hội\n\
                - 06/09 chỉ tiêu đạt kế hoạch; thu ngân sách đạt 12,5 tỷ đồng, tăng 5% so với\n\
                cùng kỳ năm trước.\n";
    assert_eq!(body(text)[1..].iter().map(|p| &p[..8]).collect::<Vec<_>>(), ["2. Kinh ", "- 06/09 "]);
}

#[test]
fn a_short_text_with_few_full_lines_is_wrapped() {
    let text = "BÁO CÁO\n\ntháng 5 năm 2026\n\nI. KẾT QUẢ\n\n1. Tuyên giáo\n\nMở 03 lớp.\n\n2. Tổ chức\n\nKết nạp 12.\n\n3. Kiểm tra\n\n\
                Kiểm tra 04 chi bộ.\n\n4. Dân vận\n\nCó 06 mô hình.\n\nII. HẠN CHẾ\n\n\
                Việc ban hành văn bản cụ thể hóa ở một số cấp ủy trực thuộc còn chậm so với yêu\n\n\
                cầu; cán bộ làm công tác đảng kiêm nhiệm nhiều việc, chưa chủ động phối hợp với\n\n\
                chuyên môn; công tác đôn đốc, kiểm tra của cơ quan tham mưu có lúc chưa được làm\n\n\
                thường xuyên.\n\nIII. NHIỆM VỤ\n\n1. Mở 02 lớp.\n\n2. Kết nạp 10 đảng viên.\n";
    let found = body(text);
    assert!(found.iter().any(|p| p.starts_with("Việc") && p.ends_with("thường xuyên.")), "{found:#?}");
}

#[test]
fn notes_of_letters_are_called_where_the_format_knows_them() {
    let mut source =
        source("Mở 03 lớpⁱ cho đảng viênⁱⁱ, diện tích 5 mⁿ.\nⁱ Ở xã Cẩm Trà.\nⁱⁱ Theo kế hoạch năm.");
    source.lines[1].role = LineRole::Note;
    source.lines[2].role = LineRole::Note;
    let (body, notes) = heal(&source);
    assert_eq!(body[0].text, "Mở 03 lớp cho đảng viên, diện tích 5 mⁿ.");
    let labels = |calls: Vec<&String>| calls.into_iter().cloned().collect::<Vec<_>>();
    assert_eq!(labels(body[0].calls.iter().map(|c| &c.label).collect()), ["i", "ii"]);
    assert_eq!(labels(notes.iter().map(|n| &n.label).collect()), ["i", "ii"]);
    assert_eq!(notes[1].paragraphs[0].text, "Theo kế hoạch năm.");
}
