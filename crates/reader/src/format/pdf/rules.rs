//! Rules: the straight lines that tables are drawn with.

/// A line this thin is a rule, in points.
const THIN: f64 = 2.5;
/// A shorter one is not.
const SHORT: f64 = 4.0;
/// More on a page are a drawing.
const MOST: usize = 20_000;

/// A rule: where it lies and from where to where it goes.
#[derive(Debug, Clone, Copy)]
struct Rule {
    at: f64,
    from: f64,
    to: f64,
}

/// The rules of a page.
#[derive(Debug, Default)]
pub(super) struct Rules {
    upright: Vec<Rule>,
    level: Vec<Rule>,
}

impl Rules {
    /// Takes in a line or a thin box by its corners.
    pub(super) fn add(&mut self, (x0, y0): (f64, f64), (x1, y1): (f64, f64)) {
        let (wide, high) = ((x1 - x0).abs(), (y1 - y0).abs());
        if wide < THIN && high > SHORT && self.upright.len() < MOST {
            self.upright.push(Rule { at: (x0 + x1) / 2.0, from: y0.min(y1), to: y0.max(y1) });
        } else if high < THIN && wide > SHORT && self.level.len() < MOST {
            self.level.push(Rule { at: (y0 + y1) / 2.0, from: x0.min(x1), to: x0.max(x1) });
        }
    }

    /// Puts the rules in order, to be asked.
    pub(super) fn sort(&mut self) {
        self.upright.sort_by(|a, b| a.at.total_cmp(&b.at));
        self.level.sort_by(|a, b| a.at.total_cmp(&b.at));
    }

    /// Whether an upright rule at the height `y` lies between two places.
    pub(super) fn part_columns(&self, x0: f64, x1: f64, y: f64) -> bool {
        between(&self.upright, x0 - 1.0, x1 + 1.0, y)
    }

    /// Where upright rules cut the height `y`, from the left; double rules count once.
    pub(super) fn cuts(&self, y: f64) -> Vec<f64> {
        let mut cuts: Vec<f64> = Vec::new();
        for rule in self.upright.iter().take(2000).filter(|r| r.from <= y && y <= r.to) {
            if cuts.last().is_none_or(|last| rule.at - last > THIN) {
                cuts.push(rule.at);
            }
        }
        cuts
    }

    /// Whether a level rule at `x` lies between two heights.
    pub(super) fn part_rows(&self, above: f64, below: f64, x: f64) -> bool {
        between(&self.level, below, above, x)
    }
}

fn between(rules: &[Rule], low: f64, high: f64, across: f64) -> bool {
    let from = rules.partition_point(|r| r.at < low);
    rules[from..].iter().take(256).take_while(|r| r.at <= high).any(|r| r.from <= across && across <= r.to)
}
