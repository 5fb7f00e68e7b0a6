//! A report as an official document.

use composer::{
    Align, Authority, AuthorityForm, Block, Caps, Day, Draft, Emphasis, FigureId, Heading, Inline, Issuer,
    Line, Number, Recipients, Signature, Span, Symbol, Table,
};
use domain::documents::{Fields, Register};
use domain::report::{Piece, Report, Section, TableRow};
use jiff::civil::Date;

/// A report as a draft: under `register`, with the number and day it has, or without number in the month of `today`. None where the
/// layouts know no reports.
#[must_use]
pub fn draft(
    report: &Report,
    register: &Register,
    issued: Option<(&str, Date)>,
    today: Date,
) -> Option<Draft> {
    let kind = composer::Kind::named(report.kind.document())?;
    let superior = Caps::new(&report.head.superior);
    let issuer =
        Issuer { superior: (!superior.is_empty()).then_some(superior), body: Caps::new(&register.issuer) };
    let day = match issued {
        Some((_, day)) => Day::Known(day),
        None => Day::Open { year: today.year(), month: today.month() },
    };
    let mut draft = Draft::new(register.system, kind, issuer, day);
    draft.symbol = match issued {
        Some((symbol, _)) => read_symbol(symbol),
        None => {
            let code = match (register.system, draft.kind.abbreviation(register.system, day)) {
                (composer::System::Party, abbreviation) => {
                    format!("{}/{}", abbreviation.unwrap_or_default(), register.code)
                }
                (composer::System::State, Some(abbreviation)) => format!("{abbreviation}-{}", register.code),
                // Official letters of the State bear the unit that drafts.
                (composer::System::State, None) => format!("{}-{}", register.code, register.office),
            };
            Some(Symbol { number: None, code: Line::new(&code) })
        }
    };
    draft.place = Line::new(&register.place);
    draft.subject = Line::new(&report.head.subject);
    draft.addressees = Recipients::new(report.head.addressees.iter().map(String::as_str));
    draft.body = body(report);
    draft.signature = signature(report);
    draft.recipients = Recipients::new(report.head.recipients.iter().map(String::as_str));
    draft.finish();
    Some(draft)
}

/// `112-BC/TU`, `112/BC-UBND`.
pub(crate) fn read_symbol(symbol: &str) -> Option<Symbol> {
    let at = symbol.find(['-', '/'])?;
    Some(Symbol { number: Number::new(symbol.get(..at)?), code: Line::new(symbol.get(at + 1..)?) })
}

fn signature(report: &Report) -> Option<Signature> {
    let head = &report.head;
    let of = Caps::new(&head.authority);
    let authority = Authority { form: AuthorityForm::OnBehalf, of };
    let authority: Vec<Authority> = Some(authority).filter(|one| !one.of.is_empty()).into_iter().collect();
    let (office, name) = (Caps::new(&head.office), Line::new(&head.signer));
    let is_there = !(authority.is_empty() && office.is_empty() && name.is_empty());
    is_there.then_some(Signature { authority, office, name })
}

/// What the form in the register says before it has a number.
pub(super) fn fields(report: &Report) -> Fields {
    let head = &report.head;
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.trim().is_empty());
    Fields {
        kind: Some(report.kind.document().to_owned()),
        subject: head.subject.clone(),
        signer: some(&head.signer),
        authority: some(&head.authority).map(|authority| format!("T/M {}", authority.to_uppercase())),
        recipients: head.recipients.clone(),
        ..Fields::default()
    }
    .trimmed()
}

fn body(report: &Report) -> Vec<Block> {
    let mut blocks = vec![Block::Paragraph(inline(&report.opening))];
    for section in &report.sections {
        blocks.push(Block::Heading(Heading::new(
            section.level,
            &section.label,
            Inline::plain(&section.title),
        )));
        blocks.extend(section.passages.iter().map(|passage| Block::Paragraph(inline(&passage.pieces))));
        blocks.extend(table(section));
    }
    blocks.into_iter().filter(|block| !block.is_empty()).collect()
}

fn table(section: &Section) -> Option<Block> {
    if section.table.is_empty() {
        return None;
    }
    let aligns = [Align::Left, Align::Centre, Align::Right, Align::Right, Align::Right];
    let titles = ["Chỉ tiêu", "Đơn vị tính", "Trong kỳ", "Lũy kế từ đầu năm", "Cùng kỳ năm trước"];
    let row = |row: &TableRow| {
        let cells = row.cells.iter().map(|cell| inline(std::slice::from_ref(cell)));
        [Inline::plain(&row.name), Inline::plain(&row.measure)].into_iter().chain(cells).collect()
    };
    let rows = section.table.iter().map(row).collect();
    Some(Block::Table(Table::fitted(&aligns, Some(titles.map(Inline::plain).to_vec()), rows)))
}

/// Pieces as composed text; what binds a figure goes along.
pub(super) fn inline(pieces: &[Piece]) -> Inline {
    let span = |piece: &Piece| match piece {
        Piece::Words(text) => Span::Piece(composer::Piece::plain(text)),
        Piece::Figure { id, shown, .. } => Span::Piece(match FigureId::new(id) {
            Some(id) => composer::Piece::Figure { id, shown: shown.clone(), emphasis: Emphasis::PLAIN },
            None => composer::Piece::plain(shown),
        }),
        Piece::Gap { wanted, .. } => Span::Piece(composer::Piece::Gap(wanted.clone())),
        Piece::Strong { text, bold, italic } => Span::Piece(composer::Piece::Text {
            text: text.clone(),
            emphasis: Emphasis { bold: *bold, italic: *italic },
        }),
        Piece::Note(text) => Span::Note(vec![composer::Piece::plain(text)]),
    };
    Inline::new(pieces.iter().map(span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use composer::System;
    use domain::documents::Figures;
    use domain::indicators::Catalogue;
    use domain::periods::Calendars;
    use domain::ready::Set;
    use domain::report::{Counted, Evidence, Goals, Kind, Outlines, begun};
    use domain::roll_up::{Cells, RollUp};
    use domain::tasks::Counts;
    use domain::units::History;
    use domain::{Timeliness, UnitId};
    use jiff::civil::date;

    struct House {
        calendars: Calendars,
        catalogue: Catalogue,
        outlines: Outlines,
        history: History,
    }

    impl House {
        fn new() -> Self {
            let calendars = Calendars::built_in().expect("calendars");
            let catalogue = Set::built_in(&calendars).expect("indicators").catalogue;
            let outlines = Outlines::built_in().expect("outlines");
            Self { calendars, catalogue, outlines, history: History::replay([]).expect("no event") }
        }

        /// A document as it begins, its head filled in, nine tasks due and two of them late.
        fn begun(&self, kind: Kind) -> Report {
            let unit = UnitId::new(1);
            let calendar = self.calendars.get(&kind.calendar()).expect("a calendar");
            let period = calendar.period(date(2026, 8, 20)).expect("a period");
            let mut tasks = Counts { urgings: 3, ..Counts::default() };
            tasks.buckets[Timeliness::DoneInTime as usize] = 7;
            tasks.buckets[Timeliness::OpenLate as usize] = 2;
            let counted = Counted::of(unit, period, &tasks, &Figures::new(period, period.last));
            let (cells, goals) = (Cells::default(), Goals::new());
            let roll_up = RollUp::new(&self.history, &self.calendars, &self.catalogue, &cells);
            let evidence = Evidence::new(roll_up, &self.calendars, &self.catalogue, &goals);
            let mut evidence = evidence.with_counts(Some(&counted));
            let issuer = (unit, "Ban Thường vụ Thành ủy");
            let mut report = begun(&self.outlines, (kind, period), issuer, &mut evidence).expect("a report");
            assert_eq!(report.moved(&mut evidence).expect("an answer"), [], "{kind}: nothing has moved yet");
            report.head.subject = report.head.subject.replace("[CẦN BỔ SUNG: ", "").replace(']', "");
            report.head.superior = "Đảng bộ thành phố Hải Minh".to_owned();
            report.head.authority = "Ban Thường vụ".to_owned();
            report.head.office = "Phó Bí thư".to_owned();
            report.head.signer = "Nguyễn Văn Mẫu".to_owned();
            report.head.recipients = vec!["Các đơn vị trực thuộc".to_owned(), "Lưu Văn phòng".to_owned()];
            if kind.document() == "công văn" {
                report.head.addressees = vec!["Các đảng ủy trực thuộc".to_owned()];
            }
            report
        }
    }

    fn register(system: System) -> Register {
        let (code, office) = ("TU".to_owned(), "VP".to_owned());
        let (issuer, place) = ("Thành ủy Hải Minh".to_owned(), "Hải Minh".to_owned());
        Register { system, code, issuer, place, office }
    }

    /// Written in both layouts, each kind comes back as it was and stands on paper as it should, open and issued.
    #[test]
    fn every_kind_is_set_in_both_layouts() {
        let house = House::new();
        let day = date(2026, 11, 20);
        for kind in Kind::ALL {
            let report = house.begun(kind);
            for system in [System::Party, System::State] {
                let register = register(system);
                let number = domain::documents::Number::new(12).expect("a number");
                let issued = register.issued(&fields(&report), number, day).expect("a symbol");
                let symbol = issued.symbol.expect("a symbol");
                for issued in [None, Some((symbol.as_str(), day))] {
                    let draft = draft(&report, &register, issued, day).expect("a draft");
                    let docx = composer::docx(&draft);
                    assert_eq!(composer::read(&docx).expect("ours"), draft, "{kind} {system:?}");
                    let lint = composer::lint(&docx).expect("a .docx");
                    let wrong: Vec<_> = lint.deviations.iter().filter(|one| !one.disputed).collect();
                    assert!(wrong.is_empty(), "{kind} {system:?}: {wrong:#?}");
                    assert!((1..5).contains(&composer::pages(&draft)), "{kind} {system:?}");
                    let pdf = composer::pdf(&draft).expect("a .pdf");
                    assert!(pdf.starts_with(b"%PDF"), "{kind} {system:?}");
                }
            }
        }
    }

    #[test]
    fn statistics_tell_what_was_counted() {
        let house = House::new();
        let told = |kind| {
            let report = house.begun(kind);
            let text = report.sections.iter().flat_map(|one| &one.passages).map(|one| one.text());
            text.collect::<Vec<_>>().join("\n")
        };
        let tasks = told(Kind::TaskStatistics);
        assert!(
            tasks.contains("Trong kỳ có 09 nhiệm vụ đến hạn; đã hoàn thành đúng hạn 07 nhiệm vụ"),
            "{tasks}"
        );
        assert!(tasks.contains("tỷ lệ hoàn thành đúng hạn đạt 77,8%"), "{tasks}");
        assert!(tasks.contains("đôn đốc 03 lần"), "{tasks}");
        assert!(told(Kind::UrgingNotice).contains("còn 02 nhiệm vụ quá hạn chưa hoàn thành"));
        assert!(told(Kind::RegisterStatistics).contains("tiếp nhận 0 văn bản đến"));
        assert!(told(Kind::Plan).contains("[CẦN BỔ SUNG: mục đích, yêu cầu]"));
    }
}
