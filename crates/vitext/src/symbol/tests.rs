use super::*;
use crate::{issuer, kind};
use proptest::prelude::*;

fn normal(text: &str) -> Vec<String> {
    find(text).into_iter().map(|m| m.symbol.normalized).collect()
}

fn one(text: &str) -> Symbol {
    let mut found = find(text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    found.remove(0).symbol
}

#[test]
fn both_systems() {
    for symbol in [
        "07-NQ/TU",
        "127-QĐ/TW",
        "36-HD/VPTW",
        "219-KH/UBKTTW",
        "5609-CV/BNCTW",
        "15-CTr/ĐU",
        "05-KH/UBKT",
        "24-BS/UBKTTU",
        "63-HD/BCĐTW",
        "03-BC/CB",
        "11-QĐi/TW",
        "15/QĐ-BNV",
        "178/2024/NĐ-CP",
        "226/2025/QH15",
        "1234/2025/UBTVQH15",
        "594/NQ-UBTVQH",
        "1505/KH-TTCP",
        "05/BNV-VP",
        "12/UBND-VX1",
        "749/QĐ-TTg",
        "01/2024/TTLT-BCA-BQP",
        "15/2024/NQ-HĐND",
        "01/2024/L-CTN",
    ] {
        let text = format!("theo Văn bản số {symbol}, ngày 01/02/2026; và {symbol} về việc");
        let found = find(&text);
        assert_eq!(found.len(), 2, "{symbol}: {found:?}");
        for found in found {
            assert_eq!(found.symbol.normalized, symbol);
            assert_eq!(&text[found.range], symbol);
            assert!(found.symbol.flaws.is_empty(), "{symbol}: {:?}", found.symbol.flaws);
        }
    }
}

#[test]
fn parts() {
    let decree = one("Nghị định số 178/2024/NĐ-CP ngày 31/12/2024");
    assert_eq!(
        (decree.number.as_str(), decree.year, decree.kind.as_deref()),
        ("178", Some(2024), Some("NĐ"))
    );
    assert_eq!((decree.issuer.as_str(), decree.system), ("CP", System::State));
    let letter = one("Công văn số 05/BNV-VP");
    assert_eq!((letter.kind, letter.issuer.as_str(), letter.unit.as_deref()), (None, "BNV", Some("VP")));
    let party = one("07-NQ/TU");
    assert_eq!((party.system, party.issuer.as_str()), (System::Party, "TU"));
}

#[test]
fn noise_is_read_and_flagged() {
    for (written, normalized, flaws) in [
        ("số 15-KH-TU,", "15-KH/TU", vec![Flaw::HyphenForSlash]),
        ("Công văn số - 66-CV/TU", "66-CV/TU", vec![Flaw::StrayDash]),
        ("148 - KL/TW", "148-KL/TW", vec![Flaw::Space]),
        ("số 39 -KH/ĐU", "39-KH/ĐU", vec![Flaw::Space]),
        ("09- KL/TU", "09-KL/TU", vec![Flaw::Space]),
        ("204 – QĐ/TW", "204-QĐ/TW", vec![Flaw::LongDash, Flaw::Space]),
        ("21-Kl/TW", "21-KL/TW", vec![Flaw::Case]),
        ("07-NQ/Tu", "07-NQ/TU", vec![Flaw::Case]),
        ("7-NQ/TU", "7-NQ/TU", vec![Flaw::Unpadded]),
        ("số 12/KH/UBND", "12/KH-UBND", vec![Flaw::SlashForHyphen]),
        ("07/NQ-TU", "07-NQ/TU", vec![Flaw::HyphenForSlash, Flaw::SlashForHyphen]),
        ("số 33-CB/HKHTU", "33-CB/HKHTU", vec![Flaw::UnknownKind, Flaw::UnknownIssuer]),
        ("số 12-KH/HCTĐ", "12-KH/HCTĐ", vec![Flaw::UnknownIssuer]),
        ("16-CTr/TUngày 12/02/2026", "16-CTr/TU", vec![]),
        ("Số07-NQ/TU", "07-NQ/TU", vec![]),
    ] {
        let symbol = one(written);
        assert_eq!(symbol.normalized, normalized);
        assert_eq!(symbol.flaws, flaws, "{written}");
    }
}

#[test]
fn what_is_no_symbol() {
    for text in [
        "ngày 04/9/2025, 20/10/1946 - 20/10/2026, từ ngày 01/01/2025-30/6/2025",
        "nhiệm kỳ 2025-2030, giai đoạn 2021 - 2025, 2026–2031",
        "QCVN 125:2021, TCVN 6909:2001, QCVN 41:2019/BGTVT",
        "đạt 49/61 chỉ tiêu, 07/09 - KH năm, 118/118 = 100%",
        "Quý III/2026 - Kế hoạch; 11 tháng - NQ Đại hội",
        "5 - KH năm/quý, 24/7, A/H5N1, 4.0, 1.505/KH khác",
        "dự án 2-A/B, lô 15-CN/KCN, 3 - Ban/ngành",
        "từ 4 - 5 cuộc/năm; 10-12 lượt/người; 1 lần/nhiệm kỳ",
        "Ban Chỉ đạo 35 - TW/TU; HĐND-UBND 2026/2031",
        "",
        "số - ",
    ] {
        assert_eq!(normal(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_number_before_the_symbol_does_not_hide_it() {
    assert_eq!(normal("nhiệm kỳ 2025 - 2030 - 05-CTr/ĐU"), ["05-CTr/ĐU"]);
    assert_eq!(
        normal("26/8/2025 và 126-TB/TU, 127-TB/TU;15/QĐ-UBND"),
        ["126-TB/TU", "127-TB/TU", "15/QĐ-UBND"]
    );
}

proptest! {
    #[test]
    fn every_party_symbol_is_found_whatever_the_noise(
        number in 1_u32..9999,
        kind in proptest::sample::select(kind::all().iter().flat_map(|k| &k.abbreviations)
            .filter(|a| a.system == System::Party).map(|a| a.text.clone()).collect::<Vec<_>>()),
        code in proptest::sample::select(issuer::all().filter(|i| i.system == System::Party).map(|i| i.code.clone()).collect::<Vec<_>>()),
        first in proptest::sample::select(vec!["-", " - ", "- ", " -", "–", " – "]),
        third in proptest::sample::select(vec!["/", " / ", "/ "]),
        lower in any::<bool>(),
        stray in any::<bool>(),
    ) {
        let cased = if lower { kind.chars().take(1).chain(kind.to_lowercase().chars().skip(1)).collect() } else { kind.clone() };
        let dash = if stray { "- " } else { "" };
        let text = format!("theo Văn bản số {dash}{number:02}{first}{cased}{third}{code}, ngày 03/02/2026 của cấp ủy");
        let found = find(&text);
        prop_assert_eq!(found.len(), 1, "{}: {:?}", text, found);
        let symbol = &found[0].symbol;
        let right = kind::canonical(&cased).unwrap();
        prop_assert_eq!(&symbol.normalized, &format!("{number:02}-{right}/{code}"));
        prop_assert_eq!(&text[found[0].range.clone()], &symbol.written);
        prop_assert_eq!(symbol.flaws.contains(&Flaw::StrayDash), stray);
        prop_assert_eq!(symbol.flaws.contains(&Flaw::Space), first.contains(' ') || third.contains(' '));
    }

    #[test]
    fn every_state_symbol_is_found(
        number in 1_u32..99999,
        year in proptest::option::of(1990_u16..2040),
        kind in proptest::sample::select(kind::all().iter().flat_map(|k| &k.abbreviations)
            .filter(|a| a.system == System::State).map(|a| a.text.clone()).collect::<Vec<_>>()),
        code in proptest::sample::select(issuer::all().filter(|i| i.system == System::State).map(|i| i.code.clone()).collect::<Vec<_>>()),
        unit in proptest::option::of("[A-Z]{2,4}"),
    ) {
        let year_text = year.map(|y| format!("{y}/")).unwrap_or_default();
        let unit = unit.map(|u| format!("-{u}")).unwrap_or_default();
        let symbol = format!("{number:02}/{year_text}{kind}-{code}{unit}");
        let text = format!("thực hiện Văn bản số {symbol} của cơ quan");
        prop_assert_eq!(normal(&text), [symbol]);
    }

    #[test]
    fn any_text_gives_ranges_in_order(text in "(số |[0-9]{1,4}|[-–/ .,:]|NQ|Kl|CTr|TU|TTg|QH15|ngày|đ|2025){0,24}") {
        let mut end = 0;
        for found in find(&text) {
            prop_assert!(found.range.start >= end && text.get(found.range.clone()).is_some());
            end = found.range.end;
        }
    }
}
