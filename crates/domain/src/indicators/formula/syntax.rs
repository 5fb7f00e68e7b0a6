//! From text to tree: recursive descent, bounded in length and depth.

use super::super::exact::Exact;
use super::fault::{Fault, FormulaError};
use super::{Many, Node, Operation, Relation, What, Written};
use num_bigint::BigInt;
use std::ops::Range;

type Tree = Node<Written>;

const LONGEST: usize = 2_000;
const DEEPEST: usize = 32;
/// Signs between two, in the whole formula: what is built of them is no deeper.
const MOST_SIGNS: usize = 100;
const MOST_PERIODS: u16 = 600;

pub(super) fn formula(text: &str) -> Result<Tree, FormulaError> {
    let mut reader = Reader::new(text)?;
    let tree = reader.sum()?;
    reader.end()?;
    Ok(tree)
}

pub(super) fn comparison(text: &str) -> Result<(Tree, Relation, Tree), FormulaError> {
    const RELATIONS: [(&str, Relation); 6] = [
        ("<=", Relation::AtMost),
        (">=", Relation::AtLeast),
        ("!=", Relation::Different),
        ("=", Relation::Equal),
        ("<", Relation::Less),
        (">", Relation::More),
    ];
    let mut reader = Reader::new(text)?;
    let left = reader.sum()?;
    let relation = RELATIONS.iter().find(|(sign, _)| reader.take(sign));
    let Some((_, relation)) = relation else { return Err(reader.expected("=, !=, <, <=, > or >=")) };
    let right = reader.sum()?;
    reader.end()?;
    Ok((left, *relation, right))
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    signs: usize,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Result<Self, FormulaError> {
        if text.len() > LONGEST {
            return Err(Fault::TooLong.at(0..text.len()));
        }
        let mut reader = Self { text, at: 0, depth: 0, signs: 0 };
        reader.space();
        Ok(reader)
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn take(&mut self, sign: &str) -> bool {
        let found = self.rest().starts_with(sign);
        if found {
            self.at += sign.len();
            self.space();
        }
        found
    }

    fn expected(&self, expected: &'static str) -> FormulaError {
        let next = self.rest().chars().next();
        match next {
            Some(c) if !c.is_ascii_alphanumeric() && !"()[]+-*/,.=<>!_".contains(c) => {
                Fault::Character(c).at(self.at..self.at + c.len_utf8())
            }
            _ => Fault::Expected { expected }.at(self.at..self.at + next.map_or(0, char::len_utf8)),
        }
    }

    fn need(&mut self, sign: &'static str) -> Result<(), FormulaError> {
        if self.take(sign) { Ok(()) } else { Err(self.expected(sign)) }
    }

    fn end(&self) -> Result<(), FormulaError> {
        if self.rest().is_empty() { Ok(()) } else { Err(self.expected("the end or +, -, *, /")) }
    }

    fn sum(&mut self) -> Result<Tree, FormulaError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Fault::TooLong.at(self.at..self.text.len()));
        }
        let tree = self.chain(&[("+", Operation::Add), ("-", Operation::Subtract)], Self::product)?;
        self.depth -= 1;
        Ok(tree)
    }

    fn product(&mut self) -> Result<Tree, FormulaError> {
        self.chain(&[("*", Operation::Multiply), ("/", Operation::Divide)], Self::factor)
    }

    fn chain(
        &mut self,
        signs: &[(&str, Operation)],
        next: fn(&mut Self) -> Result<Tree, FormulaError>,
    ) -> Result<Tree, FormulaError> {
        let mut left = next(self)?;
        while let Some((_, operation)) = signs.iter().find(|(sign, _)| self.take(sign)) {
            self.signs += 1;
            if self.signs > MOST_SIGNS {
                return Err(Fault::TooLong.at(self.at..self.text.len()));
            }
            let right = next(self)?;
            let at = left.at.start..right.at.end;
            left = Node { at, what: What::Binary(*operation, Box::new(left), Box::new(right)) };
        }
        Ok(left)
    }

    fn factor(&mut self) -> Result<Tree, FormulaError> {
        let start = self.at;
        if self.take("(") {
            let inner = self.sum()?;
            self.need(")")?;
            return Ok(inner);
        }
        if self.take("-") {
            self.depth += 1;
            if self.depth > DEEPEST {
                return Err(Fault::TooLong.at(start..self.text.len()));
            }
            let inner = self.factor()?;
            self.depth -= 1;
            return Ok(Node { at: start..inner.at.end, what: What::Negative(Box::new(inner)) });
        }
        if self.rest().starts_with(|c: char| c.is_ascii_digit()) {
            return self.number();
        }
        let (name, at) = self.word().ok_or_else(|| self.expected("a number, a name or ("))?;
        if self.take("(") {
            let what = self.function(name, at)?;
            return Ok(Node { at: start..self.written_end(), what });
        }
        let item = if self.take("[") { Some(self.item()?) } else { None };
        Ok(Node {
            at: start..self.written_end(),
            what: What::Operand(Written { code: name.to_owned(), item }),
        })
    }

    fn item(&mut self) -> Result<super::ItemCode, FormulaError> {
        let (item, at) = self.word().ok_or_else(|| self.expected("a part of a breakdown"))?;
        let item = item.parse().map_err(|_| Fault::Expected { expected: "a part of a breakdown" }.at(at))?;
        self.need("]")?;
        Ok(item)
    }

    /// Where what was read ends, without the space after it.
    fn written_end(&self) -> usize {
        self.text[..self.at].trim_end().len()
    }

    fn word(&mut self) -> Option<(&'a str, Range<usize>)> {
        let rest = self.rest();
        let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        let at = self.at..self.at + length;
        if length == 0 || rest.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        self.at += length;
        self.space();
        Some((&rest[..length], at))
    }

    fn number(&mut self) -> Result<Tree, FormulaError> {
        let rest = self.rest();
        let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let (start, text) = (self.at, &rest[..length]);
        self.at += length;
        let fault = || Fault::Number.at(start..start + length);
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        if fraction.contains('.') || text.ends_with('.') || whole.len() + fraction.len() > 18 {
            return Err(fault());
        }
        let above: i64 = format!("{whole}{fraction}").parse().map_err(|_| fault())?;
        let places = u32::try_from(fraction.len()).map_err(|_| fault())?;
        let number = Exact::new(above.into(), BigInt::from(10).pow(places));
        self.space();
        Ok(Node { at: start..start + length, what: What::Number(number) })
    }

    fn function(&mut self, name: &str, at: Range<usize>) -> Result<What<Written>, FormulaError> {
        let what = match name {
            "earlier" => {
                let inner = Box::new(self.sum()?);
                let periods = if self.take(",") { self.periods()? } else { 1 };
                What::Earlier(inner, periods)
            }
            "last_year" => What::LastYear(Box::new(self.sum()?)),
            "or_zero" => What::OrZero(Box::new(self.sum()?)),
            "year_to_date" => What::YearToDate(self.operand("year_to_date")?),
            "units" => What::Units(self.operand("units")?),
            "own" => What::Own(self.operand("own")?),
            "below" => What::Below(self.operand("below")?),
            "percent" => {
                let part = Box::new(self.sum()?);
                if !self.take(",") {
                    return Err(Fault::Arguments("percent", "two arguments").at(at));
                }
                What::Percent(part, Box::new(self.sum()?))
            }
            "sum" => What::Many(Many::Sum, self.arguments("sum", at)?),
            "min" => What::Many(Many::Min, self.arguments("min", at)?),
            "max" => What::Many(Many::Max, self.arguments("max", at)?),
            "first" => What::Many(Many::First, self.arguments("first", at)?),
            other => return Err(Fault::Function(other.to_owned()).at(at)),
        };
        self.need(")")?;
        Ok(what)
    }

    fn arguments(&mut self, name: &'static str, at: Range<usize>) -> Result<Vec<Tree>, FormulaError> {
        let mut all = vec![self.sum()?];
        while self.take(",") {
            all.push(self.sum()?);
        }
        if all.len() < 2 { Err(Fault::Arguments(name, "two arguments or more").at(at)) } else { Ok(all) }
    }

    fn operand(&mut self, function: &'static str) -> Result<Written, FormulaError> {
        let inner = self.sum()?;
        match inner.what {
            What::Operand(written) => Ok(written),
            _ => Err(Fault::NeedsIndicator(function).at(inner.at)),
        }
    }

    fn periods(&mut self) -> Result<u16, FormulaError> {
        let start = self.at;
        let rest = self.rest();
        let length = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        if length == 0 {
            return Err(self.expected("a number of periods"));
        }
        self.at += length;
        self.space();
        let periods = rest[..length].parse().ok().filter(|periods| (1..=MOST_PERIODS).contains(periods));
        periods.ok_or_else(|| Fault::Number.at(start..start + length))
    }
}
