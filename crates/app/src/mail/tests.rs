use super::*;
use jiff::civil::date;
use proptest::prelude::*;

const NOON: DateTime = date(2026, 1, 5).at(12, 5, 0, 0);

fn mail(folder: &Path) -> Mail {
    let words: Words = Arc::new(|_, key, arguments| format!("{key} {arguments:?}"));
    let place: MailPlace = format!("folder:{}", folder.display()).parse().unwrap();
    Mail::open(&place, &"sauro@haiminh.vn".parse().unwrap(), Some("https://sauro.haiminh.vn/"), words)
        .unwrap()
}

fn letter<'a>(name: &str, event: &'a Event) -> Written<'a> {
    Written {
        number: "7-1".to_owned(),
        at: Timestamp::from_second(1_767_589_500).unwrap(),
        to: "an@haiminh.vn".parse().unwrap(),
        name: name.to_owned(),
        language: Language::Vi,
        event,
    }
}

/// The heads of a letter, and the number of lines that are none though they stand among them.
fn heads(message: &Message) -> (Vec<String>, usize) {
    let text = String::from_utf8(message.formatted()).unwrap();
    let (head, _) = text.split_once("\r\n\r\n").unwrap();
    let head = head.replace("\r\n ", " ");
    let names: Vec<String> =
        head.split("\r\n").map(|line| line.split(": ").next().unwrap_or_default().to_owned()).collect();
    let stray = head.replace("\r\n", "").matches(['\r', '\n']).count();
    (names, stray)
}

const HEADS: [&str; 9] = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "Content-Type",
    "MIME-Version",
    "Content-Transfer-Encoding",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]
    #[test]
    fn what_people_are_called_adds_no_head(name in "(\\PC|[\\r\\n\\t:<>\"@ ]){0,80}") {
        let folder = Path::new("unused");
        let event = Event::TokenMade { name: format!("{name}\r\nBcc: all@haiminh.vn") };
        let message = mail(folder).message(&letter(&format!("{name}\r\nBcc: all@haiminh.vn"), &event), NOON).unwrap();
        let (names, stray) = heads(&message);
        prop_assert_eq!(stray, 0);
        for name in &names {
            prop_assert!(HEADS.contains(&name.as_str()), "{}", name);
        }
        prop_assert_eq!(names.len(), HEADS.len());
        prop_assert_eq!(message.envelope().to().len(), 1);
    }
}

#[test]
fn words_that_want_to_be_heads_stay_words() {
    let words: Words = Arc::new(|_, _, _| "Chào\r\nBcc: all@haiminh.vn\r\n\r\nX".to_owned());
    let place = MailPlace::Folder("unused".into());
    let mail = Mail::open(&place, &"sauro@haiminh.vn".parse().unwrap(), None, words).unwrap();
    let message = mail.message(&letter("An", &Event::PasswordChanged), NOON).unwrap();
    let (names, stray) = heads(&message);
    assert_eq!((names.len(), stray), (HEADS.len(), 0));
}

#[tokio::test]
async fn the_same_letter_is_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let mail = mail(&folder.path().join("thư"));
    for _ in 0..2 {
        mail.send(&letter("Nguyễn Văn An", &Event::PasswordChanged), NOON).await.unwrap();
    }
    let files: Vec<_> = std::fs::read_dir(folder.path().join("thư")).unwrap().map(Result::unwrap).collect();
    assert_eq!(files.len(), 1);
    let text = std::fs::read_to_string(files[0].path()).unwrap();
    assert!(text.contains("Message-ID: <7-1@haiminh.vn>\r\n"), "{text}");
    assert!(
        text.contains("Auto-Submitted: auto-generated\r\n") && text.contains("text/plain; charset=utf-8")
    );
    assert!(text.contains("https://sauro.haiminh.vn/account"), "{text}");
}
