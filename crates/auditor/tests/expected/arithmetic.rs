//! The relations of the expectations: `147 + 60 = 207`, `49 / 61 = 80,3%`, `03 <= 17`.

use rust_decimal::{Decimal, RoundingStrategy};
use std::str::FromStr;

/// A number of a relation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Operand {
    /// As written: `1.412`, `84,6`.
    pub(crate) written: String,
    /// It stands in the quote; otherwise it is a constant in square brackets.
    pub(crate) printed: bool,
}

/// A relation, cut into its parts.
#[derive(Debug, Clone)]
pub(crate) struct Relation {
    tokens: Vec<Token>,
}

#[derive(Debug, Clone)]
enum Token {
    Number(Operand),
    Sign(&'static str),
}

const SIGNS: [&str; 9] = ["<=", "<", "=", "+", "-", "*", "/", "%", "("];

impl Relation {
    /// Reads `text`; panics at what is not a relation.
    pub(crate) fn read(text: &str) -> Self {
        let mut tokens = Vec::new();
        let mut rest = text.trim_start();
        let mut printed = true;
        while let Some(first) = rest.chars().next() {
            if first.is_ascii_digit() {
                let end =
                    rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(rest.len());
                tokens.push(Token::Number(Operand { written: rest[..end].to_owned(), printed }));
                rest = &rest[end..];
            } else if first == '[' || first == ']' {
                printed = first == ']';
                rest = &rest[1..];
            } else {
                let sign = SIGNS
                    .into_iter()
                    .find(|s| rest.starts_with(s))
                    .unwrap_or_else(|| panic!("not a relation: {text}"));
                tokens.push(Token::Sign(sign));
                rest = &rest[sign.len()..];
            }
            rest = rest.trim_start();
        }
        Self { tokens }
    }

    /// Its numbers, in order.
    pub(crate) fn operands(&self) -> impl Iterator<Item = &Operand> {
        self.tokens.iter().filter_map(|t| match t {
            Token::Number(operand) => Some(operand),
            Token::Sign(_) => None,
        })
    }

    /// The same relation with the number at `index` written otherwise.
    pub(crate) fn with(&self, index: usize, written: &str) -> Self {
        let mut changed = self.clone();
        let mut operands = changed.tokens.iter_mut().filter_map(|t| match t {
            Token::Number(operand) => Some(operand),
            Token::Sign(_) => None,
        });
        if let Some(operand) = operands.nth(index) {
            written.clone_into(&mut operand.written);
        }
        changed
    }

    /// Whether it holds: exactly, or for quotients by rounding or truncation at the decimals printed.
    pub(crate) fn holds(&self) -> bool {
        let middle = self
            .tokens
            .iter()
            .position(|t| matches!(t, Token::Sign("=" | "<=" | "<")))
            .expect("a relation has a middle");
        let percent = matches!(self.tokens.last(), Some(Token::Sign("%")));
        let rounds = self.tokens[..middle].iter().any(|t| matches!(t, Token::Sign("/")));
        let end = self.tokens.len() - usize::from(percent);
        let (Some(mut left), Some(right)) =
            (value(&self.tokens[..middle]), value(&self.tokens[middle + 1..end]))
        else {
            return false;
        };
        if percent {
            left *= Decimal::ONE_HUNDRED;
        }
        match self.tokens[middle] {
            Token::Sign("<=") => left <= right,
            Token::Sign("<") => left < right,
            _ if rounds && end == middle + 2 => {
                let decimals = right.scale();
                right == left.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
                    || right == left.round_dp_with_strategy(decimals, RoundingStrategy::ToZero)
            }
            _ => left == right,
        }
    }
}

/// The value of sums and differences of products and quotients; `None` where something is divided by nothing.
fn value(tokens: &[Token]) -> Option<Decimal> {
    let mut sum = Decimal::ZERO;
    for term in terms(tokens) {
        let negative = matches!(term.first(), Some(Token::Sign("-")));
        let mut product: Option<Decimal> = None;
        let mut divide = false;
        for token in term {
            match token {
                Token::Sign("/") => divide = true,
                Token::Sign(_) => divide = false,
                Token::Number(operand) => {
                    let number = number(&operand.written);
                    product = Some(match product {
                        None => number,
                        Some(before) if divide => before.checked_div(number)?,
                        Some(before) => before * number,
                    });
                }
            }
        }
        let product = product?;
        sum += if negative { -product } else { product };
    }
    Some(sum)
}

/// The terms of a sum, each but the first with its sign in front.
fn terms(tokens: &[Token]) -> Vec<&[Token]> {
    let mut terms = Vec::new();
    let mut start = 0;
    for (at, token) in tokens.iter().enumerate().skip(1) {
        if matches!(token, Token::Sign("+" | "-")) {
            terms.push(&tokens[start..at]);
            start = at;
        }
    }
    terms.push(&tokens[start..]);
    terms
}

/// The value of a number written the Vietnamese way.
pub(crate) fn number(written: &str) -> Decimal {
    Decimal::from_str(&written.replace('.', "").replace(',', "."))
        .unwrap_or_else(|_| panic!("not a number: {written}"))
}
