//! Units' reports of a month, ten pages each, made of words of our own: the same unit writes the same in every run.

use composer::{
    Authority, AuthorityForm, Block, Caps, Day, Draft, Issuer, Kind, Line, Number, Recipients, Signature,
    Symbol, System,
};
use domain::periods::Period;

/// The headings, each with so many paragraphs that the whole has ten pages.
const HEADINGS: [(u8, &str, &str, usize); 10] = [
    (1, "I.", "KẾT QUẢ CÔNG TÁC TRONG THÁNG", 0),
    (2, "1.", "Công tác xây dựng Đảng", 7),
    (2, "2.", "Công tác kiểm tra, giám sát", 5),
    (2, "3.", "Công tác dân vận và giải quyết đơn thư", 6),
    (2, "4.", "Công tác văn phòng cấp ủy", 6),
    (2, "5.", "Kinh tế - xã hội, quốc phòng, an ninh", 7),
    (1, "II.", "HẠN CHẾ, NGUYÊN NHÂN", 3),
    (1, "III.", "NHIỆM VỤ TRỌNG TÂM THÁNG TỚI", 4),
    (1, "IV.", "KIẾN NGHỊ, ĐỀ XUẤT", 3),
    (2, "1.", "Đề xuất cụ thể", 2),
];
/// Sentences of a paragraph.
const SENTENCES: u64 = 4;

const WHO: [&str; 12] = [
    "Thường trực Đảng ủy",
    "Ủy ban kiểm tra Đảng ủy",
    "Văn phòng cấp ủy",
    "Mặt trận và các đoàn thể",
    "Chi bộ khu dân cư số bảy",
    "Tổ công tác liên ngành",
    "Ban Dân vận",
    "Hội Cựu chiến binh",
    "Đoàn thanh niên địa phương",
    "Trung tâm phục vụ hành chính công",
    "Ban quản lý chợ trung tâm",
    "Hợp tác xã vận tải bến sông",
];
const DID: [&str; 12] = [
    "hoàn thành việc khảo sát",
    "chủ trì cuộc họp bàn giải pháp",
    "ban hành kế hoạch chi tiết",
    "phối hợp tổ chức lớp tập huấn",
    "lấy ý kiến rộng rãi của người dân",
    "kiểm điểm tiến độ từng tuần",
    "bàn giao đầy đủ hồ sơ",
    "mở đợt cao điểm",
    "thành lập nhóm hỗ trợ",
    "niêm yết công khai kết quả",
    "rút kinh nghiệm ngay tại chỗ",
    "tham mưu quy trình mới",
];
const WHAT: [&str; 12] = [
    "về chỉnh trang các tuyến ngõ ven kênh",
    "về số hóa hồ sơ đảng viên lớn tuổi",
    "về an toàn phòng cháy ở dãy nhà trọ",
    "về thu gom rác thải tại nguồn",
    "về chăm sóc gia đình có công",
    "về sắp xếp lại các điểm sinh hoạt chi bộ",
    "về phục hồi làng nghề đan lưới",
    "về nước sạch cho xóm ngoài đê",
    "về dạy bơi cho học sinh tiểu học",
    "về quản lý vỉa hè quanh bến xe",
    "về trả kết quả thủ tục đúng hẹn",
    "về hòa giải mâu thuẫn nhỏ trong khu phố",
];
const RESULT: [&str; 12] = [
    "được các chi bộ đồng tình hưởng ứng",
    "bước đầu tạo chuyển biến ở cơ sở",
    "phân công rõ người chịu trách nhiệm từng phần việc",
    "còn một số khâu cần tháo gỡ trong quý tới",
    "kinh phí do địa phương tự cân đối",
    "dự kiến nhân rộng ra những nơi có điều kiện tương tự",
    "kết quả được báo cáo lên cấp trên theo quy định",
    "không phát sinh khiếu kiện",
    "người dân tự nguyện góp công sức",
    "giảm hẳn số lần đi lại của tổ chức và cá nhân",
    "hồ sơ được lưu giữ gọn gàng, dễ tra cứu",
    "việc kiểm tra sau đó cho thấy chất lượng ổn định",
];

/// A number that belongs to others: the same in every run.
pub(super) fn mixed(number: u64, salt: u64) -> u64 {
    let mut hash = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ salt.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 30)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

fn chosen(of: &[&'static str; 12], number: u64) -> &'static str {
    of[usize::try_from(number % 12).unwrap_or(0)]
}

/// A sentence; a third of them stand in the reports of many units.
fn sentence(unit: u64, place: u64) -> String {
    let whose = if place.is_multiple_of(3) { unit % 7 } else { unit };
    let of = |part: u64| mixed(whose * 1_009 + place, part);
    let (who, did) = (chosen(&WHO, of(1)), chosen(&DID, of(2)));
    let (what, result) = (chosen(&WHAT, of(3)), chosen(&RESULT, of(4)));
    format!("{who} {did} {what}; {result}.")
}

/// The name of a unit.
pub(super) fn name(unit: usize) -> String {
    format!("Đảng ủy phường Hải Minh {unit}")
}

/// The report of a unit; `said` gives what it has entered for an indicator.
pub(super) fn report(unit: usize, period: Period, said: impl Fn(&str) -> i64) -> Draft {
    let kind = Kind::named("báo cáo").unwrap_or_else(Kind::letter);
    let superior = Some(Caps::new("Đảng bộ thành phố Hải Minh"));
    let day = Day::Known(period.last.tomorrow().unwrap_or(period.last));
    let issuer = Issuer { superior, body: Caps::new(&name(unit)) };
    let mut draft = Draft::new(System::Party, kind, issuer, day);
    draft.symbol =
        Some(Symbol { number: Number::new(&(40 + unit % 50).to_string()), code: Line::new("BC/ĐU") });
    draft.place = Line::new("Hải Minh");
    let (month, year) = (period.last.month(), period.last.year());
    draft.subject = Line::new(&format!("kết quả công tác tháng {month} năm {year}"));
    let number = u64::try_from(unit).unwrap_or(0);
    let mut place = 0_u64;
    for (at, (level, label, title, paragraphs)) in HEADINGS.into_iter().enumerate() {
        draft.body.push(Block::heading(level, label, title));
        draft.body.extend(figures(at, &said).iter().map(|text| Block::paragraph(text)));
        for _ in 0..paragraphs {
            let sentences: Vec<String> = (0..SENTENCES).map(|one| sentence(number, place + one)).collect();
            place += SENTENCES;
            draft.body.push(Block::paragraph(&sentences.join(" ")));
        }
    }
    draft.signature = Some(Signature {
        authority: vec![Authority { form: AuthorityForm::OnBehalf, of: Caps::new("Ban Thường vụ") }],
        office: Caps::new("Bí thư"),
        name: Line::new("Nguyễn Văn Mẫu"),
    });
    draft.recipients = Recipients::new(["Thành ủy Hải Minh", "Lưu Văn phòng Đảng ủy"]);
    draft
}

/// What a unit says in figures under a heading.
fn figures(heading: usize, said: &impl Fn(&str) -> i64) -> Option<String> {
    match heading {
        1 => Some(format!(
            "Trong tháng kết nạp {} đảng viên; mở lớp bồi dưỡng cho {} quần chúng.",
            said("members_admitted"),
            said("prospects_trained")
        )),
        2 => Some(format!("Đã kiểm tra {} đảng viên theo chương trình.", said("members_inspected"))),
        3 => Some(format!("Tiếp nhận {} đơn thư.", said("letters_received"))),
        4 => Some(format!("Tiếp nhận {} văn bản đến.", said("documents_received"))),
        _ => None,
    }
}
