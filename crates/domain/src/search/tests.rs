use super::*;
use proptest::prelude::*;

fn folded(text: &str) -> Vec<String> {
    words(text).map(|word| word.folded).collect()
}

#[test]
fn words_have_two_forms() {
    let text = "Nghị quyết số 07-NQ/TU, Uỷ ban; đạt 1.234,5%";
    assert_eq!(folded(text), ["nghi", "quyet", "so", "07", "nq", "tu", "uy", "ban", "dat", "1", "234", "5"]);
    let marked: Vec<String> = words(text).map(|word| word.marked).collect();
    assert_eq!(
        Some(&marked[6]),
        words("ỦY").map(|word| word.marked).next().as_ref(),
        "however the tone is placed"
    );
    let decomposed = "Nghi\u{323} quye\u{302}\u{301}t";
    assert_eq!(words(decomposed).map(|word| word.marked).collect::<Vec<_>>(), ["nghị", "quyết"]);
    assert_eq!(folded("\u{301} — …"), Vec::<String>::new());
    assert_eq!(folded(&"a".repeat(99))[0].len(), 40);
}

#[test]
fn what_was_typed_is_words_and_phrases() {
    let terms = |typed: &str| {
        let query = Query::parse(typed);
        query
            .terms()
            .iter()
            .map(|t| t.iter().map(|w| w.marked.as_str()).collect::<Vec<_>>().join(" "))
            .collect::<Vec<_>>()
    };
    assert_eq!(terms(r#"kinh "nghị quyết" 07-NQ/TU"#), ["kinh", "nghị quyết", "07 nq tu"]);
    assert_eq!(terms("“kinh tế biển"), ["kinh tế biển"], "an end is missing");
    assert_eq!(terms(" \"\" … "), Vec::<String>::new());
    assert_eq!(terms(&"a ".repeat(99)).len(), 24);
    assert!(!Query::parse("nghi quyet").has_marks());
    assert!(Query::parse("đat").has_marks());
}

#[test]
fn a_snippet_shows_the_place_with_most_terms() {
    let far = "biển xa ".repeat(60);
    let text = format!("{far}. Phát triển kinh tế biển của thành phố Hải Minh. {far}");
    let found = |typed: &str| {
        let snippet = snippet(&text, &Query::parse(typed)).unwrap();
        let parts: Vec<&str> = snippet.found.iter().map(|range| &text[range.clone()]).collect();
        (text[snippet.range].contains("Phát triển"), parts.join("|"))
    };
    let (there, parts) = found("kinh te bien");
    assert!(there && parts.contains("kinh|tế|biển"), "{parts}");
    assert!(found("\"kinh tế\"").1.contains("kinh tế"));
    assert_eq!(snippet(&text, &Query::parse("rừng")), None);
}

fn text() -> impl Strategy<Value = String> {
    let word =
        prop::sample::select(vec!["biển", "bien", "Biến", "kinh", "tế", "07-NQ/TU", "\n", "-", "1.234"]);
    prop::collection::vec(word, 0..60).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn pieces_hold_every_word_once(text in text(), times in 1..60_usize) {
        let text = text.repeat(times);
        let pieces = pieces(&text);
        let all: Vec<Word> = pieces.iter().flat_map(|piece| piece.words.clone()).collect();
        prop_assert_eq!(all, words(&text).collect::<Vec<_>>());
        for piece in &pieces {
            prop_assert!(!piece.words.is_empty() && piece.words.len() <= 2_000);
            let mut places = std::collections::HashMap::new();
            piece.words.iter().for_each(|word| *places.entry(&word.folded).or_insert(0) += 1);
            prop_assert!(places.values().all(|&places| places <= 250));
        }
    }

    #[test]
    fn a_snippet_is_there_exactly_when_a_term_is(text in text(), typed in text()) {
        let query = Query::parse(&typed);
        let all: Vec<Word> = words(&text).collect();
        let any = query.terms().iter().any(|term| query::starts(&all, term, Form::Folded).next().is_some());
        let snippet = snippet(&text, &query);
        prop_assert_eq!(snippet.is_some(), any);
        if let Some(snippet) = snippet {
            prop_assert!(!snippet.found.is_empty());
            prop_assert!(snippet.found.iter().all(|found| snippet.range.start <= found.start && found.end <= snippet.range.end));
            prop_assert!(snippet.found.windows(2).all(|pair| pair[0].end < pair[1].start));
        }
    }

    #[test]
    fn any_text_has_words_and_any_typing_is_a_query(text in "\\PC{0,80}") {
        for word in words(&text) {
            prop_assert!(text.is_char_boundary(word.range.start) && text.is_char_boundary(word.range.end));
            prop_assert!(!word.folded.contains(' ') && !word.marked.contains(' '));
        }
        let _ = snippet(&text, &Query::parse(&text));
    }
}
