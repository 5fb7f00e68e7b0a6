//! How the citing document stands to the cited one, told by the words before the mention.

use crate::document::{Document, ParagraphId, ParagraphRole};
use crate::facts::phrases::Finder;
use crate::facts::{Citation, CitationRelation as Relation, Words, key::key};
use std::sync::LazyLock;

static REPLACES: LazyLock<Finder> =
    LazyLock::new(|| Finder::new(&["thay thế", "thay cho", "bãi bỏ", "hết hiệu lực"]));
static AMENDS: LazyLock<Finder> =
    LazyLock::new(|| Finder::new(&["sửa đổi", "bổ sung", "điều chỉnh", "iều chỉnh"]));
static SUMS_UP: LazyLock<Finder> =
    LazyLock::new(|| Finder::new(&["sơ kết", "tổng kết", "báo cáo", "đánh giá", "kiểm điểm việc"]));
static CUE: LazyLock<Finder> = LazyLock::new(|| {
    Finder::new(&[
        "căn cứ",
        "vụ việc theo",
        "ban hành",
        "thực hiện",
        "triển khai",
        "quán triệt",
        "cụ thể hóa",
        "chấp hành",
        "tại",
        "theo",
        "học tập",
    ])
});

/// Sets the relations of the mentions `found` in a paragraph; `earlier` are those of the paragraphs before.
pub(super) fn tell(
    document: &Document,
    id: ParagraphId,
    Words { key, called, .. }: &Words,
    found: &mut [Citation],
    earlier: &[Citation],
) {
    let mut fallback = None;
    for index in 0..found.len() {
        let (done, rest) = found.split_at_mut(index);
        let citation = &mut rest[0];
        let start = citation.span.range.start;
        let sentence = sentence_start(key, start);
        let previous = done.last().filter(|p| p.span.range.start >= sentence);
        let region_start = previous.map_or(sentence, |p| p.span.range.end.min(start));
        let region = &key[region_start..start];
        let clause = region.rfind([';']).map_or(region, |at| &region[at + 1..]);
        citation.relation = match own(clause, previous) {
            Some(relation) => relation,
            None => match previous {
                Some(previous) => previous.relation,
                None => *fallback.get_or_insert_with(|| around(document, id, *called, citation, earlier)),
            },
        };
    }
}

/// The relation that the words between the last border and the mention tell.
fn own(clause: &str, previous: Option<&Citation>) -> Option<Relation> {
    if REPLACES.all(clause, 0).next().is_some() {
        return Some(Relation::Replaces);
    }
    let carried_out = clause.contains("thực hiện");
    let near = |words: &Finder, limit| words.near_end(clause, limit);
    if previous.is_some() && clause.contains("về tiếp tục thực hiện") {
        return Some(Relation::Cites);
    }
    if near(&AMENDS, 60) {
        return Some(Relation::Amends);
    }
    if near(&SUMS_UP, 12) || (carried_out && near(&SUMS_UP, 160)) {
        return Some(Relation::ReportsOn);
    }
    let reported = previous.is_some_and(|p| p.kind.as_deref() == Some("Báo cáo"));
    if reported && carried_out {
        return Some(Relation::ReportsOn);
    }
    let last = CUE.all(clause, 0).last()?;
    Some(match &clause[last] {
        "căn cứ" | "vụ việc theo" => Relation::Cites,
        "ban hành" => Relation::Issued,
        _ => Relation::Implements,
    })
}

/// The relation of a mention that begins its paragraph or note: told by the sentence that calls the note, or by the
/// paragraph that leads in a list.
fn around(
    document: &Document,
    id: ParagraphId,
    at: Option<usize>,
    citation: &Citation,
    earlier: &[Citation],
) -> Relation {
    let paragraph = document.paragraph(id);
    if paragraph.role == ParagraphRole::Note {
        let outgoing = ["Công văn", "Quyết định", "Báo cáo", "Tờ trình", "Thông báo"];
        if citation.kind.as_deref().is_some_and(|k| outgoing.contains(&k)) {
            return Relation::Issued;
        }
        return called(document, id, at).unwrap_or(Relation::Cites);
    }
    let before = document.paragraphs[..id.0].iter().enumerate().rev();
    for (index, candidate) in before.filter(|(_, p)| p.role != ParagraphRole::Note).take(40) {
        if candidate.text.trim_end().ends_with(':') {
            let lead = key(&candidate.text);
            return if lead.contains("ban hành") {
                Relation::Issued
            } else {
                own(&lead, None).unwrap_or(Relation::Cites)
            };
        }
        // A list goes on as long as its items begin with a mention.
        let at = earlier.partition_point(|c| c.span.paragraph.0 < index);
        let goes_on = earlier.get(at).is_some_and(|c| c.span.paragraph.0 == index);
        if !goes_on && candidate.role != ParagraphRole::Item {
            break;
        }
    }
    Relation::Cites
}

/// What the sentence that calls a note says of the documents in it.
fn called(document: &Document, id: ParagraphId, at: Option<usize>) -> Option<Relation> {
    let note = document.note_of(id)?;
    let caller = document.paragraph(note.called_from?);
    let at = at.unwrap_or(caller.text.len());
    let back = caller.text.ceil_char_boundary(at.saturating_sub(LOOK_BACK));
    let key = key(caller.text.get(back..at)?);
    let sentence = &key[sentence_start(&key, key.len())..];
    let clause = sentence.rfind(';').map_or(sentence, |i| &sentence[i + 1..]);
    let first = |words: &'_ str| CUE.all(words, 0).next().map(|found| words[found] == *"ban hành");
    let issued = first(clause).or_else(|| first(sentence))?;
    Some(if issued {
        Relation::Issued
    } else if SUMS_UP.all(clause, 0).next().is_some() && clause.contains("báo cáo") {
        Relation::ReportsOn
    } else {
        Relation::Implements
    })
}

/// Where the sentence around `at` begins, as far as it is looked at: a bounded look back keeps the whole linear.
fn sentence_start(key: &str, at: usize) -> usize {
    let back = key.ceil_char_boundary(at.saturating_sub(LOOK_BACK));
    key[back..at].rfind(". ").map_or(back, |i| back + i + 2)
}

/// How many bytes before a mention are looked at.
const LOOK_BACK: usize = 3000;
