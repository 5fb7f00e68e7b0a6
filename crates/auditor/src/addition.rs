//! Figures computed with each other, and the sentences that let a clerk follow the arithmetic.

use crate::arithmetic::show;
use crate::study::Fault;
use crate::text::{Amount, Figure};
use crate::{Sentence, Severity};
use reader::ParagraphId;
use rust_decimal::Decimal;
use std::ops::Range;

/// How figures are computed with each other: in units where their scales differ (`1,2 tỷ` and `800 triệu`), and then shown with
/// their scale; as printed otherwise, also where one of them does not say what it counts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scales {
    mixed: bool,
}

impl Scales {
    /// The scales of `figures`.
    pub(crate) fn of<'f>(figures: impl Iterator<Item = &'f Figure>) -> Self {
        let mut first = None;
        let mut mixed = false;
        for figure in figures {
            if figure.unit.silent() {
                return Self { mixed: false };
            }
            mixed |= *first.get_or_insert(figure.unit.scale) != figure.unit.scale;
        }
        Self { mixed }
    }

    /// `printed`, which stands in `figure`, as it is computed with.
    pub(crate) fn value(self, figure: &Figure, printed: Amount) -> Option<Decimal> {
        if self.mixed { printed.value.checked_mul(figure.unit.scale) } else { Some(printed.value) }
    }

    /// A computed value by the measure of `figure`.
    pub(crate) fn measured(self, figure: &Figure, computed: Decimal) -> Decimal {
        let scale = if self.mixed { figure.unit.scale } else { Decimal::ONE };
        computed.checked_div(scale).unwrap_or(computed)
    }

    /// A computed value by the measure of `figure`, with the word of its scale where the scales differ.
    pub(crate) fn shown(self, figure: &Figure, computed: Decimal) -> String {
        let shown = show(self.measured(figure, computed), 4);
        if self.mixed { figure.in_words(&shown) } else { shown }
    }

    /// A value as printed, likewise.
    pub(crate) fn printed(self, figure: &Figure, printed: Amount) -> String {
        let shown = show(printed.value, 4);
        if self.mixed { figure.in_words(&shown) } else { shown }
    }
}

/// A total and the parts that are added.
#[derive(Debug)]
pub(crate) struct Addition<'t> {
    head: &'t Figure,
    amount: Amount,
    items: Vec<&'t Figure>,
    scales: Scales,
}

impl<'t> Addition<'t> {
    /// `items` added, beside the `amount` that stands in `head`.
    pub(crate) fn new(head: &'t Figure, amount: Amount, items: Vec<&'t Figure>) -> Self {
        let scales = Scales::of(std::iter::once(head).chain(items.iter().copied()));
        Self { head, amount, items, scales }
    }

    /// The total as it is computed with.
    pub(crate) fn total(&self) -> Option<Decimal> {
        self.scales.value(self.head, self.amount)
    }

    /// An item as it is computed with.
    pub(crate) fn value(&self, item: &Figure) -> Option<Decimal> {
        item.amount().and_then(|a| self.scales.value(item, a))
    }

    /// The parts, added.
    pub(crate) fn sum(&self) -> Option<Decimal> {
        self.items.iter().try_fold(Decimal::ZERO, |sum, i| sum.checked_add(self.value(i)?))
    }

    /// The parts add up to the total.
    pub(crate) fn holds(&self) -> bool {
        self.total().is_some_and(|total| self.sum() == Some(total))
    }

    /// The parts add up to more than the total.
    pub(crate) fn exceeds(&self) -> bool {
        self.total().zip(self.sum()).is_some_and(|(total, sum)| sum > total)
    }

    /// The sum by the measure of the total.
    pub(crate) fn computed(&self) -> String {
        self.sum().map_or_else(String::new, |sum| show(self.scales.measured(self.head, sum), 4))
    }

    /// The total as printed.
    pub(crate) fn stated(&self) -> String {
        show(self.amount.value, 4)
    }

    /// The terms, the sum and the total, as a sentence tells them.
    pub(crate) fn words(&self) -> [String; 3] {
        let terms = self.items.iter().filter_map(|i| i.amount().map(|a| self.scales.printed(i, a)));
        let sum = self.sum().map_or_else(String::new, |sum| self.scales.shown(self.head, sum));
        [terms.collect::<Vec<_>>().join(" + "), sum, self.scales.printed(self.head, self.amount)]
    }

    /// The fault that the parts do not make the total; `why` it may be right where it is not certain.
    pub(crate) fn fault(
        &self,
        at: (ParagraphId, Range<usize>),
        severity: Severity,
        why: Option<&'static str>,
    ) -> Fault {
        let (key, usual) = if self.exceeds() {
            ("sum-exceeds-total", "sum-exceeds-total-why")
        } else {
            ("sum-below-total", "sum-below-total-why")
        };
        let [terms, sum, total] = self.words();
        Fault {
            rule: 2,
            severity,
            at,
            others: Vec::new(),
            stated: self.stated(),
            computed: self.computed(),
            message: Sentence::new(key, [("terms", terms), ("sum", sum), ("total", total)]),
            may_be_right: (severity != Severity::Certain).then(|| Sentence::new(why.unwrap_or(usual), [])),
        }
    }
}

/// What is left of a figure when another is taken from it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Difference<'t> {
    from: (&'t Figure, Amount),
    minus: (&'t Figure, Amount),
    left: (&'t Figure, Amount),
    scales: Scales,
}

impl<'t> Difference<'t> {
    /// `from - minus`, beside what is said to be `left`.
    pub(crate) fn new(
        from: (&'t Figure, Amount),
        minus: (&'t Figure, Amount),
        left: (&'t Figure, Amount),
    ) -> Self {
        let scales = Scales::of([from.0, minus.0, left.0].into_iter());
        Self { from, minus, left, scales }
    }

    /// What is left, as it is computed with.
    pub(crate) fn computed(&self) -> Option<Decimal> {
        let [a, b] = [self.from, self.minus].map(|(figure, amount)| self.scales.value(figure, amount));
        a?.checked_sub(b?)
    }

    /// What is said to be left is what is left.
    pub(crate) fn holds(&self) -> bool {
        let stated = self.scales.value(self.left.0, self.left.1);
        stated.is_some() && self.computed() == stated
    }

    /// The fault that it is not.
    pub(crate) fn fault(&self, at: (ParagraphId, Range<usize>), severity: Severity) -> Fault {
        let (figure, stated) = self.left;
        let computed = self.computed().unwrap_or_default();
        let [from, minus] = [self.from, self.minus].map(|(f, a)| self.scales.printed(f, a));
        let arguments = [
            ("terms", format!("{from} - {minus}")),
            ("computed", self.scales.shown(figure, computed)),
            ("stated", self.scales.printed(figure, stated)),
        ];
        Fault {
            rule: 2,
            severity,
            at,
            others: Vec::new(),
            stated: show(stated.value, 4),
            computed: show(self.scales.measured(figure, computed), 4),
            message: Sentence::new("remainder-wrong", arguments),
            may_be_right: (severity != Severity::Certain).then(|| Sentence::new("remainder-wrong-why", [])),
        }
    }
}
