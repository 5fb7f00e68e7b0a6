//! `49/61 đơn (đạt 80,3%)`.

use super::Quotient;
use crate::Verdict;
use crate::study::Report;
use crate::text::Text;
use rust_decimal::Decimal;

/// Checks the ratio at `index` against the percentage that follows it.
pub(super) fn check(text: &Text<'_>, index: usize, report: &mut Report<'_, '_>) {
    let figure = &text.figures[index];
    let Some((part, whole)) = figure.ratio() else {
        return;
    };
    // "298/300 tàu cá từ 15 mét trở lên …, đạt 99,3%": a measure may stand between
    let next =
        text.figures[index + 1..].iter().take(2).find(|f| f.percent().is_some() || f.ratio().is_some());
    let Some((next, stated)) = next.and_then(|f| Some((f, f.percent()?))) else {
        return;
    };
    let far = text.figures.get(index + 1).is_some_and(|f| f.percent().is_none());
    if far && !text.before(next.range.start, 8).trim_end().ends_with("đạt") {
        return;
    }
    let gap = text.gap(figure.range.end..next.range.start);
    let closed = gap.contains(')') && gap.find(')') < gap.find('(').or(Some(usize::MAX));
    if text.sentence(figure.range.start) != text.sentence(next.range.start)
        || gap.len() > 160
        || gap.contains(';')
        || closed
        || next.approximate
    {
        return;
    }
    let tight =
        gap.trim() == "=" || gap.trim_end().ends_with(['=', '(']) || gap.contains('(') && !gap.contains(')');
    let cue = ["đạt", "chiếm", "bằng", "tỷ lệ", "tỉ lệ", "tương ứng", "tương đương", "="]
        .iter()
        .any(|w| gap.contains(w));
    if !tight && !cue || ["tăng", "giảm", "so với"].iter().any(|w| gap.contains(w)) {
        return;
    }
    // "02/05 chỉ tiêu đạt 100% kế hoạch": each of the two reached it
    if stated.value == Decimal::ONE_HUNDRED && part.value != whole.value && !gap.contains(['(', '=']) {
        return;
    }
    let comma = gap.contains(',') && !gap.contains('(');
    let quotient = Quotient {
        text,
        percent: next,
        stated,
        part,
        whole,
        figures: [figure, figure],
        sure: tight
            || gap.len() < 60 && !comma
            || gap.trim_end().ends_with("đạt")
            || gap.trim_end().ends_with("chiếm"),
    };
    let _: Option<Verdict> = quotient.judge(report);
}
