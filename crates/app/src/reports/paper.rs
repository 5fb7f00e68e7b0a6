//! A report as an official document.

use composer::{
    Align, Authority, AuthorityForm, Block, Caps, Day, Draft, Emphasis, FigureId, Heading, Inline, Issuer,
    Line, Number, Recipients, Signature, Span, Symbol, Table,
};
use domain::documents::{Fields, Register};
use domain::report::{Piece, Report, Section, TableRow};
use jiff::civil::Date;

/// The name of its kind in the register.
pub(super) const KIND: &str = "báo cáo";

/// A report as a draft: under `register`, with the number and day it has, or without number in the month of `today`.
pub(super) fn draft(
    report: &Report,
    register: &Register,
    issued: Option<(&str, Date)>,
    today: Date,
) -> Option<Draft> {
    let kind = composer::Kind::named(KIND)?;
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
            let abbreviation = draft.kind.abbreviation(register.system, day).unwrap_or("BC");
            let code = match register.system {
                composer::System::Party => format!("{abbreviation}/{}", register.code),
                composer::System::State => format!("{abbreviation}-{}", register.code),
            };
            Some(Symbol { number: None, code: Line::new(&code) })
        }
    };
    draft.place = Line::new(&register.place);
    draft.subject = Line::new(&report.head.subject);
    draft.body = body(report);
    draft.signature = signature(report);
    draft.recipients = Recipients::new(report.head.recipients.iter().map(String::as_str));
    Some(draft)
}

/// `112-BC/TU`, `112/BC-UBND`.
fn read_symbol(symbol: &str) -> Option<Symbol> {
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
        kind: Some(KIND.to_owned()),
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
        Piece::Note(text) => Span::Note(vec![composer::Piece::plain(text)]),
    };
    Inline::new(pieces.iter().map(span))
}
