//! What the readers of tasks scan for, as patterns: slower, but shorter to check by eye. The two must agree.

use super::actor::{Cue, answerable, gives, together};
use super::block::{Block, labelled};
use super::product;
use proptest::prelude::*;
use regex::Regex;
use std::sync::LazyLock;

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap()
}

static GIVES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)^ (?:và\ |đồng\ thời,?\ |tiếp\ tục\ )? (?:
            (?P<given> giao (?:\ (?:nhiệm\ vụ|trách\ nhiệm))? (?:\ cho)? | phân\ công (?:\ cho)? )
          | (?P<asked> yêu\ cầu | đề\ nghị )
          | (?P<directed> (?:lãnh\ đạo|chỉ\ đạo|hướng\ dẫn|đôn\ đốc) (?:(?:,|\ và)\ (?:lãnh\ đạo|chỉ\ đạo|hướng\ dẫn|đôn\ đốc))* )
        ) \ ",
    )
});

static TOGETHER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\bphối hợp(?: chặt chẽ| thường xuyên| đồng bộ)?(?: (?:với|cùng))*(?: với)? "));

static ANSWERABLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) ^(?:phát\ huy|đề\ cao|nâng\ cao|tăng\ cường)\ (?:vai\ trò|trách\ nhiệm)[^.;]{0,40}?(?P<head>(?:của\ )?người\ đứng\ đầu\ )
         | (?:đối\ thoại|tiếp\ xúc)[^.;]{0,40}?\ giữa\ (?P<between>)
         | ^trong\ (?P<inside>)(?:từng|các|mỗi)\ ",
    )
});

static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) \b (?:
            (?P<goals> mục\ tiêu | mục\ đích | yêu\ cầu | chỉ\ tiêu | quan\ điểm )
          | (?P<assignment> phân\ công (?:\ (?:thực\ hiện|nhiệm\ vụ|trách\ nhiệm))? | tổ\ chức\ thực\ hiện | trách\ nhiệm\ thực\ hiện | (?:cơ\ quan|đơn\ vị)\ (?:thực\ hiện|chủ\ trì) )
          | (?P<tasks> nhiệm\ vụ (?: (?:,|\ và)\ giải\ pháp )? | giải\ pháp (?:\ thực\ hiện)? | nội\ dung (?:\ thực\ hiện)? )
        ) (?:\ (?:chủ\ yếu|cụ\ thể|trọng\ tâm|chung))? \ ? (?P<end> : | \. $ | $ )",
    )
});

static PRODUCT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) \b (?: xây\ dựng | ban\ hành | tham\ mưu | soạn\ thảo | hoàn\ thiện | hoàn\ thành | trình | lập | phê\ duyệt | tổng\ hợp | định\ kỳ
          | sửa\ đổi | bổ\ sung | điều\ chỉnh | đề\ xuất | gửi | quyết\ định | cho\ ý\ kiến | hướng\ dẫn | giao )
        (?: ,? \ [^\ ;:.“”()]+ ){0,12}? ,?
        \ (?P<product> (?: dự\ thảo\ | các\ | hồ\ sơ\ | phương\ hướng,\ nhiệm\ vụ,\ )?
          (?: nghị\ quyết | quyết\ định | quy\ định | quy\ chế | quy\ trình | kế\ hoạch | chương\ trình | đề\ án | dự\ án | phương\ án | báo\ cáo | tờ\ trình
            | hướng\ dẫn | chỉ\ thị | kết\ luận | thông\ báo | công\ văn | văn\ bản | hồ\ sơ | bộ\ tiêu\ chí | kịch\ bản | danh\ mục | quy\ hoạch | bộ\ tài\ liệu
            | tài\ liệu | cơ\ sở\ dữ\ liệu | bộ\ chỉ\ số | dự\ toán | nghị\ định | thông\ tư ) \b )",
    )
});

proptest! {
    #[test]
    fn who_is_given_work(
        text in "(và |đồng thời,? |tiếp tục |giao|phân công| nhiệm vụ| trách nhiệm| cho| |yêu cầu|đề nghị|lãnh đạo|chỉ đạo|, | và |đôn đốc|x){0,6}"
    ) {
        let want = GIVES.captures(&text).map(|found| {
            let cue = [("given", Cue::Given), ("asked", Cue::Asked), ("directed", Cue::Directed)];
            let cue = cue.iter().find(|(name, _)| found.name(name).is_some()).map(|(_, cue)| *cue);
            (cue.unwrap(), found.get(0).unwrap().end())
        });
        prop_assert_eq!(gives(&text), want);
    }

    #[test]
    fn who_joins_in(text in "(phối hợp| chặt chẽ| đồng bộ| với| cùng| |ă|,|x){0,8}") {
        prop_assert_eq!(together(&text), TOGETHER.find(&text).map(|found| found.range()));
    }

    #[test]
    fn who_answers(
        text in "(phát huy |đề cao |trong |vai trò|trách nhiệm| của |người đứng đầu |từng |các |đối thoại|tiếp xúc| giữa |\\.|;|[ă ]{1,30}){0,7}"
    ) {
        let want = ANSWERABLE.captures(&text).map(|found| match found.name("head") {
            Some(head) => head.end() - "người đứng đầu ".len(),
            None => found.name("between").or_else(|| found.name("inside")).unwrap().start(),
        });
        prop_assert_eq!(answerable(&text), want);
    }

    #[test]
    fn run_in_labels(
        text in "(mục tiêu|yêu cầu|phân công| thực hiện|tổ chức thực hiện|trách nhiệm| nhiệm vụ|nhiệm vụ|, giải pháp| và giải pháp|giải pháp|nội dung| chủ yếu| chung|:|: | |\\.|ă|đơn vị| chủ trì){0,7}"
    ) {
        let want: Vec<_> = LABEL
            .captures_iter(&text)
            .filter(|found| &found["end"] == ":" || found.get(0).unwrap().start() == 0)
            .map(|found| {
                let block = [("goals", Block::Goals), ("assignment", Block::Assignment), ("tasks", Block::Tasks)];
                let block = block.iter().find(|(name, _)| found.name(name).is_some()).map(|(_, block)| *block);
                (found.get(0).unwrap().range(), block.unwrap())
            })
            .collect();
        prop_assert_eq!(labelled(&text), want);
    }

    #[test]
    fn what_is_made(
        text in "(xây dựng|ban hành|quyết định|trình|giao|định kỳ| |,|, |;|ă| a| b,| các | hồ sơ| dự thảo |kế hoạch|báo cáo|hồ sơ|dự án|tài liệu|bộ tài liệu| c d e g h){0,14}",
        from in 0..20usize,
    ) {
        let from = text.floor_char_boundary(from);
        let want = PRODUCT.captures_at(&text, from).map(|found| found.name("product").unwrap().range());
        prop_assert_eq!(product::find(&text, from), want);
    }
}
