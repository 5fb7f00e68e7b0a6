//! Verbs that begin a piece of work, and where a verb ends the name of who does it.

use crate::facts::body::word_at;
use crate::facts::phrases::Phrases;
use std::sync::LazyLock;

/// Verbs and their adverbs with which clauses that give work begin, in lower case.
const VERBS: &[&str] = &[
    "ban hành",
    "giải phóng",
    "giải trình",
    "giới thiệu",
    "cam kết",
    "cân đối",
    "chứng minh",
    "hòa giải",
    "khởi tố",
    "luân phiên",
    "mua sắm",
    "nghiệm thu",
    "phản biện",
    "phân loại",
    "quy hoạch",
    "sử dụng",
    "tuyển chọn",
    "tuyển dụng",
    "xác lập",
    "xếp loại",
    "biểu dương",
    "bàn giao",
    "báo cáo",
    "bảo vệ",
    "bảo đảm",
    "bồi dưỡng",
    "bổ sung",
    "bố trí",
    "bám sát",
    "cho ý kiến",
    "chuyển",
    "chuẩn bị",
    "chuẩn hóa",
    "chú trọng",
    "chăm lo",
    "chấp hành",
    "chấn chỉnh",
    "chỉ đạo",
    "chủ trì",
    "chủ động",
    "cung cấp",
    "cải cách",
    "cải thiện",
    "cập nhật",
    "củng cố",
    "cụ thể hóa",
    "công bố",
    "công khai",
    "căn cứ",
    "duy trì",
    "dành",
    "dự báo",
    "giao",
    "giám sát",
    "giúp",
    "giải ngân",
    "giải quyết",
    "giữ vững",
    "gặp mặt",
    "gửi",
    "góp phần",
    "gắn",
    "huy động",
    "hình thành",
    "hoàn thiện",
    "hoàn thành",
    "hướng dẫn",
    "hỗ trợ",
    "khai thác",
    "khai trương",
    "khen thưởng",
    "khuyến khích",
    "khắc phục",
    "khẩn trương",
    "khởi công",
    "khảo sát",
    "kiên quyết",
    "kiên trì",
    "kiên định",
    "kiện toàn",
    "kiểm soát",
    "kiểm tra",
    "kiểm điểm",
    "kêu gọi",
    "kết hợp",
    "kết nạp",
    "kịp thời",
    "ký",
    "luân chuyển",
    "làm",
    "lãnh đạo",
    "lấy",
    "lập",
    "lựa chọn",
    "mở",
    "mở rộng",
    "mời",
    "nghiên cứu",
    "nghiêm túc",
    "ngăn chặn",
    "nhân rộng",
    "nâng cao",
    "nâng cấp",
    "nắm",
    "phát huy",
    "phát hiện",
    "phát triển",
    "phát động",
    "phân bổ",
    "phân công",
    "phân cấp",
    "phê duyệt",
    "phòng ngừa",
    "phòng, chống",
    "phấn đấu",
    "phối hợp",
    "phổ biến",
    "quan tâm",
    "quyết liệt",
    "quyết định",
    "quyết tâm",
    "quy định",
    "quán triệt",
    "quản lý",
    "ra soát",
    "rà soát",
    "rút kinh nghiệm",
    "siết chặt",
    "soạn thảo",
    "sơ kết",
    "sắp xếp",
    "số hóa",
    "sửa đổi",
    "tham gia",
    "tham mưu",
    "thanh tra",
    "theo dõi",
    "thi hành",
    "thu hút",
    "thu hồi",
    "thành lập",
    "tháo gỡ",
    "thông qua",
    "thông tin",
    "thúc đẩy",
    "thăm",
    "thường xuyên",
    "thẩm định",
    "thống kê",
    "thống nhất",
    "thực hiện",
    "thực hành",
    "tiếp nhận",
    "tiếp thu",
    "tiếp tục",
    "tiến hành",
    "trao",
    "triển khai",
    "trình",
    "tuyên truyền",
    "tuyển",
    "tích cực",
    "tăng cường",
    "tạo",
    "tập huấn",
    "tập trung",
    "tổ chức",
    "tổng hợp",
    "tổng kết",
    "tinh giản",
    "từng bước",
    "ưu tiên",
    "vận động",
    "vận hành",
    "xem xét",
    "xây dựng",
    "xác minh",
    "xác định",
    "xét",
    "xử lý",
    "yêu cầu",
    "áp dụng",
    "đa dạng",
    "đào tạo",
    "đánh giá",
    "đóng góp",
    "đôn đốc",
    "đăng ký",
    "đưa",
    "đảm bảo",
    "đầu tư",
    "đẩy mạnh",
    "đẩy nhanh",
    "đấu tranh",
    "đề nghị",
    "đề xuất",
    "đối thoại",
    "đổi mới",
    "định hướng",
    "định kỳ",
    "điều chỉnh",
    "điều tra",
    "iều chỉnh",
    "ứng dụng",
    "đề cao",
    "đồng bộ",
    "cấp",
    "cử",
    "chi trả",
    "chuyển đổi",
    "hạn chế",
    "học tập",
    "khơi dậy",
    "liên kết",
    "nỗ lực",
    "phục vụ",
    "tôn vinh",
    "tổng rà soát",
    "tham vấn",
    "truyền thông",
    "trồng",
    "xúc tiến",
    "xóa",
    "giảm",
    "hạ",
    "nộp",
];

static VERBS_BY_WORD: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(VERBS.iter().copied()));

/// Words that end the name of an actor besides verbs.
const AFTER_ACTOR: &[&str] = &[
    "cần",
    "phải",
    "có trách nhiệm",
    "chịu trách nhiệm",
    "có nhiệm vụ",
    "sẽ",
    "nhằm",
    "để",
    "kết hợp",
    "đảm nhiệm",
    "theo chức năng",
    "theo thẩm quyền",
    "theo nhiệm vụ",
    "theo phân công",
    "theo quy định",
    "theo dõi",
    "trên cơ sở",
    "trước ngày",
    "trong tháng",
    "trong quý",
    "trong năm",
    "chậm nhất",
];

/// Words after which there is no work: what follows was done, or is only described.
const NO_WORK: &[&str] = &["đã", "được", "là", "về", "còn", "chưa", "không", "vẫn", "do", "bị", "đang"];

/// Verbs that are part of a name after these words: `Ủy ban kiểm tra`, `cơ quan tham mưu`.
const IN_NAMES: &[(&str, &[&str])] = &[
    (
        "ban",
        &[
            "kiểm tra",
            "chỉ đạo",
            "tổ chức",
            "giám sát",
            "quản lý",
            "thanh tra",
            "xây dựng",
            "bảo vệ",
            "vận động",
            "công tác",
            "điều hành",
            "chuẩn bị",
        ],
    ),
    ("đoàn", &["kiểm tra", "giám sát", "thanh tra", "công tác", "khảo sát"]),
    ("tổ", &["kiểm tra", "giám sát", "giúp việc", "công tác", "thẩm định"]),
    (
        "quan",
        &[
            "tham mưu",
            "chỉ đạo",
            "quản lý",
            "kiểm tra",
            "thanh tra",
            "điều tra",
            "giúp việc",
            "chủ trì",
            "thi hành",
            "báo chí",
            "tổ chức",
            "ban hành",
            "soạn thảo",
        ],
    ),
    ("vị", &["quản lý", "tham mưu", "chủ trì", "cung cấp", "phối hợp"]),
    ("trách", &["tham mưu"]),
    ("viện", &["kiểm sát", "nghiên cứu"]),
    ("viên", &["kiểm tra"]),
    ("ngành", &["kiểm tra", "thanh tra"]),
    ("các", &["tổ chức"]),
];

/// Lower-case words after `tổ chức` that make it a noun.
const ORGANISATIONS: &[&str] = &[
    "đảng",
    "chính trị",
    "đoàn",
    "cơ sở",
    "hội",
    "xã hội",
    "thành viên",
    "kinh tế",
    "tôn giáo",
    "quần chúng",
    "công đoàn",
    "khác",
    "trực thuộc",
    "và cá nhân",
    "liên quan",
    "cá nhân",
    "cán bộ",
    "bộ máy",
    "có liên quan",
];

/// A clause that gives work begins at `at`.
pub(super) fn begins_with_verb(text: &str, key: &str, at: usize) -> bool {
    verb_at(text, key, at, None).is_some()
}

/// The verb that stands at `at`, after the word `previous`.
pub(super) fn verb_at(text: &str, key: &str, at: usize, previous: Option<&str>) -> Option<&'static str> {
    // In the middle of a name a capital makes it part of the name: "Ban Tổ chức".
    if previous.is_some() && text[at..].starts_with(char::is_uppercase) {
        return None;
    }
    let verbs = VERBS_BY_WORD.like(key.get(at..)?);
    let verb = verbs.iter().filter(|v| word_at(key, at, v)).max_by_key(|v| v.len())?;
    if let Some(previous) = previous
        && IN_NAMES.iter().any(|(word, verbs)| *word == previous && verbs.contains(verb))
    {
        return None;
    }
    let after = key[at + verb.len()..].trim_start();
    let noun = match *verb {
        "tổ chức" => {
            ORGANISATIONS.iter().any(|o| word_at(after, 0, o))
                || key[at + verb.len()..].starts_with([',', '.', ';'])
        }
        "báo cáo" => word_at(after, 0, "viên"),
        "giúp" => word_at(after, 0, "việc"),
        "quản lý" | "cấp" | "làm" | "mở" | "tạo" | "xét" | "cử" | "gắn" | "công khai" | "liên kết"
        | "giảm" | "hạ" | "phục vụ" | "nắm" => {
            previous.is_some_and(|p| p != "đồng") && (*verb != "nắm" || !word_at(after, 0, "tình hình"))
        }
        "quy định" => true,
        "lãnh đạo" => previous.is_some_and(|p| matches!(p, "cán" | "bộ" | "các" | "tập" | "thể")),
        _ => false,
    };
    (!noun).then_some(*verb)
}

/// What stands after the name of an actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    /// The name goes on.
    Name,
    /// The work follows.
    Work,
    /// No work follows.
    Nothing,
}

/// Tells what stands at `at`, after the word `previous` of a name.
pub(super) fn after_actor(text: &str, key: &str, at: usize, previous: &str) -> After {
    if NO_WORK.iter().any(|w| word_at(key, at, w)) && !text[at..].starts_with(char::is_uppercase) {
        return After::Nothing;
    }
    if AFTER_ACTOR.iter().any(|w| word_at(key, at, w)) || verb_at(text, key, at, Some(previous)).is_some() {
        return After::Work;
    }
    After::Name
}
