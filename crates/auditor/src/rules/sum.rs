//! R2: a total and the parts that it is said to consist of.
//!
//! A total below the sum of a closed list is certain to be wrong; one above it may have parts that are not named. `trong đó`
//! has three meanings (partition, disjoint parts, overlapping parts), so it is never summed against its total here, only
//! noted when it happens to add up; an open list (`…`) likewise. A list belongs to the nearest total first, then to the outer one.

mod change;
mod complement;
mod equation;
pub(super) mod list;
mod mean;
mod note;
mod parallel;
mod points;
mod product;
mod remainder;
mod split;
mod structure;
mod table;
mod total;

use super::Rule;
use crate::study::{Report, Study};
use crate::{RuleId, Severity};
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
        "Kiểm tra 02 tổ chức đảng và 04 đảng viên¹.\n¹ Đảng ủy phường kiểm tra 01 tổ chức đảng và 01 đảng viên; Đảng ủy xã kiểm tra 02 tổ chức đảng và 03 đảng viên.",
        "Có 96 cơ sở với 2.428 phòng, gồm: khách sạn 31 cơ sở với 1.640 phòng, nhà nghỉ 65 cơ sở với 778 phòng.",
        "Mở 06 lớp, mỗi lớp 40 học viên, tổng số 260 lượt người học.",
        "Tập huấn 12 lớp × 35 học viên = 430 học viên.",
        "Kiểm tra 612 tổ chức; 571 tổ chức thực hiện tốt, đạt 93,3%; còn 51 tổ chức thực hiện chưa tốt.",
    ],
    silent: &[
        "Các cấp ủy kiểm tra 176 tổ chức đảng (cấp thành phố 97, cấp xã 79).",
        "Phát hành 94 văn bản (trong đó có 27 công văn, 13 báo cáo).",
        "Phát hành 94 văn bản (27 công văn, 13 báo cáo, ...).",
        "Kết nạp 120 đảng viên, trong đó: nữ 64, đoàn viên 98.",
        "Kết nạp 312 đảng viên mới (nữ 168 đồng chí, chiếm 53,8%; đoàn viên 214 đồng chí, chiếm 68,6%; công nhân 190 đồng chí, chiếm 60,9%).",
        "Kết nạp 312 đảng viên mới (nữ 168, đoàn viên 214, trình độ đại học 190).",
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
        "Có 96 cơ sở với 2.418 phòng, gồm: khách sạn 31 cơ sở với 1.640 phòng, nhà nghỉ 65 cơ sở với 778 phòng.",
        "Kiểm tra 09 tổ chức đảng và 14 đảng viên¹.\n¹ Đảng ủy phường kiểm tra 01 tổ chức đảng và 01 đảng viên; Đảng ủy xã kiểm tra 02 tổ chức đảng và 03 đảng viên.",
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
                list::judge(text, list, report);
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
        parallel::check(study, text, report);
    }
    complement::check(study, report);
    table::check(study, report);
}

/// The sum is no farther from the total than a slip would move it.
pub(super) fn is_nearly(total: Decimal, sum: Decimal) -> bool {
    (total - sum).abs().checked_mul(Decimal::from(6)).is_some_and(|gap| gap <= total.abs().max(sum.abs()))
}
