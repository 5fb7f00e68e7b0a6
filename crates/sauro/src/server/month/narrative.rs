//! What the units of the invented city write of a month, each in its own .docx.

use super::figures::{part, reports, said};
use app::Person;
use app::documents::Brought;
use composer::{
    Authority, AuthorityForm, Block, Caps, Day, Draft, Issuer, Kind, Line, Number, Recipients, Signature,
    Symbol, System,
};
use domain::UnitId;
use domain::periods::Period;
use jiff::ToSpan;
use std::collections::BTreeSet;

/// Sentences in several wordings that every unit may use: what is everybody's is nobody's news.
const COMMON: [[&str; 3]; 6] = [
    [
        "Đã tổ chức học tập, quán triệt và triển khai thực hiện các nghị quyết, chỉ thị của Trung ương và của Thành ủy đến toàn thể đảng viên.",
        "Tổ chức học tập, quán triệt và triển khai thực hiện các nghị quyết, chỉ thị của Trung ương và của Thành ủy tới toàn thể đảng viên.",
        "Nền nếp sinh hoạt chi bộ được giữ vững, nội dung sinh hoạt bám sát nhiệm vụ chính trị của địa phương.",
    ],
    [
        "Chương trình kiểm tra, giám sát năm được thực hiện đúng tiến độ, không có vụ việc phức tạp kéo dài.",
        "Chương trình kiểm tra, giám sát của năm được thực hiện đúng tiến độ, không có vụ việc phức tạp kéo dài.",
        "Ủy ban kiểm tra duy trì chế độ giao ban và theo dõi việc khắc phục sau kiểm tra.",
    ],
    [
        "Lịch tiếp công dân của người đứng đầu được niêm yết công khai và thực hiện đều đặn.",
        "Lịch tiếp công dân của người đứng đầu được công khai và thực hiện đều đặn hằng tuần.",
        "Mặt trận và các đoàn thể phối hợp vận động hội viên tham gia các phong trào thi đua.",
    ],
    [
        "Việc gửi, nhận văn bản trên môi trường mạng được duy trì thông suốt, bảo đảm an toàn thông tin.",
        "Gửi, nhận văn bản trên môi trường mạng được duy trì thông suốt và bảo đảm an toàn thông tin.",
        "Văn phòng cấp ủy cập nhật tiến độ nhiệm vụ hằng tuần và nhắc việc đến từng người phụ trách.",
    ],
    [
        "Các khu dân cư yên ổn, tổ tự quản tuần tra đều hằng đêm, không để xảy ra điểm nóng.",
        "Các khu dân cư yên ổn, tổ tự quản tuần tra đều đặn hằng đêm, không xảy ra điểm nóng.",
        "Sản xuất, kinh doanh ổn định, giá cả hàng hóa thiết yếu không có biến động lớn.",
    ],
    [
        "Tiếp tục chuẩn bị các điều kiện để hoàn thành chương trình công tác của năm.",
        "Tiếp tục chuẩn bị tốt các điều kiện để hoàn thành chương trình công tác năm.",
        "Rà soát nhiệm vụ còn lại của năm, phân công rõ người, rõ việc, rõ thời hạn.",
    ],
];

/// What only few have: `*` is the name of the place.
const NEWS: [(usize, &str); 20] = [
    (0, "Mô hình chi bộ điện tử ở * được đưa vào sinh hoạt, tài liệu gửi trước năm ngày làm việc."),
    (0, "Đảng bộ * thành lập tổ tư vấn nghiệp vụ giúp các chi bộ mới sáp nhập kiện toàn hồ sơ."),
    (0, "Cấp ủy * lấy ý kiến đảng viên ở khu dân cư về quy hoạch trụ sở sinh hoạt cộng đồng."),
    (1, "Ủy ban kiểm tra * giám sát việc quản lý tài chính tại các chi bộ trường học."),
    (1, "Đảng ủy * yêu cầu các chi bộ khắc phục xong tồn tại về thu, nộp đảng phí trước cuối năm."),
    (2, "Hội nghị đối thoại tại * làm rõ kiến nghị của các hộ dân về đường gom phía đông khu dân cư."),
    (2, "Tổ hòa giải ở * giải quyết dứt điểm tranh chấp lối đi chung tồn tại nhiều năm."),
    (3, "Trung tâm phục vụ hành chính công * thử nghiệm trả kết quả tại nhà cho người cao tuổi."),
    (3, "Đảng ủy * hoàn thành chỉnh lý tài liệu lưu trữ của các đơn vị trước sắp xếp."),
    (4, "Bến cá * hoàn thành nạo vét luồng vào, tàu lớn cập bến an toàn."),
    (4, "Vùng trồng rau an toàn của * ký được hợp đồng tiêu thụ với chuỗi cửa hàng trong thành phố."),
    (4, "Trường tiểu học * được công nhận đạt chuẩn quốc gia sau khi hoàn thành nhà đa năng."),
    (4, "Khu di tích đình làng * được tu bổ bằng nguồn xã hội hóa, mở cửa đón khách trở lại."),
    (4, "Tuyến đường hoa do phụ nữ * tự quản được nhân rộng ra các khu dân cư."),
    (4, "Đội dân phòng * diễn tập phương án chữa cháy tại chợ trung tâm vào ban đêm."),
    (5, "Triển khai số hóa hồ sơ đảng viên tại * theo kế hoạch đã được phê duyệt."),
    (5, "Tổ chức lấy phiếu thăm dò của người dân * về chất lượng phục vụ của bộ phận một cửa."),
    (
        6,
        "Việc bố trí trụ sở làm việc sau sắp xếp ở * còn phân tán, đi lại giữa hai điểm mất nhiều thời gian.",
    ),
    (6, "Một số cán bộ ở * chưa thành thạo phần mềm mới nên báo cáo còn chậm."),
    (7, "Đề nghị thành phố sớm phê duyệt quy hoạch chi tiết khu trung tâm hành chính của *."),
];

/// The files of the units under `root` but those of `others`, all or the first.
pub(super) fn files(
    writer: &Person,
    root: UnitId,
    period: Period,
    others: &BTreeSet<UnitId>,
    first: Option<usize>,
) -> impl Iterator<Item = Brought> {
    let forest = writer.organisation.on(period.last);
    let units: Vec<(UnitId, String, String)> = forest
        .children(root)
        .filter(|node| reports(node.unit.kind.as_str()) && !others.contains(&node.unit.id))
        .map(|node| (node.unit.id, node.unit.name.clone(), node.unit.label().to_owned()))
        .take(first.unwrap_or(usize::MAX))
        .collect();
    units.into_iter().enumerate().map(move |(place, (unit, name, label))| {
        let draft = draft(unit, &name, &label, period, place);
        let file = vitext::fold::fold_text(&name).replace([' ', ','], "-");
        Brought { name: format!("{:03}-{file}.docx", place + 1), bytes: composer::docx(&draft) }
    })
}

fn draft(unit: UnitId, name: &str, label: &str, period: Period, place: usize) -> Draft {
    let kind = Kind::named("báo cáo").unwrap_or_else(Kind::letter);
    let issuer =
        Issuer { superior: Some(Caps::new("Đảng bộ thành phố Hải Minh")), body: Caps::new(name) };
    let day = period.last.checked_add(1.day()).unwrap_or(period.last);
    let mut draft = Draft::new(System::Party, kind, issuer, Day::Known(day));
    let number = Number::new(&(40 + place % 50).to_string());
    draft.symbol = Some(Symbol { number, code: Line::new("BC/ĐU") });
    draft.place = Line::new(label);
    let (month, year) = (period.last.month(), period.last.year());
    draft.subject = Line::new(&format!("kết quả công tác tháng {month} năm {year}"));
    draft.body = body(unit, label, period, place);
    draft.signature = Some(Signature {
        authority: vec![Authority { form: AuthorityForm::OnBehalf, of: Caps::new("Ban Thường vụ") }],
        office: Caps::new("Bí thư"),
        name: Line::new("Nguyễn Văn Mẫu"),
    });
    draft.recipients = Recipients::new(["Thành ủy Hải Minh", "Lưu Văn phòng Đảng ủy"]);
    draft
}

fn body(unit: UnitId, label: &str, period: Period, place: usize) -> Vec<Block> {
    let figure = |code| said(unit, period, code);
    let number = u64::try_from(place).unwrap_or(0);
    let common = |which: usize| {
        let salt = 50 + u64::try_from(which).unwrap_or(0);
        COMMON[which][usize::try_from(part(number, salt, 3)).unwrap_or(0)].to_owned()
    };
    // One unit in ten or so has something of its own under a heading.
    let news = |heading: usize| {
        let own = (70_u64..).zip(NEWS).filter(|(_, (of, _))| *of == heading);
        own.filter(|(salt, _)| part(number, *salt, 11) == 0)
            .map(|(_, (_, text))| text.replace('*', label))
            .collect::<Vec<_>>()
    };
    // One of the units says in words what it did not enter.
    let admitted = figure("members_admitted") + i64::from(place == 6) * 2;
    let mut blocks =
        vec![Block::heading(1, "I.", &format!("KẾT QUẢ CÔNG TÁC THÁNG {}", period.last.month()))];
    let mut section = |level: u8, label: &str, title: &str, texts: Vec<String>| {
        blocks.push(Block::heading(level, label, title));
        blocks.extend(texts.iter().filter(|text| !text.is_empty()).map(|text| Block::paragraph(text)));
    };
    let with = |first: Vec<String>, heading: usize| [first, news(heading)].concat();
    section(
        2,
        "1.",
        "Công tác xây dựng Đảng",
        with(
            vec![
                common(0),
                format!(
                    "Trong tháng kết nạp {admitted} đảng viên; mở lớp bồi dưỡng cho {} quần chúng.",
                    figure("prospects_trained")
                ),
            ],
            0,
        ),
    );
    let inspected = match figure("members_inspected") {
        0 => String::new(),
        count => format!("Đã kiểm tra {count} đảng viên theo chương trình."),
    };
    section(2, "2.", "Công tác kiểm tra, giám sát", with(vec![common(1), inspected], 1));
    let letters = format!(
        "Tiếp nhận {} đơn thư, đã giải quyết {} đơn thuộc thẩm quyền.",
        figure("letters_received"),
        figure("letters_settled")
    );
    section(2, "3.", "Công tác dân vận và giải quyết đơn thư", with(vec![common(2), letters], 2));
    let documents = format!("Tiếp nhận {} văn bản đến.", figure("documents_received"));
    section(2, "4.", "Công tác văn phòng cấp ủy", with(vec![common(3), documents], 3));
    section(2, "5.", "Kinh tế - xã hội, quốc phòng, an ninh", with(vec![common(4)], 4));
    let weak = "Tiến độ thực hiện một số nhiệm vụ còn chậm do thiếu người theo dõi chuyên trách.";
    section(1, "II.", "HẠN CHẾ, NGUYÊN NHÂN", with(vec![weak.to_owned()], 6));
    section(1, "III.", "NHIỆM VỤ TRỌNG TÂM THÁNG TỚI", with(vec![common(5)], 5));
    let wishes = news(7);
    if !wishes.is_empty() {
        section(1, "IV.", "KIẾN NGHỊ, ĐỀ XUẤT", wishes);
    }
    blocks
}
