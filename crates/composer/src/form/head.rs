//! The header lines.

use super::{Fault, FormError};
use crate::draft::{
    Authority, AuthorityForm, Day, Draft, Issuer, Kind, Number, Recipients, Signature, Symbol, System,
    Urgency,
};
use crate::line::{Caps, Line};
use jiff::civil::Date;

/// The words before the colon.
const SYSTEM: &str = "Hệ thống";
const KIND: &str = "Loại";
const SUPERIOR: &str = "Cơ quan cấp trên";
const ISSUER: &str = "Cơ quan";
const NUMBER: &str = "Số";
const CODE: &str = "Ký hiệu";
const PLACE: &str = "Nơi ban hành";
const DAY: &str = "Ngày";
const SUBJECT: &str = "Trích yếu";
const URGENCY: &str = "Khẩn";
const ADDRESSEES: &str = "Kính gửi";
const PROPOSED_TO: &str = "Kính trình";
const OFFICE: &str = "Chức vụ";
const SIGNER: &str = "Người ký";
const RECIPIENTS: &str = "Nơi nhận";
const SECRECY: &str = "Độ mật";
const AUTHORITIES: [(&str, AuthorityForm); 5] = [
    ("Thay mặt", AuthorityForm::OnBehalf),
    ("Ký thay", AuthorityForm::InPlace),
    ("Thừa lệnh", AuthorityForm::ByOrder),
    ("Thừa ủy quyền", AuthorityForm::ByMandate),
    ("Quyền", AuthorityForm::Acting),
];
const ONCE: [&str; 15] = [
    SYSTEM,
    KIND,
    SUPERIOR,
    ISSUER,
    NUMBER,
    CODE,
    PLACE,
    DAY,
    SUBJECT,
    URGENCY,
    ADDRESSEES,
    PROPOSED_TO,
    OFFICE,
    SIGNER,
    RECIPIENTS,
];

/// A header line with what follows it.
struct Field {
    line: usize,
    word: &'static str,
    value: String,
}

/// The draft with everything but its body, and where which authority stands.
pub(super) fn head(
    lines: &[&str],
    first: usize,
    errors: &mut Vec<FormError>,
) -> Option<(Draft, Vec<(usize, AuthorityForm)>)> {
    let before = errors.len();
    let mut head = Head { fields: fields(lines, first, errors), first, errors };
    let draft = head.draft();
    let authorities =
        head.authorities().into_iter().map(|(line, authority)| (line, authority.form)).collect();
    draft.filter(|_| head.errors.len() == before).map(|draft| (draft, authorities))
}

fn fields(lines: &[&str], first: usize, errors: &mut Vec<FormError>) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    for (index, text) in lines.iter().enumerate() {
        let line = first + index;
        let mut wrong = |fault| errors.push(FormError { line, fault });
        if text.trim_start().starts_with("- ") {
            match fields.last_mut() {
                Some(field) => field.value.push_str(&format!(";{}", text.trim())),
                None => wrong(Fault::NotAHeader),
            }
            continue;
        }
        let Some((word, value)) = text.split_once(':') else {
            wrong(Fault::NotAHeader);
            continue;
        };
        let word = Line::new(word);
        let key = |word: &str| vitext::tone::key(&word.to_lowercase());
        let same = |known: &&str| key(known) == key(word.as_str());
        let authority = AUTHORITIES.iter().map(|(known, _)| *known);
        match ONCE.into_iter().chain(authority).chain([SECRECY]).find(same) {
            None => wrong(Fault::UnknownHeader(word.as_str().to_owned())),
            Some(SECRECY) => wrong(Fault::Secret),
            Some(known) if ONCE.contains(&known) && fields.iter().any(|f| f.word == known) => {
                wrong(Fault::Twice(known));
            }
            Some(known) => fields.push(Field { line, word: known, value: value.trim().to_owned() }),
        }
    }
    fields
}

struct Head<'e> {
    fields: Vec<Field>,
    first: usize,
    errors: &'e mut Vec<FormError>,
}

impl Head<'_> {
    fn get(&self, word: &str) -> Option<(usize, String)> {
        let field = self.fields.iter().find(|field| field.word == word && !field.value.is_empty())?;
        Some((field.line, field.value.clone()))
    }

    fn value(&self, word: &str) -> Line {
        self.get(word).map(|(_, value)| Line::new(&value)).unwrap_or_default()
    }

    fn caps(&self, word: &str) -> Caps {
        Caps::new(self.value(word).as_str())
    }

    fn wrong(&mut self, line: usize, fault: Fault) {
        self.errors.push(FormError { line, fault });
    }

    /// The value of a line that must be there.
    fn wanted(&mut self, word: &'static str) -> Option<(usize, String)> {
        let found = self.get(word);
        if found.is_none() {
            self.wrong(self.first, Fault::Missing(word));
        }
        found
    }

    fn draft(&mut self) -> Option<Draft> {
        let system = self.system();
        let kind = self.wanted(KIND).and_then(|(line, name)| {
            let kind = Kind::named(&name);
            if kind.is_none() {
                self.wrong(line, Fault::UnknownKind(name));
            }
            kind
        });
        let issuer = self.wanted(ISSUER);
        let day = self.wanted(DAY).and_then(|(line, text)| {
            let day = day(&text);
            if day.is_none() {
                self.wrong(line, Fault::NoDay(text));
            }
            day
        });
        let symbol = self.symbol(system?);
        let urgency = self.urgency();
        let superior = self.caps(SUPERIOR);
        let superior = (!superior.is_empty()).then_some(superior);
        let issuer = Issuer { superior, body: Caps::new(&issuer?.1) };
        let mut draft = Draft::new(system?, kind?, issuer, day?);
        draft.symbol = symbol;
        draft.urgency = urgency;
        draft.place = self.value(PLACE);
        draft.subject = self.value(SUBJECT);
        draft.addressees = self.list(&[ADDRESSEES, PROPOSED_TO]);
        draft.recipients = self.list(&[RECIPIENTS]);
        draft.signature = self.signature();
        Some(draft)
    }

    fn system(&mut self) -> Option<System> {
        let Some((line, text)) = self.get(SYSTEM) else { return Some(System::Party) };
        match text.to_lowercase().as_str() {
            "đảng" => Some(System::Party),
            "nhà nước" => Some(System::State),
            _ => {
                self.wrong(line, Fault::UnknownSystem(text));
                None
            }
        }
    }

    /// `Số: 112-BC/TU`, or `Số: 112` with `Ký hiệu: BC/TU`, or `Ký hiệu` alone: the clerk gives the number.
    fn symbol(&mut self, system: System) -> Option<Symbol> {
        let separator = if system == System::Party { '-' } else { '/' };
        let number = self.get(NUMBER);
        let code = self.get(CODE);
        let line = number.as_ref().or(code.as_ref())?.0;
        let written = number.map(|(_, text)| text).unwrap_or_default();
        let (number, code) = match (written.split_once(separator), code) {
            (Some((number, code)), None) => (number.trim().to_owned(), code.trim().to_owned()),
            (None, Some((_, code))) => (written.trim().to_owned(), code),
            _ => {
                self.wrong(line, Fault::NoSymbol(written));
                return None;
            }
        };
        let given = Number::new(&number);
        if given.is_none() && !number.is_empty() || code.is_empty() {
            self.wrong(line, Fault::NoSymbol(number));
            return None;
        }
        Some(Symbol { number: given, code: Line::new(&code) })
    }

    fn urgency(&mut self) -> Option<Urgency> {
        let (line, text) = self.get(URGENCY)?;
        let urgency = Urgency::marked(&text);
        if urgency.is_none() {
            self.wrong(line, Fault::NoUrgency(text));
        }
        urgency
    }

    fn list(&self, words: &[&str]) -> Recipients {
        let values: Vec<String> =
            words.iter().filter_map(|word| self.get(word)).map(|(_, value)| value).collect();
        Recipients::new(values.iter().flat_map(|value| value.split(';')))
    }

    fn authorities(&self) -> Vec<(usize, Authority)> {
        let form = |word: &str| AUTHORITIES.iter().find(|(known, _)| *known == word).map(|(_, form)| *form);
        let authority = |field: &Field| {
            let authority = Authority { form: form(field.word)?, of: Caps::new(&field.value) };
            Some((field.line, authority))
        };
        self.fields.iter().filter_map(authority).collect()
    }

    fn signature(&self) -> Option<Signature> {
        let authority: Vec<Authority> =
            self.authorities().into_iter().map(|(_, authority)| authority).collect();
        let (office, name) = (self.caps(OFFICE), self.value(SIGNER));
        let given = !authority.is_empty() || !office.is_empty() || !name.is_empty();
        given.then_some(Signature { authority, office, name })
    }
}

/// `05/11/2026`, or a month whose day is open: `11/2026`, `tháng 11/2026`.
fn day(text: &str) -> Option<Day> {
    let text = text.trim().strip_prefix("tháng").unwrap_or(text.trim());
    let numbers: Vec<i16> =
        text.split(['/', '-', '.']).map(|n| n.trim().parse().ok()).collect::<Option<_>>()?;
    let small = |n: i16| i8::try_from(n).ok();
    match numbers[..] {
        [day, month, year] => Date::new(year, small(month)?, small(day)?).ok().map(Day::Known),
        [month, year] => Date::new(year, small(month)?, 1)
            .ok()
            .map(|first| Day::Open { year: first.year(), month: first.month() }),
        _ => None,
    }
}
