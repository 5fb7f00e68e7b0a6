//! R9: a magnitude that cannot be, and numbers that a space has broken.
//!
//! Guards: a value is compared only with what its own words allow: nobody invests thousands of dong in a bridge, no city
//! collects millions of billions.

mod siblings;

use super::Rule;
use crate::arithmetic::{print, show};
use crate::study::{Fault, Report, Study};
use crate::text::{Figure, Meaning, Text};
use crate::{RuleId, Sentence, Severity};
use rust_decimal::Decimal;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: RuleId(9),
    name: "magnitude",
    severity: Severity::Verify,
    fires: &[
        "Dự án cầu có tổng mức đầu tư 1.250 đồng.",
        "Quỹ dự phòng đã sử dụng 312,5 đồng.",
        "Thu ngân sách đạt 42.817.000.000 tỷ đồng.",
        "Thu hồi số tiền 260. 367.943.500 đồng.",
        "Tổng vốn 86,4 tỷ đồng, gồm: ngân sách trung ương 50 tỷ đồng, ngân sách thành phố 28.400 triệu đồng, nguồn khác 8 triệu đồng.",
        "Quỹ tiếp nhận 1.200 triệu đồng, trong đó doanh nghiệp 800 triệu đồng, cá nhân 400 tỷ đồng.",
        "Giám sát 1.240 cuộc, gồm cấp thành phố 620 cuộc, cấp xã 62 cuộc.",
        "Thu phí: phường An Hòa 1.240 triệu đồng, phường Cồn Vạc 1.310 triệu đồng, phường Vạn Triều 1.275 tỷ đồng.",
    ],
    silent: &[
        "Dự án cầu có tổng mức đầu tư 1.250 tỷ đồng.",
        "Thu ngân sách đạt 42.817 tỷ đồng.",
        "Thu hồi số tiền 260.367.943.500 đồng.",
        "Mức thu 50.000 đồng/lượt.",
        "Giá bán 2.204,5 đồng/kWh.",
        "Tổng vốn 86,4 tỷ đồng, gồm: ngân sách trung ương 50 tỷ đồng, ngân sách thành phố 28.400 triệu đồng, nguồn khác 8 tỷ đồng.",
        "Quỹ tiếp nhận 1,2 tỷ đồng, trong đó doanh nghiệp 800 triệu đồng, cá nhân 400 triệu đồng.",
        "Doanh thu 412 tỷ đồng, nộp ngân sách 38 tỷ đồng, thu nhập mỗi người 12 triệu đồng.",
        "Thu phí: phường An Hòa 1.240 triệu đồng, phường Cồn Vạc 1.310 triệu đồng, phường Vạn Triều 1,275 tỷ đồng.",
        "Hỗ trợ 12 triệu đồng, 15 triệu đồng, 1,2 tỷ đồng cho ba dự án.",
    ],
    check,
};

fn check(study: &Study<'_>, report: &mut Report<'_, '_>) {
    for text in study.body() {
        for figure in &text.figures {
            money(text, figure, report);
            odd(text, figure, report);
        }
        siblings::check(text, report);
        for typed in &text.typed {
            let number = match &typed.meaning {
                Meaning::Amount(n) | Meaning::Percent(n) => n,
                _ => continue,
            };
            if number.broken {
                let written = text.str()[number.range.clone()].to_owned();
                let value = show(number.value, number.decimals);
                report.fault(Fault {
                    rule: 9,
                    severity: Severity::Verify,
                    at: (text.id, number.range.clone()),
                    others: Vec::new(),
                    stated: written.clone(),
                    computed: value.clone(),
                    message: Sentence::new("number-broken", [("written", written), ("value", value)]),
                    may_be_right: Some(Sentence::new("number-broken-why", [])),
                });
            }
        }
    }
}

/// `gần 16.583 hộ`: a number exact to its last digit that is said to be about.
fn odd(text: &Text<'_>, figure: &Figure, report: &mut Report<'_, '_>) {
    let about = ["gần", "khoảng", "hơn", "xấp xỉ", "ngót"]
        .iter()
        .any(|w| text.before(figure.range.start, 12).trim_end().ends_with(w));
    let Some(amount) =
        figure.amount().filter(|a| about && a.decimals == 0 && a.value >= Decimal::from(1_000))
    else {
        return;
    };
    if amount.value % Decimal::TEN != Decimal::ZERO {
        report.fault(Fault {
            rule: 9,
            severity: Severity::Note,
            at: (text.id, figure.range.clone()),
            others: Vec::new(),
            stated: print(amount),
            computed: String::new(),
            message: Sentence::new("number-about", [("value", print(amount))]),
            may_be_right: None,
        });
    }
}

fn money(text: &Text<'_>, figure: &Figure, report: &mut Report<'_, '_>) {
    let (Some(amount), Some(value)) = (figure.amount(), figure.scaled()) else {
        return;
    };
    if figure.unit.noun != "đồng" {
        return;
    }
    let before = text.before(figure.range.start, 90);
    let after = text.after(figure.end(), 12);
    let large = [
        "tổng mức đầu tư",
        "thu ngân sách",
        "vốn đầu tư",
        "giải ngân",
        "tổng vốn",
        "dự toán",
        "kinh phí",
        "tổng thu",
        "vốn đăng ký",
    ];
    let each = after.trim_start().starts_with(['/'])
        || after.contains("mỗi")
        || after.trim_start().starts_with("một");
    let tiny = figure.unit.scale == Decimal::ONE
        && value < Decimal::from(1_000_000)
        && large.iter().any(|w| before.contains(w))
        && !each;
    // "312,5 đồng": there is no half dong
    let tiny = tiny || figure.unit.scale == Decimal::ONE && amount.decimals > 0 && !each;
    // the whole country collects some 2.5 million billion dong a year
    let huge = value > Decimal::from(20_000_000_000_000_000_i64);
    if !tiny && !huge {
        return;
    }
    report.fault(Fault {
        rule: 9,
        severity: Severity::Verify,
        at: (text.id, figure.range.start..figure.end()),
        others: Vec::new(),
        stated: text.str()[figure.range.start..figure.end()].to_owned(),
        computed: String::new(),
        message: Sentence::new(
            if tiny { "magnitude-small" } else { "magnitude-large" },
            [("value", print(amount))],
        ),
        may_be_right: Some(Sentence::new("magnitude-why", [])),
    });
}
