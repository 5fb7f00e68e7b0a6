//! .docx: what is printed is what is read.

mod support;

use reader::Refusal;
use reader::format::extract;
use support::{docx, lines, report, show, source};
use testkit::DocxOptions;

/// The lines of a document with this body.
fn body(xml: &str) -> String {
    show(&source("a.docx", &docx(&[("document", xml)])))
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn a_report() {
    insta::assert_snapshot!(show(&source("a.docx", &report().to_docx(&DocxOptions::default()))));
}

#[test]
fn automatic_numbers_and_tracked_changes_read_like_typed_text() {
    let typed = source("a.docx", &report().to_docx(&DocxOptions::default()));
    let marked = DocxOptions { automatic_numbers: true, tracked_changes: true };
    assert_eq!(show(&source("a.docx", &report().to_docx(&marked))), show(&typed));
}

#[test]
fn layout_tables_come_column_by_column_and_grids_row_by_row() {
    let cell = |lines: &[&str]| {
        let paragraphs: String = lines.iter().map(|l| paragraph(l)).collect();
        format!("<w:tc>{paragraphs}</w:tc>")
    };
    let layout = format!(
        "<w:tbl><w:tr>{}{}</w:tr></w:tbl>",
        cell(&["Nơi nhận:", "- Lưu."]),
        cell(&["T/M BAN CHẤP HÀNH", "PHÓ BÍ THƯ", "", "Nguyễn Minh An"])
    );
    let sides = ["top", "left", "insideH", "insideV"].map(|s| format!("<w:{s} w:val='single'/>")).concat();
    let inner = format!("<w:tc><w:tbl><w:tr>{}{}</w:tr></w:tbl></w:tc>", cell(&["trong"]), cell(&["đó"]));
    let grid = format!(
        "<w:tbl><w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr><w:tr>{}{}</w:tr><w:tr>{}{inner}</w:tr>\
         <w:tr><w:trPr><w:del/></w:trPr>{}</w:tr></w:tbl>",
        cell(&["Đơn", "vị"]),
        cell(&["Số"]),
        cell(&["Phường A"]),
        cell(&["hàng đã bỏ"]),
    );
    insta::assert_snapshot!(body(&format!("{layout}{grid}")));
}

#[test]
fn what_is_deleted_moved_or_hidden_is_not_read() {
    let xml = "<w:p><w:pPr><w:rPr><w:del/></w:rPr><w:pPrChange><w:pPr><w:numPr><w:numId w:val='9'/></w:numPr></w:pPr></w:pPrChange></w:pPr>\
        <w:r><w:t xml:space='preserve'>Giao </w:t></w:r><w:del><w:r><w:delText>Ban</w:delText><w:t>x</w:t></w:r></w:del></w:p>\
        <w:p><w:ins><w:r><w:t>Văn phòng</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>đi</w:t></w:r></w:moveFrom>\
        <w:moveTo><w:r><w:t> đến</w:t></w:r></w:moveTo><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>\
        <w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>!</w:t></w:r></w:p>";
    assert_eq!(body(xml), "Whole  | Giao Văn phòng đến!\n");
}

#[test]
fn a_text_box_is_read_once_after_its_paragraph() {
    let content = paragraph("trong khung");
    let xml = format!(
        "<w:p><w:r><w:t>trước</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>\
         <w:txbxContent>{content}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>\
         <w:txbxContent>{content}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>\
         <w:r><w:t> sau</w:t></w:r></w:p>"
    );
    assert_eq!(body(&xml), "Whole  | trước sau\nWhole  | trong khung\n");
}

#[test]
fn fields_show_their_results() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let text = |t: &str| format!("<w:r><w:t xml:space='preserve'>{t}</w:t></w:r>");
    let xml = format!(
        "<w:p>{}{}<w:r><w:instrText>IF </w:instrText></w:r>{}{}{}{}{}{}{}{}</w:p>\
         <w:p>{}{}</w:p><w:p><w:hyperlink><w:r><w:t>nối</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t>-thẻ</w:t></w:r></w:smartTag>\
         <w:fldSimple w:instr='DATE'><w:r><w:t> ngày</w:t></w:r></w:fldSimple></w:p>",
        text("a "),
        mark("begin"),
        mark("begin"),
        mark("separate"),
        text("điều kiện"),
        mark("end"),
        mark("separate"),
        text("kết quả"),
        mark("end"),
        text(" b"),
        mark("begin"),
        text("lệnh không đóng"),
    );
    assert_eq!(body(&xml), "Whole  | a kết quả b\nWhole  | nối-thẻ ngày\n");
}

#[test]
fn runs_in_their_fonts_and_places() {
    let run = |properties: &str, text: &str| {
        format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>")
    };
    let up = "<w:vertAlign w:val='superscript'/>";
    let xml = format!(
        "<w:p>{}{}{}{}{}</w:p><w:p>{}{}</w:p><w:p>{}</w:p><w:p>{}<w:r><w:tab/><w:sym w:font='Symbol' w:char='F0B3'/>\
         <w:noBreakHyphen/></w:r></w:p>",
        run("", "12 m"),
        run(up, "2"),
        run("", " đất"),
        run(up, "1"),
        run(up, "2"),
        run("<w:rFonts w:ascii='.VnTime'/>", "Uû ban nh©n d©n"),
        run("<w:rFonts w:ascii='.VnTimeH'/>", " b¸o c¸o"),
        run("<w:rFonts w:ascii='VNI-Times'/>", "Uûy ban nhaân daân"),
        run("<w:caps/>", "kết luận"),
    );
    assert_eq!(
        body(&xml),
        "Whole  | 12 m² đất¹²\nWhole  | Uỷ ban nhân dân BÁO CÁO\nWhole  | Uủy ban nhân dân\nWhole  | KẾT LUẬN ≥-\n"
            .replace("Uủy", "Ủy")
    );
}

/// A document whose fonts were changed to Times New Roman without its text being read first.
#[test]
fn words_tell_an_old_encoding_where_the_font_does_not() {
    let paragraph = |runs: &[&str]| {
        let runs: String =
            runs.iter().map(|t| format!("<w:r><w:t xml:space='preserve'>{t}</w:t></w:r>")).collect();
        format!("<w:p>{runs}</w:p>")
    };
    let call = "<w:p><w:r><w:t>nh©n d©n</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r></w:p>";
    let xml = format!(
        "{}{}{call}",
        paragraph(&["B¸o c¸o kÕt qu¶ thùc hiÖn nhiÖm vô cña Uû ban nh©n d©n thµnh phè"]),
        paragraph(&["tæ chøc 12 cuéc kiÓm tra, gi¸m s¸", "t chuyªn ®Ò n¨m 2025"]),
    );
    assert_eq!(
        body(&xml),
        "Whole  | Báo cáo kết quả thực hiện nhiệm vụ của Uỷ ban nhân dân thành phố\n\
         Whole  | tổ chức 12 cuộc kiểm tra, giám sát chuyên đề năm 2025\nWhole  | nhân dân¹\n"
    );
    let french = paragraph(&["Réunion du comité de la société à Genève, décembre 2025"]);
    assert_eq!(body(&french), "Whole  | Réunion du comité de la société à Genève, décembre 2025\n");
}

#[test]
fn a_break_parts_what_stands_alone_and_not_what_goes_on() {
    let lines = |lines: [&str; 2]| {
        format!("<w:p><w:r><w:t>{}</w:t><w:br/><w:t>{}</w:t></w:r></w:p>", lines[0], lines[1])
    };
    let xml = [
        lines(["PHÓ BÍ THƯ", "Nguyễn Minh An"]),
        lines(["Văn phòng Đảng ủy chủ trì, phối hợp với các", "đơn vị liên quan."]),
    ];
    assert_eq!(
        body(&xml.concat()),
        "Whole  | PHÓ BÍ THƯ\nWhole  | Nguyễn Minh An\nFlow   | Văn phòng Đảng ủy chủ trì, phối hợp với các\nFlow   | đơn vị liên quan.\n"
    );
}

#[test]
fn numbering_restarts_where_the_lists_say() {
    let level = |i: usize, format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl='{i}'><w:start w:val='1'/><w:numFmt w:val='{format}'/><w:lvlText w:val='{text}'/></w:lvl>"
        )
    };
    let numbering = format!(
        "<w:abstractNum w:abstractNumId='0'>{}{}{}</w:abstractNum><w:abstractNum w:abstractNumId='1'>{}</w:abstractNum>\
         <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>\
         <w:num w:numId='3'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride></w:num>",
        level(0, "upperRoman", "%1."),
        level(1, "decimal", "%1.%2)"),
        level(2, "lowerLetter", "%3)"),
        level(0, "bullet", "\u{f0b7}"),
    );
    let styles = "<w:style w:type='paragraph' w:styleId='H'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>\
        <w:style w:type='paragraph' w:styleId='H2'><w:basedOn w:val='H'/></w:style>";
    let item = |list: &str, level: &str, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let styled = "<w:p><w:pPr><w:pStyle w:val='H2'/></w:pPr><w:r><w:t>theo kiểu</w:t></w:r></w:p>";
    let document = [
        item("1", "0", "a"),
        item("1", "1", "b"),
        item("1", "1", "c"),
        item("1", "2", "d"),
        styled.to_owned(),
        item("1", "1", "e"),
        item("2", "0", "gạch"),
        item("3", "0", "f"),
        item("0", "0", "không số"),
    ];
    let file = docx(&[("document", &document.concat()), ("numbering", &numbering), ("styles", styles)]);
    assert_eq!(
        lines(&source("a.docx", &file)),
        ["I. a", "I.1) b", "I.2) c", "a) d", "II. theo kiểu", "II.1) e", "- gạch", "V. f", "không số"]
    );
}

#[test]
fn notes_have_their_printed_labels() {
    let call = |id: &str| format!("<w:r><w:t>x</w:t><w:footnoteReference w:id='{id}'/></w:r>");
    let section = "<w:p><w:pPr><w:sectPr><w:footnotePr><w:numRestart w:val='eachSect'/></w:footnotePr></w:sectPr></w:pPr></w:p>";
    let document = format!(
        "<w:p>{}<w:del>{}</w:del></w:p><w:tbl><w:tr><w:tc><w:p>{}</w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>{section}\
         <w:p>{}<w:r><w:footnoteReference w:customMarkFollows='1' w:id='12'/><w:t>*</w:t></w:r>\
         <w:r><w:endnoteReference w:id='4'/></w:r></w:p>\
         <w:sectPr><w:footnotePr><w:numFmt w:val='lowerRoman'/><w:numRestart w:val='eachSect'/></w:footnotePr></w:sectPr>",
        call("7"),
        call("8"),
        call("9"),
        call("11"),
    );
    let note = |tag: &str, id: &str, text: &str| {
        format!(
            "<w:{tag} w:id='{id}'><w:p><w:r><w:{tag}Ref/></w:r><w:r><w:t xml:space='preserve'> {text}</w:t></w:r></w:p><w:p><w:r><w:t>Thêm.</w:t></w:r></w:p></w:{tag}>"
        )
    };
    let mut notes = ["7", "8", "9", "11"].map(|id| note("footnote", id, &format!("Số {id}."))).concat();
    notes.push_str("<w:footnote w:id='12'><w:p><w:r><w:t>* Dấu riêng.</w:t></w:r></w:p></w:footnote>");
    let ends = note("endnote", "4", "Cuối.");
    let file = docx(&[("document", &document), ("footnotes", &notes), ("endnotes", &ends)]);
    insta::assert_snapshot!(show(&source("a.docx", &file)));
}

#[test]
fn headers_are_furniture_and_stand_first() {
    let header = paragraph("BẢN DỰ THẢO");
    let file = docx(&[("document", &paragraph("Thân bài.")), ("header1", &header), ("header2", &header)]);
    assert_eq!(show(&source("a.docx", &file)), "Furn   | BẢN DỰ THẢO\nWhole  | Thân bài.\n");
}

#[test]
fn other_containers_are_told_apart() {
    let refusal =
        |bytes: &[u8]| extract("a.docx", bytes, &reader::Limits::default()).expect_err("must refuse");
    let whole = report().to_docx(&DocxOptions::default());
    assert!(matches!(refusal(&whole[..whole.len() / 2]), Refusal::Damaged(_)));
    let ole = |name: &str| {
        let wide = name.encode_utf16().flat_map(u16::to_le_bytes);
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".iter().copied().chain([0; 500]).chain(wide).collect::<Vec<u8>>()
    };
    assert_eq!(refusal(&ole("EncryptedPackage")), Refusal::Encrypted);
    assert_eq!(refusal(&ole("WordDocument")), Refusal::OldFormat(".doc"));
    assert_eq!(refusal(&ole("Workbook")), Refusal::OldFormat(".xls"));
    assert!(matches!(refusal(&docx(&[("document", "<w:p>")])), Refusal::Damaged(_)));
    assert_eq!(refusal(&docx(&[("document", "<w:p/>")])), Refusal::Empty);
}

#[test]
fn bombs_are_refused_or_do_not_go_off() {
    let limits = reader::Limits { unpacked: 1 << 20, ..reader::Limits::default() };
    let long = docx(&[("document", &paragraph(&"a".repeat(2 << 20)))]);
    assert!(matches!(extract("a.docx", &long, &limits), Err(Refusal::TooLarge { .. })));
    let deep = docx(&[("document", &format!("{}{}", "<w:sdt>".repeat(5000), "</w:sdt>".repeat(5000)))]);
    assert!(matches!(extract("a.docx", &deep, &limits), Err(Refusal::TooLarge { .. })));
    let entity = paragraph("a&lol;&amp;b &#7841;");
    assert_eq!(lines(&source("a.docx", &docx(&[("document", &entity)]))), ["a&b ạ"]);
}
