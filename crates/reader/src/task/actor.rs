//! Who leads and who joins in: names of actors at the beginning of clauses and after words that assign.

use super::words::{After, after_actor, begins_with_verb};
use crate::facts::body::{self, word_at};
use crate::facts::phrases::{after_any, begins_word, maybe};
use std::ops::Range;

/// The actors of a clause.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Actors {
    /// Lead units as written.
    pub lead: Vec<String>,
    /// Coordinating units as written.
    pub coordinate: Vec<String>,
    /// Where the work begins.
    pub action: usize,
    /// How the lead was found.
    pub cue: Cue,
}

/// How a lead is named.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Cue {
    /// Not at all.
    #[default]
    None,
    /// `Giao X …`, `Phân công X …`.
    Given,
    /// `Yêu cầu X …`, `Đề nghị X …`.
    Asked,
    /// `Chỉ đạo X …`, `Lãnh đạo X …`.
    Directed,
    /// `X chủ trì …`.
    Subject,
    /// In some other place of the clause: `của cơ quan X cần …`.
    Mentioned,
}

/// Words that assign at the beginning of `clause`: what they do, and where they end.
pub(super) fn gives(clause: &str) -> Option<(Cue, usize)> {
    const DIRECTS: &[&str] = &["lãnh đạo", "chỉ đạo", "hướng dẫn", "đôn đốc"];
    let rest = maybe(clause, &["và ", "đồng thời, ", "đồng thời ", "tiếp tục "]);
    let end = |rest: &str| rest.strip_prefix(' ').map(|after| clause.len() - after.len());
    let given = |rest: &str| end(maybe(rest, &[" cho"])).or_else(|| end(rest));
    if let Some(rest) = rest.strip_prefix("giao") {
        let what = after_any(rest, &[" nhiệm vụ", " trách nhiệm"]);
        return what.and_then(given).or_else(|| given(rest)).map(|at| (Cue::Given, at));
    }
    if let Some(rest) = rest.strip_prefix("phân công") {
        return given(rest).map(|at| (Cue::Given, at));
    }
    if let Some(rest) = after_any(rest, &["yêu cầu", "đề nghị"]) {
        return end(rest).map(|at| (Cue::Asked, at));
    }
    let mut next = after_any(rest, DIRECTS);
    let mut found = None;
    while let Some(rest) = next {
        found = end(rest).or(found);
        next = after_any(rest, &[", ", " và "]).and_then(|rest| after_any(rest, DIRECTS));
    }
    found.map(|at| (Cue::Directed, at))
}

/// The words that say that others join in, `phối hợp chặt chẽ với`, the space behind them included.
pub(super) fn together(window: &str) -> Option<Range<usize>> {
    window.match_indices("phối hợp").filter(|(at, _)| begins_word(window, *at)).find_map(|(at, words)| {
        let rest = &window[at + words.len()..];
        let how = after_any(rest, &[" chặt chẽ", " thường xuyên", " đồng bộ"]);
        let end = how.and_then(with).or_else(|| with(rest))?;
        Some(at..window.len() - end.len())
    })
}

/// What is left behind any number of `với` and `cùng`, and a space.
fn with(mut rest: &str) -> Option<&str> {
    let mut found = None;
    loop {
        found = rest.strip_prefix(' ').or(found);
        match after_any(rest, &[" với", " cùng"]) {
            Some(next) => rest = next,
            None => return found,
        }
    }
}

/// Where a clause names who answers for its work: `đề cao trách nhiệm của người đứng đầu …`, `đối thoại giữa …`, `trong từng …`.
pub(super) fn answerable(clause: &str) -> Option<usize> {
    const NEAR: usize = 40;
    let at = |rest: &str| clause.len() - rest.len();
    // what stands between is short and no clause of its own
    let behind = |rest: &str, words: &str| {
        let near: usize =
            rest.chars().take(NEAR).take_while(|c| !matches!(c, '.' | ';')).map(char::len_utf8).sum();
        let limit = rest.floor_char_boundary(near + words.len());
        rest[..limit].find(words).map(|place| at(&rest[place..]))
    };
    let duty = after_any(clause, &["phát huy ", "đề cao ", "nâng cao ", "tăng cường "]);
    let duty = duty.and_then(|rest| after_any(rest, &["vai trò", "trách nhiệm"]));
    let head = duty.and_then(|rest| {
        let of = || behind(rest, "của người đứng đầu ").map(|place| place + "của ".len());
        behind(rest, "người đứng đầu ").or_else(of)
    });
    if head.is_some() {
        return head;
    }
    if let Some(inside) = clause.strip_prefix("trong ")
        && after_any(inside, &["từng ", "các ", "mỗi "]).is_some()
    {
        return Some(at(inside));
    }
    let mut talks: Vec<usize> = ["đối thoại", "tiếp xúc"]
        .iter()
        .flat_map(|talk| clause.match_indices(talk))
        .map(|(place, talk)| place + talk.len())
        .collect();
    talks.sort_unstable();
    talks.into_iter().find_map(|end| behind(&clause[end..], " giữa ").map(|place| place + " giữa ".len()))
}

/// The actors of the clause `range`.
pub(super) fn actors(text: &str, key: &str, range: &Range<usize>) -> Actors {
    let clause = &key[range.clone()];
    if let Some((cue, length)) = gives(clause) {
        let start = range.start + length;
        return match name(text, key, start, range.end) {
            Some(found) if found.works || cue == Cue::Given => with_others(text, key, range, &found, cue),
            _ => Actors { action: range.start, ..joined(text, key, range, range.start) },
        };
    }
    if let Some(found) = subject(text, key, range) {
        // "Đảng ủy giao cho Ban Thường vụ …": the one who is given it leads.
        let given = gives(key[found.end_of_name..range.end].trim_start());
        if let Some((Cue::Given, length)) = given {
            let space = body::spaces(key, found.end_of_name);
            if let Some(second) = name(text, key, found.end_of_name + space + length, range.end) {
                return with_others(text, key, range, &second, Cue::Given);
            }
        }
        return with_others(text, key, range, &found, Cue::Subject);
    }
    if let Some(lead) = mentioned(text, key, range) {
        return Actors { lead, cue: Cue::Mentioned, action: range.start, ..Actors::default() };
    }
    joined(text, key, range, range.start)
}

/// A name of one or several actors.
#[derive(Debug, Clone)]
struct Name {
    range: Range<usize>,
    /// Where the name ends, brackets and punctuation included.
    end_of_name: usize,
    /// Work follows.
    works: bool,
}

/// An actor that begins the clause, work following it; also after `Căn cứ …,`.
fn subject(text: &str, key: &str, range: &Range<usize>) -> Option<Name> {
    let mut start = range.start;
    for _ in 0..6 {
        if let Some(found) = name(text, key, start, range.end).filter(|n| n.works) {
            return Some(found);
        }
        if !key[range.clone()].starts_with("căn cứ") {
            return None;
        }
        start += key[start..range.end].find(", ")? + 2;
    }
    None
}

/// Words that may go on with a name after a comma, though no name begins with them.
const GOES_ON: &[&str] = &[
    "giúp việc",
    "cá nhân",
    "đoàn viên",
    "hội viên",
    "cán bộ",
    "công chức",
    "viên chức",
    "ngành",
    "ban",
    "sở",
    "phường",
    "đặc khu",
    "xã",
    "trực thuộc",
    "doanh nghiệp",
    "trường",
    "bệnh viện",
    "đoàn thể",
    "chính quyền",
    "lực lượng",
    "phòng",
    "nhân dân",
    "cấp",
    "liên đoàn",
];

/// The name that begins at `at`.
fn name(text: &str, key: &str, at: usize, end: usize) -> Option<Name> {
    let mut first = at;
    for before in ["lãnh đạo ", "các đồng chí lãnh đạo "] {
        if key.get(at..)?.starts_with(before) && body::begins(text, key, at + before.len()).is_some() {
            first = at + before.len();
        }
    }
    let first = body::begins(text, key, first)?;
    let mut next = first;
    let mut stop = at;
    let mut previous = "";
    for count in 0..48 {
        let rest = key.get(next..end)?;
        if rest.is_empty() {
            break;
        }
        let word = &rest[..rest.find(' ').unwrap_or(rest.len())];
        if count > 0 {
            match after_actor(text, key, next, previous) {
                After::Work => return Some(Name { range: at..stop, end_of_name: stop, works: true }),
                // "… do Đảng giao nhiệm vụ" tells more of the name.
                After::Nothing if word_at(key, next, "do") => break,
                After::Nothing => return None,
                After::Name => {}
            }
        }
        if word.starts_with(['(', '“', '"']) {
            break;
        }
        let bare = word.trim_end_matches([',', ':', ')', '.']);
        stop = next + bare.len();
        previous = bare;
        next += word.len() + body::spaces(key, next + word.len());
        if word.ends_with(':') {
            return Some(Name { range: at..stop, end_of_name: stop + 1, works: true });
        }
        if word.ends_with(',') {
            let goes_on =
                body::begins(text, key, next).is_some() || GOES_ON.iter().any(|g| word_at(key, next, g));
            let work = begins_with_verb(text, key, next) || word_at(key, next, "đồng thời");
            if !goes_on || word_at(key, next, "đồng thời") {
                return Some(Name { range: at..stop, end_of_name: next, works: work });
            }
            if after_actor(text, key, next, "") == After::Work
                && begins_with_verb(text, key, next)
                && body::begins(text, key, next).is_none()
            {
                return Some(Name { range: at..stop, end_of_name: next, works: true });
            }
        }
    }
    (stop > at).then_some(Name { range: at..stop, end_of_name: stop, works: false })
}

fn with_others(text: &str, key: &str, range: &Range<usize>, found: &Name, cue: Cue) -> Actors {
    let mut actors = joined(text, key, range, found.end_of_name);
    actors.lead = split(text, key, found.range.clone());
    actors.cue = cue;
    if actors.coordinate.is_empty() && cue == Cue::Given {
        // Whom the lead is to direct takes part.
        let work = &key[found.end_of_name..range.end];
        if let Some(at) = work.find("chỉ đạo ").filter(|at| *at < 40) {
            let start = found.end_of_name + at + "chỉ đạo ".len();
            if let Some(directed) = name(text, key, start, range.end).filter(|n| n.works) {
                actors.coordinate = split(text, key, directed.range);
            }
        }
    }
    actors
}

/// How many bytes are looked at for `phối hợp với`, which begins within the first sixty.
const TOGETHER_NEAR: usize = 300;

/// The coordinating units named right after `from`.
fn joined(text: &str, key: &str, range: &Range<usize>, from: usize) -> Actors {
    let mut actors = Actors { action: from + body::spaces(key, from), ..Actors::default() };
    let limit = key.floor_char_boundary((from + TOGETHER_NEAR).min(range.end));
    let window = &key[from..limit.max(from)];
    if let Some(found) = together(window).filter(|f| f.start < 60)
        && let Some(name) = name(text, key, from + found.end, range.end)
    {
        actors.coordinate = split(text, key, name.range);
        if name.works {
            actors.action = name.end_of_name + body::spaces(key, name.end_of_name);
        }
    }
    actors
}

/// A lead that the clause names in another place.
fn mentioned(text: &str, key: &str, range: &Range<usize>) -> Option<Vec<String>> {
    let clause = &key[range.clone()];
    if let Some(start) = answerable(clause) {
        let start = range.start + start;
        let mut end = start;
        for stop in [" trong ", " với ", " cần ", " phải ", ", nhất là", "; "] {
            if let Some(at) = key[start..range.end].find(stop) {
                end = if end == start { start + at } else { end.min(start + at) };
            }
        }
        let right = end > start && end - start < 200 && body::begins(text, key, start).is_some();
        return right.then(|| split(text, key, start..end));
    }
    // "… của cơ quan X cần tiếp tục đổi mới"
    let (must, length) = [" cần ", " phải "].iter().find_map(|w| clause.find(w).map(|at| (at, w.len())))?;
    let start = range.start + clause[..must].rfind(" của ")? + " của ".len();
    body::begins(text, key, start)?;
    begins_with_verb(text, key, range.start + must + length)
        .then(|| split(text, key, start..range.start + must))
}

/// Parts a list of actors, only where the parts are units of their own: before a determiner or a proper name.
pub(super) fn split(text: &str, key: &str, range: Range<usize>) -> Vec<String> {
    let mut parts = Vec::new();
    let mut from = range.start;
    let mut at = range.start;
    let border = |from: usize| {
        let rest = &key[from..range.end];
        let mut signs = rest.match_indices([',', ';', ' ']);
        signs.find_map(|(gap, _)| {
            let after = after_any(&rest[gap..], &[", ", "; ", " và "])?;
            Some((gap, rest.len() - gap - after.len()))
        })
    };
    while let Some((gap, length)) = border(at) {
        let next = at + gap + length;
        let own = ["các ", "từng ", "mỗi "].iter().any(|d| key[next..].starts_with(d))
            || (text[next..].starts_with(char::is_uppercase) && body::begins(text, key, next).is_some());
        if own {
            parts.push(from..at + gap);
            from = next;
        }
        at = next;
    }
    parts.push(from..range.end);
    parts
        .into_iter()
        .map(|part| text[part].trim_matches([' ', ',', ':', ';', '.']).to_owned())
        .filter(|part| !part.is_empty())
        .collect()
}

/// The whole of `range` names actors and nothing else: a heading such as `1. Ban Tổ chức Thành ủy`.
pub(super) fn only_actors(text: &str, key: &str, range: Range<usize>) -> Option<Vec<String>> {
    let found = name(text, key, range.start, range.end)?;
    let rest = text[found.range.end..range.end].trim_matches([' ', ':', '.', ';', ',']);
    if key[found.range.end..].trim_start_matches([' ', ',']).starts_with("đồng thời")
        || (found.works && rest.is_empty())
    {
        return Some(split(text, key, found.range));
    }
    (!found.works && rest.len() < 160 && !rest.contains(". ")).then(|| split(text, key, range))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::key::key;

    fn read(text: &str) -> (Vec<String>, Vec<String>, &str) {
        let found = actors(text, &key(text), &(0..text.len()));
        (found.lead, found.coordinate, &text[found.action..])
    }

    fn check(text: &str, lead: &[&str], coordinate: &[&str], action: &str) {
        let (l, c, a) = read(text);
        assert_eq!(
            (l, c, a),
            (
                lead.iter().map(|s| (*s).to_owned()).collect(),
                coordinate.iter().map(|s| (*s).to_owned()).collect(),
                action
            ),
            "{text}"
        );
    }

    #[test]
    fn assignments() {
        check(
            "Giao Ban Tuyên giáo và Dân vận Thành ủy xây dựng tủ sách",
            &["Ban Tuyên giáo và Dân vận Thành ủy"],
            &[],
            "xây dựng tủ sách",
        );
        check(
            "Giao cho Ban Nội chính Đảng uỷ chủ trì phối hợp với Văn phòng Đảng ủy đôn đốc việc giữ đê",
            &["Ban Nội chính Đảng uỷ"],
            &["Văn phòng Đảng ủy"],
            "đôn đốc việc giữ đê",
        );
        check("giao Uỷ ban kiểm tra số hoá sổ tàu", &["Uỷ ban kiểm tra"], &[], "số hoá sổ tàu");
        check("Giao Cơ quan Ủy ban Kiểm tra Thành ủy", &["Cơ quan Ủy ban Kiểm tra Thành ủy"], &[], "");
        check(
            "Sở Nội vụ chủ trì, phối hợp với Sở Tài chính tham mưu phương án",
            &["Sở Nội vụ"],
            &["Sở Tài chính"],
            "tham mưu phương án",
        );
        check(
            "Giao Đoàn Thanh niên, Hội Cựu chiến binh thành phố xây dựng kế hoạch",
            &["Đoàn Thanh niên", "Hội Cựu chiến binh thành phố"],
            &[],
            "xây dựng kế hoạch",
        );
        check(
            "Đảng ủy thành phố giao cho Ban Nội chính Đảng ủy rà soát, chỉ đạo cơ quan tham mưu, giúp việc Thành ủy cụ thể hóa",
            &["Ban Nội chính Đảng ủy"],
            &["cơ quan tham mưu, giúp việc Thành ủy"],
            "rà soát, chỉ đạo cơ quan tham mưu, giúp việc Thành ủy cụ thể hóa",
        );
    }

    #[test]
    fn subjects() {
        check("Các cấp ủy tổ chức ngày hội đọc sách", &["Các cấp ủy"], &[], "tổ chức ngày hội đọc sách");
        check(
            "Các cấp ủy, tổ chức đảng căn cứ mùa vụ xây dựng lịch ra khơi",
            &["Các cấp ủy, tổ chức đảng"],
            &[],
            "căn cứ mùa vụ xây dựng lịch ra khơi",
        );
        check(
            "Các cơ quan tham mưu, giúp việc Thành ủy căn cứ mùa vụ",
            &["Các cơ quan tham mưu, giúp việc Thành ủy"],
            &[],
            "căn cứ mùa vụ",
        );
        check(
            "Chỉ đạo các chi bộ cơ sở phối hợp chặt chẽ với các cơ quan, đơn vị tiếp tục sửa chợ",
            &["các chi bộ cơ sở"],
            &["các cơ quan, đơn vị"],
            "tiếp tục sửa chợ",
        );
        check(
            "Căn cứ Chương trình của Thành ủy, các chi bộ làng chài, các tổ chức chính trị - xã hội phường xây dựng lịch ra khơi",
            &["các chi bộ làng chài", "các tổ chức chính trị - xã hội phường"],
            &[],
            "xây dựng lịch ra khơi",
        );
        check(
            "Ủy ban kiểm tra các cấp chủ động rà soát",
            &["Ủy ban kiểm tra các cấp"],
            &[],
            "chủ động rà soát",
        );
    }

    #[test]
    fn no_actor() {
        for text in [
            "Tổ chức ngày hội đọc sách",
            "Ban hành kế hoạch",
            "Lãnh đạo, chỉ đạo tổ chức tốt ngày hội sách",
            "Ban Thường vụ Thành ủy đã ban hành 05 kế hoạch",
            "Tham mưu xây dựng Quy chế chợ cá của Ban Thường vụ Đảng ủy",
            "Lãnh đạo đoàn viên, hội viên tham mưu giữ đê",
        ] {
            assert_eq!(read(text).0, Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn leads_in_other_places() {
        check(
            "Trong từng chi bộ, cơ quan, đơn vị cần tăng cường đọc sách",
            &["từng chi bộ, cơ quan, đơn vị"],
            &[],
            "Trong từng chi bộ, cơ quan, đơn vị cần tăng cường đọc sách",
        );
        assert_eq!(
            read("Phát huy vai trò người đứng đầu chi bộ, cơ quan, đơn vị trong công tác giữ đê").0,
            ["người đứng đầu chi bộ, cơ quan, đơn vị"]
        );
        assert_eq!(
            read("Công tác khuyến đọc của cơ quan báo chí, xuất bản - phát hành cần tiếp tục mở rộng").0,
            ["cơ quan báo chí, xuất bản - phát hành"]
        );
    }

    #[test]
    fn headings_that_name_actors() {
        let only = |text: &str| only_actors(text, &key(text), 0..text.len());
        assert_eq!(only("Ban Tổ chức Thành ủy"), Some(vec!["Ban Tổ chức Thành ủy".to_owned()]));
        assert_eq!(
            only("Các tổ chức đảng thuộc các cơ quan văn hóa, thủy lợi"),
            Some(vec!["Các tổ chức đảng thuộc các cơ quan văn hóa, thủy lợi".to_owned()])
        );
        assert_eq!(only("Ban Tổ chức Thành ủy tham mưu kế hoạch"), None);
        assert_eq!(only("Công tác xây dựng Đảng"), None);
    }
}
