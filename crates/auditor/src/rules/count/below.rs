//! Items in the paragraphs below a count: `ban hành 06 quy chế sau:`.

use super::judge;
use super::names::sampled;
use crate::study::{Report, Study};
use crate::text::Text;
use reader::{MarkerKind, ParagraphId, ParagraphRole};

/// Items in a row that are labelled alike.
#[derive(Debug, Clone, Copy)]
pub(super) struct List {
    items: usize,
    last: ParagraphId,
    kind: std::mem::Discriminant<MarkerKind>,
}

/// For each paragraph the list that begins with it, or, for a note, behind it.
pub(super) fn lists(study: &Study<'_>) -> Vec<Option<List>> {
    let mut out: Vec<Option<List>> = vec![None; study.texts.len() + 1];
    for (index, text) in study.texts.iter().enumerate().rev() {
        let next = out[index + 1];
        if text.paragraph.role == ParagraphRole::Note {
            out[index] = next;
            continue;
        }
        let found = reader::marker(text.str()).filter(|m| !m.kind.is_heading());
        out[index] = found.map(|found| {
            let kind = std::mem::discriminant(&found.kind);
            let rest = next.filter(|n| n.kind == kind);
            List { items: 1 + rest.map_or(0, |r| r.items), last: rest.map_or(text.id, |r| r.last), kind }
        });
    }
    out
}

/// `ban hành 06 quy chế sau:` and the items in the paragraphs below.
pub(super) fn below(study: &Study<'_>, lists: &[Option<List>], text: &Text<'_>, report: &mut Report<'_, '_>) {
    if !text.str().ends_with(':') || text.paragraph.role == ParagraphRole::Head {
        return;
    }
    let Some(figure) = text.figures.last() else {
        return;
    };
    let gap = text.gap(figure.end()..text.str().len());
    if gap.len() > 60 || sampled(gap) || gap.contains([';', '.']) {
        return;
    }
    if let Some(List { items, last, .. }) = lists[text.id.0 + 1]
        && items > 1
    {
        let other = (last, 0..1.min(study.texts[last.0].str().len()));
        judge(text.id, figure, items, figure.range.start..text.str().len(), Some(other), false, report);
    }
}
