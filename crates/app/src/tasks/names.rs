//! Which unit is meant by a name in a text: `Văn phòng Thành ủy`, `Sở Nội vụ`.

use domain::UnitId;
use domain::units::Forest;
use vitext::fold::fold_text;

/// The names of the units of a day, ready to be looked for.
#[derive(Debug)]
pub struct UnitNames {
    /// Folded name, how deep it stands, the unit.
    names: Vec<(String, usize, UnitId)>,
}

impl UnitNames {
    /// The names of these units.
    #[must_use]
    pub fn new(forest: &Forest) -> Self {
        let of = |node: &domain::units::Node| {
            let (depth, id) = (node.depth, node.unit.id);
            let short = node.unit.short_name.as_deref().map(|name| (fold_text(name), depth, id));
            std::iter::once((fold_text(&node.unit.name), depth, id)).chain(short)
        };
        Self { names: forest.nodes().iter().flat_map(of).collect() }
    }

    /// The unit with that name, however it is accented; else the only one, of those that stand highest, in whose name it stands as
    /// whole words. None where several could be meant: nobody guesses.
    #[must_use]
    pub fn find(&self, written: &str) -> Option<UnitId> {
        let key = fold_text(written.trim().trim_matches(['.', ',', ';', ':']));
        if key.is_empty() {
            return None;
        }
        self.only(|name| name == key).or_else(|| self.only(|name| holds(name, &key)))
    }

    fn only(&self, is: impl Fn(&str) -> bool) -> Option<UnitId> {
        let fitting: Vec<_> = self.names.iter().filter(|(name, ..)| is(name)).collect();
        let highest = fitting.iter().map(|(_, depth, _)| *depth).min()?;
        let mut there = fitting.iter().filter(|(_, depth, _)| *depth == highest).map(|(.., id)| *id);
        let first = there.next()?;
        there.all(|other| other == first).then_some(first)
    }
}

/// Does it stand there as whole words? One word alone says too little.
fn holds(name: &str, words: &str) -> bool {
    words.contains(' ') && format!(" {name} ").contains(&format!(" {words} "))
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn words_are_whole() {
        assert!(holds("chi bo so noi vu", "so noi vu"));
        assert!(!holds("chi bo so noi vu", "o noi vu") && !holds("chi bo so noi vu", "so"));
    }
}
