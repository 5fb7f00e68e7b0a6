//! iCalendar (RFC 5545): what a calendar of somebody's own shows of tasks.

use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};
use std::fmt::Write as _;

/// Most octets of a line, without its end (RFC 5545 §3.1).
const LINE: usize = 75;

/// Something that takes a whole day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// What tells it from all others, for ever.
    pub(super) uid: String,
    /// Grows with every change.
    pub(super) sequence: u32,
    /// Its day.
    pub(super) day: Date,
    pub(super) summary: String,
    pub(super) description: String,
    pub(super) url: String,
}

/// A calendar with these entries, as it was at an instant.
pub(super) fn calendar(name: &str, at: Timestamp, entries: &[Entry]) -> String {
    let mut out = String::new();
    let stamp = at.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string();
    for text in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Sau Ro//Nhiem vu//VI", "CALSCALE:GREGORIAN"] {
        line(&mut out, text);
    }
    line(&mut out, &format!("X-WR-CALNAME:{}", escaped(name)));
    line(&mut out, "REFRESH-INTERVAL;VALUE=DURATION:PT4H");
    line(&mut out, "X-PUBLISHED-TTL:PT4H");
    for entry in entries {
        line(&mut out, "BEGIN:VEVENT");
        line(&mut out, &format!("UID:{}", escaped(&entry.uid)));
        line(&mut out, &format!("DTSTAMP:{stamp}"));
        line(&mut out, &format!("SEQUENCE:{}", entry.sequence));
        line(&mut out, &format!("DTSTART;VALUE=DATE:{}", entry.day.strftime("%Y%m%d")));
        // The day on which it is over is not one of it; the last day of the calendar has none after it.
        if let Ok(next) = entry.day.tomorrow() {
            line(&mut out, &format!("DTEND;VALUE=DATE:{}", next.strftime("%Y%m%d")));
        }
        line(&mut out, &format!("SUMMARY:{}", escaped(&entry.summary)));
        line(&mut out, &format!("DESCRIPTION:{}", escaped(&entry.description)));
        line(&mut out, &format!("URL:{}", uri(&entry.url)));
        // A deadline takes nobody's time.
        line(&mut out, "TRANSP:TRANSPARENT");
        line(&mut out, "END:VEVENT");
    }
    line(&mut out, "END:VCALENDAR");
    out
}

/// A text as a value (RFC 5545 §3.3.11). Signs that may not stand in one are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    for sign in text.chars() {
        match sign {
            '\\' => out.push_str("\\\\"),
            ';' => out.push_str("\\;"),
            ',' => out.push_str("\\,"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push(' '),
            sign if sign.is_control() => {}
            sign => out.push(sign),
        }
    }
    out
}

/// An address as a value: nothing that would end the line.
fn uri(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_control() && !sign.is_whitespace()).collect()
}

/// A line, folded so that none has more than 75 octets and no letter is cut.
fn line(out: &mut String, text: &str) {
    let mut room = LINE;
    for sign in text.chars() {
        if sign.len_utf8() > room {
            out.push_str("\r\n ");
            // The space that begins the line is one of its octets.
            room = LINE - 1;
        }
        room -= sign.len_utf8();
        let _ = out.write_char(sign);
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    /// Lines as whoever reads them puts them together again.
    fn unfolded(text: &str) -> Vec<String> {
        let whole = text.replace("\r\n ", "");
        whole.split_terminator("\r\n").map(str::to_owned).collect()
    }

    fn unescaped(value: &str) -> String {
        let mut out = String::new();
        let mut signs = value.chars();
        while let Some(sign) = signs.next() {
            out.push(match sign {
                '\\' => signs.next().map_or('\\', |sign| if sign == 'n' { '\n' } else { sign }),
                sign => sign,
            });
        }
        out
    }

    fn entry(summary: &str) -> Entry {
        Entry {
            uid: "7@hai-minh.example".to_owned(),
            sequence: 3,
            day: date(2026, 12, 31),
            summary: summary.to_owned(),
            description: "Đảng ủy phường Đông Hải\n40 %".to_owned(),
            url: "https://hai-minh.example/tasks/7".to_owned(),
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(text in "\\PC{0,200}|[a-zđặử;,\\\\\n ]{0,300}") {
            let calendar = calendar("Nhiệm vụ", Timestamp::UNIX_EPOCH, &[entry(&text)]);
            prop_assert!(calendar.ends_with("\r\n"));
            for line in calendar.split_terminator("\r\n") {
                prop_assert!(line.len() <= LINE && !line.contains(['\r', '\n']), "{line:?}");
            }
            let lines = unfolded(&calendar);
            let summary = lines.iter().filter_map(|line| line.strip_prefix("SUMMARY:")).map(unescaped);
            prop_assert_eq!(summary.collect::<Vec<_>>(), vec![text]);
            // Nothing that was typed makes a line of its own.
            prop_assert_eq!(lines.len(), 7 + 11 + 1);
        }

        #[test]
        fn no_sign_breaks_the_calendar(text: String) {
            let calendar = calendar(&text, Timestamp::UNIX_EPOCH, &[entry(&text)]);
            prop_assert_eq!(unfolded(&calendar).len(), 7 + 11 + 1);
        }
    }

    #[test]
    fn an_entry_reads_like_this() {
        let text = calendar("Nhiệm vụ; của tôi", Timestamp::UNIX_EPOCH, &[entry("Rà soát, bổ sung; trình")]);
        insta::assert_snapshot!(text.replace("\r\n", "\n"), @r"
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Sau Ro//Nhiem vu//VI
        CALSCALE:GREGORIAN
        X-WR-CALNAME:Nhiệm vụ\; của tôi
        REFRESH-INTERVAL;VALUE=DURATION:PT4H
        X-PUBLISHED-TTL:PT4H
        BEGIN:VEVENT
        UID:7@hai-minh.example
        DTSTAMP:19700101T000000Z
        SEQUENCE:3
        DTSTART;VALUE=DATE:20261231
        DTEND;VALUE=DATE:20270101
        SUMMARY:Rà soát\, bổ sung\; trình
        DESCRIPTION:Đảng ủy phường Đông Hải\n40 %
        URL:https://hai-minh.example/tasks/7
        TRANSP:TRANSPARENT
        END:VEVENT
        END:VCALENDAR
        ");
    }
}
