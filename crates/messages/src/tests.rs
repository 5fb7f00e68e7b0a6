use super::*;

const SOURCE: &str = "
documents = { $count ->
    [one] { $count } document
   *[other] { $count } documents
 }
plain = Việc hôm nay
late = trễ { $days } ngày, { $unit }
";

#[test]
fn numbers_are_grouped_the_way_of_the_language() {
    for (language, text) in [(Language::Vi, "trễ 1.234.567 ngày, A"), (Language::En, "trễ 1,234,567 ngày, A")]
    {
        let messages = Messages::new(language, [SOURCE]);
        assert_eq!(messages.text("late", [("days", 1_234_567.into()), ("unit", "A".into())]), text);
    }
    let english = Messages::new(Language::En, [SOURCE]);
    assert_eq!(english.text("documents", [("count", 1.into())]), "1 document");
    assert_eq!(english.text("documents", [("count", (-1234).into())]), "-1,234 documents");
}

#[test]
fn arguments_come_without_marks_of_direction() {
    let messages = Messages::new(Language::Vi, [SOURCE]);
    let sum = "97 + 79 = 176 ≠ 175";
    assert_eq!(
        messages.text("late", [("days", 1.into()), ("unit", sum.into())]),
        format!("trễ 1 ngày, {sum}")
    );
}

#[test]
fn an_unknown_key_is_itself_or_the_fallback() {
    let messages = Messages::new(Language::Vi, [SOURCE]);
    assert_eq!(messages.text("missing", []), "missing");
    assert_eq!(messages.text_or("missing", "word"), "word");
    assert_eq!(messages.text_or("plain", "word"), "Việc hôm nay");
}

#[test]
fn a_later_file_overrides() {
    let messages = Messages::new(Language::Vi, [SOURCE, "plain = Hôm nay"]);
    assert_eq!(messages.text("plain", []), "Hôm nay");
}

#[test]
fn the_keys_of_a_file_with_their_arguments() {
    let keys = keys(SOURCE).unwrap();
    assert_eq!(keys["documents"].iter().collect::<Vec<_>>(), ["count"]);
    assert_eq!(keys["late"].iter().collect::<Vec<_>>(), ["days", "unit"]);
    assert!(keys["plain"].is_empty());
}

#[test]
fn a_faulty_file_has_no_keys() {
    assert!(keys("a = b\na = c\n").is_err());
    assert!(keys("a { b\n").is_err());
}

#[test]
fn tags_lead_back_to_their_languages() {
    for language in Language::ALL {
        assert_eq!(language.tag().parse(), Ok(language));
    }
    assert_eq!("fr".parse::<Language>(), Err(UnknownLanguage));
}

#[test]
fn messages_are_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Messages>();
}
