//! R2: a total and the parts that it is said to consist of.
//!
//! A total below the sum of a closed list is certain to be wrong; one above it may have parts that are not named. `trong đó`
//! has three meanings (partition, disjoint parts, overlapping parts), so it is never summed against its total here, only
//! noted when it happens to add up; an open list (`…`) likewise. A list belongs to the nearest total first, then to the outer one.

mod change;
mod complement;
mod equation;
mod mean;
mod note;
mod points;
mod product;
mod remainder;
mod split;
mod structure;
mod table;
mod total;

use super::Rule;
use crate::breakdown::{Breakdown, Cue};
use crate::study::{Report, Study};
use crate::text::{Amount, Figure, Text};
use crate::{RuleId, Severity, Verdict};
use rust_decimal::Decimal;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: RuleId(2),
    name: "sum",
    severity: Severity::Certain,
    fires: &[
        "Các cấp ủy kiểm tra 175 tổ chức đảng (cấp thành phố 97, cấp xã 79).",
        "Thi hành kỷ luật 125 đảng viên, gồm: khiển trách 108, cảnh cáo 14, khai trừ 4.",
        "Giám sát 226 cuộc, gồm cấp thành phố 06 cuộc, cấp xã 220 cuộc, cấp cơ sở 10 cuộc.",
        "Cộng chung 6 + 220 = 225 cuộc.",
        "Có 452/514 trường đạt chuẩn, còn 72 trường chưa đạt chuẩn.",
        "Có 128 sản phẩm được công nhận, trong đó 80 sản phẩm 3 sao, 37 sản phẩm 4 sao, 04 sản phẩm 5 sao.",
        "Khám cho 512 lượt người, trong đó ngoại trú 407 lượt, nội trú 75 lượt.",
        "Kỷ luật 42 đảng viên; theo nội dung: đất đai 12, trật tự xây dựng 16, nội dung khác 19.",
        "Trong năm: trong 96 tổ chức có 20 tổ chức hoàn thành tốt nhiệm vụ, 70 tổ chức hoàn thành nhiệm vụ, 03 tổ chức không hoàn thành nhiệm vụ.",
        "Tổng vốn khoảng 86.000 tỷ đồng, gồm: ngân sách 41.000 tỷ đồng, vốn doanh nghiệp 22.000 tỷ đồng.",
        "Trong năm xảy ra 612 vụ¹.\n¹ Giết người 09 vụ; trộm cắp tài sản 349 vụ; tội phạm khác 284 vụ.",
        "Hoàn thành 2.318/2.500 căn nhà ở xã hội¹.\n¹ Khu Vạn Triều 1.204 căn, khu Đông Hoài 716 căn, khu Nam Lạch Giang 298 căn.",
        "Thu ngân sách 41.208 tỷ đồng; 6 tháng đầu năm thu 27.916 tỷ đồng, quý III thu 15.020 tỷ đồng.",
        "Tiếp nhận 702.418 hồ sơ; trực tuyến 684.127 hồ sơ, trực tiếp 28.291 hồ sơ.",
        "Trước hợp nhất, hai địa phương có 1.102 và 616 đảng viên, nay là 1.818 đảng viên.",
        "Mặt trận giám sát 14 cuộc; Hội Nông dân 38 cuộc; Đoàn Thanh niên 46 cuộc. Cộng 89 cuộc.",
        "Giám sát chuyên đề 96 tổ chức đảng và 145 đảng viên (tổng số 214 cuộc).",
        "Theo thẩm quyền: cấp uỷ kỷ luật 13, uỷ ban kiểm tra 41, chi bộ 340 (349 đảng viên).",
        "Mua 52 máy tính, đơn giá 8,5 triệu đồng, tổng kinh phí 442.000 triệu đồng.",
        "Có 54/61 dự án khởi công đúng kế hoạch, đạt 88,5%, 09 dự án chậm khởi công.",
        "Hội nghị có mặt 27/31 người, thiếu 05 người.",
        "Tổng thu 62.400 triệu đồng, tổng chi 58.900 triệu đồng, còn dư 3.600 triệu đồng.",
        "Trước sắp xếp có 138 đầu mối, sau sắp xếp còn 96 đầu mối, giảm 44 đầu mối.",
        "Kế hoạch của thành phố 1.746 tỷ đồng, cao hơn kế hoạch Trung ương giao (1.620 tỷ đồng) là 136 tỷ đồng.",
        "Toàn thành phố còn 14 sở, giảm 11 đầu mối so với 26 sở trước đây.",
        "Tiếp nhận 87 đơn; đã giải quyết 79 đơn, chuyển kỳ sau 09 đơn.",
        "Tặng 48.216 suất quà trị giá 26,7 tỷ đồng, bình quân 626 nghìn đồng/suất.",
        "Toàn ngành có 318.406 học sinh, bình quân 38,2 học sinh/lớp (9.310 lớp).",
        "Bồi dưỡng 05 năm được 3.218 lượt người, bình quân mỗi năm 743,6 lượt người.",
        "Tỷ lệ nghèo 0,41%, giảm 0,75 điểm phần trăm so với đầu năm (0,86%).",
        "Giải ngân đạt 58,4%, cao hơn cùng kỳ (54,8%) là 6,6 điểm phần trăm.",
        "Mở 06 lớp, mỗi lớp 40 học viên, tổng số 260 lượt người học.",
        "Tập huấn 12 lớp × 35 học viên = 430 học viên.",
        "Kiểm tra 612 tổ chức; 571 tổ chức thực hiện tốt, đạt 93,3%; còn 51 tổ chức thực hiện chưa tốt.",
    ],
    silent: &[
        "Các cấp ủy kiểm tra 176 tổ chức đảng (cấp thành phố 97, cấp xã 79).",
        "Phát hành 94 văn bản (trong đó có 27 công văn, 13 báo cáo).",
        "Phát hành 94 văn bản (27 công văn, 13 báo cáo, ...).",
        "Kết nạp 120 đảng viên, trong đó: nữ 64, đoàn viên 98.",
        "Kiểm tra 12 tổ chức đảng (phát hiện 3 vi phạm, kỷ luật 1 tổ chức).",
        "Thu ngân sách 4.200 tỷ đồng, trong đó thu nội địa 3.100 tỷ đồng, thu xuất nhập khẩu 1.060 tỷ đồng.",
        "Kết nạp 120 đảng viên, trong đó 60 đảng viên nữ, 48 đảng viên là đoàn viên.",
        "Kỷ luật 42 đảng viên; theo nội dung: đất đai 12, trật tự xây dựng 16, nội dung khác 14.",
        "Trong năm xảy ra 612 vụ¹.\n¹ Giết người 09 vụ; trộm cắp tài sản 149 vụ.",
        "Trong năm xảy ra 612 vụ¹.\n¹ Giết người 09 vụ; trộm cắp tài sản 349 vụ; tội phạm khác 254 vụ.",
        "Thu ngân sách 41.208 tỷ đồng; tháng 8 thu 3.916 tỷ đồng, tháng 9 thu 4.020 tỷ đồng.",
        "Tổ chức 24 hội nghị; giám sát 14 cuộc. Cộng đồng dân cư có 12 mô hình.",
        "Mua 52 máy tính, đơn giá 8,5 triệu đồng, tổng kinh phí 442 triệu đồng.",
        "Có 71/74 đơn vị hoàn thành tốt nhiệm vụ trở lên, 01 đơn vị hoàn thành nhiệm vụ, 02 đơn vị chưa xếp loại.",
        "Hội nghị có mặt 27/31 người, thiếu 04 người.",
        "Kiểm tra 46/52 cơ sở, phát hiện 12 cơ sở chưa khắc phục vi phạm.",
        "Tặng 48.216 suất quà trị giá 26,7 tỷ đồng, bình quân 554 nghìn đồng/suất.",
        "Toàn ngành có 318.406 học sinh, bình quân 34,2 học sinh/lớp (9.310 lớp).",
        "Thu ngân sách 41.208 tỷ đồng, bình quân 05 năm 36.200 tỷ đồng/năm.",
        "Tỷ lệ nghèo 0,41%, giảm 0,45 điểm phần trăm so với đầu năm (0,86%).",
        "Giải ngân đạt 58,4%, cao hơn cùng kỳ (54,8%) là 3,6 điểm phần trăm.",
        "Mở 09 lớp, mỗi lớp 85 học viên, tổng số 765 lượt người học.",
        "Tập huấn 12 lớp × 35 học viên = 420 học viên.",
        "Điểm bình quân thi tuyển là 6,84 điểm (Toán 6,52; Ngữ văn 7,21; Ngoại ngữ 6,80).",
        "Điểm chung 6,84 (Toán 6,52; Ngữ văn 7,21; Ngoại ngữ 6,80).",
        "Mở 03 tuyến đường (đường Sao Biển 1,2 km; đường Lưới Vây 0,8 km; đường Hải Đăng 2,1 km).",
        "Quý III giải ngân 1.642,3 tỷ đồng; lũy kế 9 tháng 3.998,6 tỷ đồng, bằng 58,4% kế hoạch (6.842,5 tỷ đồng).",
        "Giải ngân 1,2 tỷ đồng, tăng 200 triệu đồng so với cùng kỳ (1 tỷ đồng).",
        "Quỹ có 2.400 triệu đồng, đã chi 1,9 tỷ đồng, còn 500 triệu đồng.",
        "Đón 2,4 triệu lượt khách, gồm: quốc tế 350 nghìn lượt, nội địa 2,05 triệu lượt.",
        "Tổng vốn khoảng 86.000 tỷ đồng, gồm: ngân sách 41.200 tỷ đồng, vốn doanh nghiệp 44.300 tỷ đồng.",
    ],
    check,
};

fn check(study: &Study<'_>, report: &mut Report<'_, '_>) {
    for text in study.body() {
        for list in text.breakdowns() {
            if !super::halves::is_split(text, list) {
                judge(text, list, report);
            }
        }
        equation::check(text, report);
        total::check(text, report);
        structure::check(text, report);
        remainder::check(text, report);
        change::check(text, report);
        split::check(text, report);
        product::check(text, report);
        mean::check(text, report);
        points::check(text, report);
        note::check(study, text, report);
    }
    complement::check(study, report);
    table::check(study, report);
}

fn judge(text: &Text<'_>, list: &Breakdown, report: &mut Report<'_, '_>) {
    if let Some((head, count)) = list.adding_up(text) {
        let end = text.figures[list.items[count - 1]].end().max(text.figures[head].end());
        report.checked(2, text.id, text.figures[head].range.start..end, Verdict::Holds);
        return;
    }
    let Some(&(index, amount)) = list.heads.first() else {
        return;
    };
    let head = &text.figures[index];
    // "(1) …; (2) …" is a list of things, and their numbers are their own
    let labelled = !text.enumerators_in(&list.range).is_empty();
    let whole = list.cue != Cue::Namely && list.exhaustive(text);
    let addition = list.addition(text, head, amount);
    let (Some(total), Some(sum)) = (addition.total(), addition.sum()) else {
        return;
    };
    if list.cue == Cue::Among
        && !whole
        && !(total > sum && is_nearly(total, sum) && of_one_kind(text, list, head))
        || list.open
        || labelled
        || head.approximate && (list.cue != Cue::Consists || about(amount, sum, total))
        || !belongs(text, list, head, whole)
    {
        return;
    }
    let at = head.range.start..list.range.end.max(head.range.end);
    report.checked(2, text.id, at.clone(), Verdict::Broken);
    let mixed = list.items.iter().any(|i| text.figures[*i].unit.kin(&head.unit))
        && !list
            .items
            .iter()
            .all(|i| text.figures[*i].unit.kin(&head.unit) || text.figures[*i].unit.silent());
    // behind a bare colon only "label number, label number" is a list for certain
    let plain = list.items.iter().all(|i| text.figures[*i].unit.silent());
    let trusted = list.uniform
        && !mixed
        && !head.approximate
        && list.cue != Cue::Among
        && list.cue != Cue::Sorted
        && (list.cue != Cue::Namely || plain)
        && (list.cue == Cue::Consists || tight(text, list, head));
    let certain = addition.exceeds() && trusted;
    let severity = if certain { Severity::Certain } else { Severity::Verify };
    report.fault(addition.fault((text.id, at), severity, None));
}

/// The sum is no farther from the total than a slip would move it.
pub(super) fn is_nearly(total: Decimal, sum: Decimal) -> bool {
    (total - sum).abs().checked_mul(Decimal::from(6)).is_some_and(|gap| gap <= total.abs().max(sum.abs()))
}

/// `khoảng 186.000`: the sum is within what the zeros at its end leave open.
fn about(total: Amount, sum: Decimal, scaled: Decimal) -> bool {
    let mut value = total.value;
    let mut grain = Decimal::ONE;
    while total.decimals == 0 && !value.is_zero() && (value % Decimal::TEN).is_zero() {
        value /= Decimal::TEN;
        grain *= Decimal::TEN;
    }
    let grain = scaled.checked_div(total.value).and_then(|scale| scale.checked_mul(grain));
    grain.is_none_or(|grain| (sum - scaled).abs() <= grain)
}

/// `187 sản phẩm, trong đó 141 sản phẩm 3 sao, 43 sản phẩm 4 sao …`: every item counts what the head counts, and can be no other.
fn of_one_kind(text: &Text<'_>, list: &Breakdown, head: &Figure) -> bool {
    list.uniform
        && list.items.len() > 1
        && !head.unit.measured()
        && list.items.iter().all(|i| text.figures[*i].unit.like(&head.unit))
        && super::part::disjoint(text, list, head)
}

/// Head and items can be of one kind: the same unit, units that are kinds of the total, or labels without units; `whole` where
/// the words leave no other part.
fn belongs(text: &Text<'_>, list: &Breakdown, head: &Figure, whole: bool) -> bool {
    if text.is_mean(head) || !measured_alike(text, list, head) {
        return false;
    }
    let gap = text.gap(head.end()..list.range.start);
    if list.cue == Cue::Sorted {
        return list.items.iter().all(|i| {
            text.figures[*i].unit.measured() == head.unit.measured() || text.figures[*i].unit.silent()
        });
    }
    let colon = list.cue == Cue::Namely && text.gap(list.range.clone()).starts_with(':');
    if gap.len() > 160 || gap.contains(';') || colon && gap.contains(',') {
        return false;
    }
    let units: Vec<&crate::text::Unit> = list.items.iter().map(|i| &text.figures[*i].unit).collect();
    if head.unit.measured() || units.iter().any(|u| u.measured()) {
        return head.unit.measured() && units.iter().all(|u| u.measured() || u.silent());
    }
    if whole && list.cue != Cue::Namely {
        return true;
    }
    let like = units.iter().filter(|u| u.kin(&head.unit)).count();
    let silent = units.iter().filter(|u| u.silent()).count();
    if like + silent == units.len() {
        return true;
    }
    // "69 đảng viên (11 cấp uỷ viên, 50 đảng viên)": some named alike, none overlapping
    if list.uniform && like < units.len() && like > 0 && list.cue == Cue::Bracket && close(text, list, head) {
        let rest = list.items.last().is_some_and(|i| text.figures[*i].unit.like(&head.unit));
        return rest || super::part::disjoint(text, list, head);
    }
    // kinds of the total: all different from it, none repeated by accident; only where the words say "consists of"
    list.uniform
        && (like == 0 || like == units.len())
        && (list.cue == Cue::Consists || close(text, list, head))
}

/// Lengths are parts of a length, and whole things have no parts with decimals; `6,84 điểm (Toán 6,52; Văn 7,21)` lies among
/// what looks like its parts, so it is none of their sums.
fn measured_alike(text: &Text<'_>, list: &Breakdown, head: &Figure) -> bool {
    let items = || list.items.iter().map(|i| &text.figures[*i]);
    let Some(total) = head.amount().or(head.ratio().map(|(part, _)| part)) else {
        return false;
    };
    let amounts = || items().filter_map(Figure::amount);
    let counts = total.decimals == 0 && !head.unit.measured() && head.unit.physical().is_none();
    let whole = !head.unit.silent() && counts && amounts().any(|a| a.decimals > 0);
    let among = total.decimals > 0
        && amounts().any(|a| a.value <= total.value)
        && amounts().any(|a| a.value >= total.value)
        && items().all(|f| f.unit.silent() || f.unit.scale == head.unit.scale);
    !whole && !among && items().all(|f| f.unit.silent() || f.unit.physical() == head.unit.physical())
}

/// Only words of the total stand between it and the bracket.
fn close(text: &Text<'_>, list: &Breakdown, head: &Figure) -> bool {
    let gap = text.gap(head.end()..list.range.start);
    gap.len() < 110 && !gap.contains('(')
}

/// The list stands right behind its total.
fn tight(text: &Text<'_>, list: &Breakdown, head: &Figure) -> bool {
    let gap = text.gap(head.end()..list.range.start);
    gap.len() < 48 && !gap.contains('(') && (!gap.contains(',') || gap.len() < 24)
}
