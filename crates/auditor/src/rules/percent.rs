//! R1: a ratio, a share, a growth and the percentage stated with it.
//!
//! The percentage must be the ratio, rounded or cut off at its own decimals. Guards: `100%` after a ratio that is not full is
//! a statement about each thing counted; a range has two ends, and either may be meant.

mod common;
mod growth;
mod named;
mod ratio;
mod share;

use super::Rule;
use crate::arithmetic::{compare, percent, print, show};
use crate::study::{Fault, Report, Study, span};
use crate::text::{Amount, Figure, Text};
use crate::{RuleId, Sentence, Severity, Verdict};
use rust_decimal::Decimal;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: RuleId(1),
    name: "percent",
    severity: Severity::Certain,
    fires: &[
        "Đã giải quyết 49/61 đơn (đạt 83,0%).",
        "Toàn thành phố có 6.231/7.368 = 85,6% hộ đạt chuẩn.",
        "Trong tổng số 61 đơn thư phải giải quyết, đã giải quyết 49 đơn, đạt 90,3%.",
        "Giải ngân đạt 21.406 tỷ đồng, bằng 120,1% so với cùng kỳ (23.846 tỷ đồng).",
        "Kết nạp 318 đảng viên, trong đó nữ 208 đồng chí, chiếm 56,4%.",
        "Xếp loại: hoàn thành xuất sắc nhiệm vụ 05 (19,2%); hoàn thành tốt nhiệm vụ 20 (66,9%); hoàn thành nhiệm vụ 01 (3,8%).",
        "Thu hồi 33.812 triệu đồng, đạt tỷ lệ 82,05% (trên tổng số 46.206 triệu đồng).",
        "Hoàn thành nhiệm vụ 98 tổ chức, chiếm 7,9% trên 1.412 tổ chức.",
        "Số người tham gia bảo hiểm y tế 318.402 người, đạt tỷ lệ bao phủ 91,4% dân số (334.500 người).",
        "Đảng phí thu được 18.406 triệu đồng; nộp cấp trên 9.903 triệu đồng (50%).",
        "Số vụ giảm 59 vụ (9,7%; năm 2024 xảy ra 538 vụ).",
        "Thanh tra 84 cuộc (theo kế hoạch 61, đột xuất 23), trong đó đột xuất chiếm 72,4%.",
        "Kinh tế biển đóng góp 61.420 tỷ đồng trong GRDP 163.800 tỷ đồng, chiếm 42,7%.",
    ],
    silent: &[
        "Đã giải quyết 49/61 đơn (đạt 80,3%).",
        "Đã giải quyết 49/61 đơn (đạt 80,32%).",
        "Có 02/05 chỉ tiêu đạt 100% kế hoạch.",
        "Thực hiện 45/44 cuộc (đạt 102% kế hoạch).",
        "Kết nạp 120 đảng viên; thu ngân sách tăng 12,5% so với cùng kỳ.",
        "Xếp loại: hoàn thành xuất sắc nhiệm vụ 05 (19,2%); hoàn thành tốt nhiệm vụ 20 (76,9%); hoàn thành nhiệm vụ 01 (3,85%).",
        "Số người tham gia bảo hiểm y tế 318.402 người, đạt tỷ lệ bao phủ 95,1% dân số (334.500 người).",
        "Thanh tra 84 cuộc (theo kế hoạch 61, đột xuất 23), trong đó đột xuất chiếm 27,4%.",
        "Thu ngân sách 18.406 triệu đồng; chi đầu tư 9.903 triệu đồng (83,2%).",
    ],
    check,
};

fn check(study: &Study<'_>, report: &mut Report<'_, '_>) {
    for text in study.body() {
        let outside = calling(study, text);
        let mut judged = Vec::with_capacity(text.figures.len());
        for index in 0..text.figures.len() {
            let before = report.audit.relations.len();
            if text.figures[index].ratio().is_some() {
                ratio::check(text, index, report);
            }
            if text.figures[index].percent().is_some()
                && !share::bracketed_ratio(text, index, report)
                && !growth::check(text, index, report)
                && !named::check(text, index, report)
            {
                share::check(text, index, &outside, report);
            }
            judged.push(report.audit.relations.len() > before);
        }
        common::check(text, &judged, report);
    }
}

/// How many amounts of the paragraph that calls a note are compared with it: thousands of notes may have one caller.
const MOST: usize = 256;

/// Amounts of the paragraph that calls this one, if it is a note: its shares may be shares of them.
fn calling(study: &Study<'_>, text: &Text<'_>) -> Vec<Amount> {
    let caller =
        study.document.note_of(text.id).and_then(|n| n.called_from).and_then(|id| study.texts.get(id.0));
    caller.map(|t| t.figures.iter().filter_map(Figure::amount).take(MOST).collect()).unwrap_or_default()
}

/// A percentage that was compared with the quotient of two values.
struct Quotient<'t> {
    text: &'t Text<'t>,
    percent: &'t Figure,
    stated: Amount,
    part: Amount,
    whole: Amount,
    /// The figures that the part and the whole stand in.
    figures: [&'t Figure; 2],
    /// How sure it is that these three belong together.
    sure: bool,
}

impl Quotient<'_> {
    /// An amount as printed, with its scale where the other one has another.
    fn shown(&self, which: usize, amount: Amount) -> String {
        let [a, b] = self.figures;
        let printed = print(amount);
        if a.unit.scale == b.unit.scale { printed } else { self.figures[which].in_words(&printed) }
    }

    fn computed(&self, scaled: bool) -> Option<Decimal> {
        let [a, b] = self.figures;
        if scaled && a.unit.scale != b.unit.scale {
            return percent(a.scaled()?, b.scaled()?);
        }
        percent(self.part.value, self.whole.value)
    }

    /// Compares, and reports the relation and what is wrong with it.
    fn judge(&self, report: &mut Report<'_, '_>) -> Option<Verdict> {
        let computed = self.computed(true)?;
        let verdict = compare(self.stated, computed);
        let at = span(self.figures[0], self.percent);
        let at = at.start.min(self.figures[1].range.start)..at.end.max(self.figures[1].range.end);
        report.checked(1, self.text.id, at.clone(), verdict);
        if verdict == Verdict::Broken {
            let severity = if self.sure { Severity::Certain } else { Severity::Verify };
            report.fault(Fault {
                rule: 1,
                severity,
                at: (self.text.id, at),
                others: Vec::new(),
                stated: format!("{}%", print(self.stated)),
                computed: format!("{}%", show(computed, self.stated.decimals.max(1))),
                message: Sentence::new(
                    "percent-wrong",
                    [
                        ("part", self.shown(0, self.part)),
                        ("whole", self.shown(1, self.whole)),
                        ("computed", show(computed, self.stated.decimals.max(2))),
                        ("stated", print(self.stated)),
                    ],
                ),
                may_be_right: (!self.sure).then(|| Sentence::new("percent-wrong-why", [])),
            });
        }
        Some(verdict)
    }
}
