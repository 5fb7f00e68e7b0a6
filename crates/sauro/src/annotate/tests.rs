use super::*;
use reader::{ParagraphId, ParagraphRole};
use std::io::{Cursor, Read};
use testkit::{DocxOptions, Model};
use zip::ZipArchive;

const TEXT: &str = "@title BÁO CÁO\n# I. KẾT QUẢ\nĐã kiểm tra 41 tổ chức đảng^[Cấp thành phố 12, cấp xã 20, cấp cơ sở 8.] và \
    giám sát 176 đảng viên & 5 < 6.\n- Tổng số đơn là 97 đơn cũ và 79 đơn mới, cộng 175 đơn.\n| Đơn vị | Số đơn |\n| Phường A | 12 |";

fn package(automatic_numbers: bool, tracked_changes: bool) -> Vec<u8> {
    Model::parse(TEXT).to_docx(&DocxOptions { automatic_numbers, tracked_changes })
}

fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            (file.name().unwrap().into_owned(), content)
        })
        .collect()
}

fn part(bytes: &[u8], name: &str) -> String {
    let (_, content) = parts(bytes).into_iter().find(|(n, _)| n == name).unwrap();
    String::from_utf8(content).unwrap()
}

/// Annotates `quotes`; every comment says its quote.
fn annotated(bytes: &[u8], quotes: &[&str]) -> Vec<u8> {
    let limits = Limits::default();
    let document = reader::read("a.docx", bytes, &limits).unwrap();
    let places: Vec<Place> = quotes
        .iter()
        .map(|quote| {
            let found =
                document.paragraphs.iter().enumerate().find_map(|(id, p)| Some((id, p.text.find(quote)?)));
            let (id, at) = found.unwrap_or_else(|| panic!("no {quote:?} in {:?}", document.text));
            document.place(ParagraphId(id), at..at + quote.len())
        })
        .collect();
    let remarks: Vec<_> = places
        .iter()
        .zip(quotes)
        .map(|(place, q)| Remark { place, paragraphs: vec![(*q).to_owned()] })
        .collect();
    annotate(bytes, &document, &remarks, "Sáu Rõ", &limits).unwrap()
}

/// The text between start and end of a comment in the main part.
fn commented(main: &str, id: usize) -> String {
    let (_, rest) = main.split_once(&format!("<w:commentRangeStart w:id=\"{id}\"/>")).unwrap();
    let (inside, after) = rest.split_once(&format!("<w:commentRangeEnd w:id=\"{id}\"/>")).unwrap();
    assert!(after.starts_with(&format!("<w:r><w:commentReference w:id=\"{id}\"/></w:r>")), "{after}");
    let text = regex::Regex::new(r"<w:t(?: [^>]*)?>([^<]*)</w:t>").unwrap();
    text.captures_iter(inside).map(|c| quick_xml::escape::unescape(&c[1]).unwrap().into_owned()).collect()
}

#[test]
fn a_comment_stands_at_the_very_words() {
    let quotes = [
        "41 tổ chức đảng",
        "176 đảng viên & 5",
        "giám sát 176",
        "97 đơn cũ và 79 đơn mới, cộng 175 đơn",
        "12",
    ];
    for (numbers, changes) in [(false, false), (true, false), (true, true)] {
        let main = part(&annotated(&package(numbers, changes), &quotes), "word/document.xml");
        for (id, quote) in quotes.iter().enumerate().take(4) {
            assert_eq!(commented(&main, id), *quote, "{main}");
        }
    }
}

#[test]
fn the_note_of_a_comment_is_found_by_its_call() {
    let main = part(&annotated(&package(false, false), &["cấp xã 20"]), "word/document.xml");
    let (_, rest) = main.split_once("<w:commentRangeStart").unwrap();
    let (inside, _) = rest.split_once("<w:commentRangeEnd").unwrap();
    assert!(inside.contains("footnoteReference") && !inside.contains("<w:t"), "{inside}");
}

#[test]
fn nothing_else_in_the_package_changes() {
    let original = package(true, true);
    let annotated = annotated(&original, &["41 tổ chức đảng", "giám sát 176"]);
    let (before, after) = (parts(&original), parts(&annotated));
    let touched = ["word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"];
    for (index, (name, content)) in before.iter().enumerate() {
        assert_eq!(&after[index].0, name, "the order of parts");
        assert_eq!(&after[index].1 == content, !touched.contains(&name.as_str()), "{name}");
    }
    assert_eq!(after.len(), before.len() + 1);
    assert_eq!(after.last().unwrap().0, "word/comments.xml");
    let read = |bytes: &[u8]| reader::read("a.docx", bytes, &Limits::default()).unwrap().text;
    assert_eq!(read(&annotated), read(&original));
}

#[test]
fn comments_that_are_there_stay() {
    let once = annotated(&package(false, false), &["41 tổ chức đảng"]);
    let twice = annotated(&once, &["41 tổ chức đảng", "175 đơn"]);
    let comments = part(&twice, "word/comments.xml");
    for id in 0..3 {
        assert_eq!(comments.matches(&format!("w:id=\"{id}\"")).count(), 1, "{comments}");
    }
    let main = part(&twice, "word/document.xml");
    assert_eq!(commented(&main, 0), "41 tổ chức đảng");
    assert_eq!(commented(&main, 2), "175 đơn");
    assert_eq!(part(&twice, "[Content_Types].xml"), part(&once, "[Content_Types].xml"));
}

#[test]
fn properties_of_a_split_run_are_copied() {
    let bold = "<w:r w:rsidR=\"00AA\"><w:rPr><w:b/></w:rPr><w:t>41 tổ chức</w:t><w:tab/><w:t>nữa</w:t></w:r>";
    let original = with_paragraph(&package(false, false), bold);
    let main = part(&annotated(&original, &["tổ"]), "word/document.xml");
    assert_eq!(commented(&main, 0), "tổ");
    let head = "<w:r w:rsidR=\"00AA\"><w:rPr><w:b/></w:rPr>";
    assert!(
        main.contains(&format!("{head}<w:t xml:space=\"preserve\"> chức</w:t><w:tab/><w:t>nữa</w:t></w:r>")),
        "{main}"
    );
    assert!(main.contains(&format!("{head}<w:t xml:space=\"preserve\">41 </w:t></w:r>")), "{main}");
}

#[test]
fn an_automatic_number_is_commented_at_its_heading() {
    let original = package(true, false);
    let limits = Limits::default();
    let document = reader::read("a.docx", &original, &limits).unwrap();
    let heading = document.paragraphs.iter().position(|p| p.role == ParagraphRole::Heading).unwrap();
    let place = document.place(ParagraphId(heading), 0..2);
    let remarks = [Remark { place: &place, paragraphs: vec!["số".into()] }];
    let main =
        part(&annotate(&original, &document, &remarks, "Sáu Rõ", &limits).unwrap(), "word/document.xml");
    assert!(commented(&main, 0).contains("KẾT QUẢ"), "{main}");
}

/// The package with one more paragraph, of these runs, at the start of its body.
fn with_paragraph(bytes: &[u8], runs: &str) -> Vec<u8> {
    let mut package = Package::open(bytes, &Limits::default()).unwrap();
    let main = package.main.clone();
    let text = package.text(&main).unwrap().unwrap();
    package.replace(&main, text.replacen("<w:body>", &format!("<w:body><w:p>{runs}</w:p>"), 1));
    package.write(bytes).unwrap()
}

#[test]
fn a_text_box_is_commented_from_outside() {
    let inner = "<w:p><w:r><w:t>khung có 41 đơn</w:t></w:r></w:p>";
    let boxed = format!("<w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r>");
    let main =
        part(&annotated(&with_paragraph(&package(false, false), &boxed), &["41 đơn"]), "word/document.xml");
    let expected = format!("<w:commentRangeStart w:id=\"0\"/>{boxed}<w:commentRangeEnd w:id=\"0\"/>");
    assert!(main.contains(&expected), "{main}");
}

#[test]
fn a_link_and_references_keep_their_places() {
    let link =
        "<w:hyperlink w:anchor=\"x\"><w:r><w:t>a &amp;&#x111;&lt; 41 đơn &quot;b</w:t></w:r></w:hyperlink>";
    let main =
        part(&annotated(&with_paragraph(&package(false, false), link), &["< 41"]), "word/document.xml");
    assert_eq!(commented(&main, 0), "< 41");
    assert!(
        main.contains(
            "<w:hyperlink w:anchor=\"x\"><w:r><w:t xml:space=\"preserve\">a &amp;&#x111;</w:t></w:r>"
        ),
        "{main}"
    );
}

#[test]
fn another_prefix_is_kept() {
    let mut other = Package::open(&package(false, false), &Limits::default()).unwrap();
    for name in ["word/document.xml".to_owned(), "word/footnotes.xml".to_owned()] {
        let text = other.text(&name).unwrap().unwrap();
        let text = text
            .replace("<w:", "<ns0:")
            .replace("</w:", "</ns0:")
            .replace(" w:", " ns0:")
            .replace("xmlns:w=", "xmlns:ns0=");
        other.replace(&name, text);
    }
    let original = other.write(&package(false, false)).unwrap();
    let main = part(&annotated(&original, &["41 tổ chức đảng"]), "word/document.xml");
    assert!(main.contains("<ns0:commentRangeStart ns0:id=\"0\"/>") && !main.contains("<w:"), "{main}");
}

#[test]
fn what_a_comment_says_is_escaped() {
    let original = package(false, false);
    let limits = Limits::default();
    let document = reader::read("a.docx", &original, &limits).unwrap();
    let place = document.place(ParagraphId(0), 0..3);
    let remarks = [Remark { place: &place, paragraphs: vec!["5 < 6 & \u{1}\"7\"".into(), "vì sao".into()] }];
    let annotated = annotate(&original, &document, &remarks, "Sáu \"Rõ\"", &limits).unwrap();
    let comments = part(&annotated, "word/comments.xml");
    assert!(comments.contains("5 &lt; 6 &amp; &quot;7&quot;</w:t></w:r></w:p><w:p>"), "{comments}");
    assert!(comments.contains("w:author=\"Sáu &quot;Rõ&quot;\" w:initials=\"S&quot;\""), "{comments}");
}

/// Hundreds of comments that overlap, one at every letter: each has exactly its words, and the text stays.
#[test]
fn comments_at_every_letter_do_not_disturb_each_other() {
    for (numbers, changes) in [(false, false), (true, true)] {
        let original = package(numbers, changes);
        let document = reader::read("a.docx", &original, &Limits::default()).unwrap();
        let body = document.paragraphs.iter().filter(|p| p.calls.is_empty() && p.role == ParagraphRole::Item);
        let quotes: Vec<&str> = body
            .flat_map(|p| {
                let starts: Vec<usize> = p.text.char_indices().map(|(at, _)| at).skip(2).collect();
                let ends = starts.iter().skip(7).copied().chain([p.text.len()]);
                starts
                    .clone()
                    .into_iter()
                    .zip(ends.collect::<Vec<_>>())
                    .map(|(s, e)| &p.text[s..e])
                    .collect::<Vec<_>>()
            })
            .collect();
        assert!(quotes.len() > 30, "{quotes:?}");
        let main = part(&annotated(&original, &quotes), "word/document.xml");
        for (id, quote) in quotes.iter().enumerate() {
            assert_eq!(commented(&main, id).trim(), quote.trim());
        }
    }
}
