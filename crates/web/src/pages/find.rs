//! Finding by name: documents by symbol and words, units, and people for those who may see them.

use super::failure::problem;
use super::visit::Who;
use crate::{Find, Finding, Found, Frame};
use app::rights::{DocumentsRead, PeopleRead};
use domain::rights::Right;
use store::PeopleFilter;

/// Finds documents, units and people.
#[derive(Debug, Clone, Copy, Default)]
pub struct Finder;

impl Find for Finder {
    fn find<'a>(&'a self, frame: &'a Frame, text: &'a str, limit: usize) -> Finding<'a> {
        Box::pin(async move {
            let Some(who) = frame.session::<Who>() else { return Ok(Vec::new()) };
            let person = who.person()?;
            let wanted = vitext::fold::fold_text(text.trim());
            let fits = |name: &str| {
                let name = vitext::fold::fold_text(name);
                wanted.split_whitespace().all(|word| name.contains(word))
            };
            let mut found = Vec::new();
            if person.has(Right::UnitsRead) {
                let forest = person.forest();
                // The upper units first: more people look for them.
                let mut units: Vec<_> = forest.nodes().iter().filter(|node| fits(&node.unit.name)).collect();
                units.sort_by_key(|node| node.depth);
                found.extend(units.into_iter().take(limit).map(|node| Found {
                    kind: frame.word("people-unit"),
                    title: node.unit.name.clone(),
                    href: format!("/units/{}", node.unit.id),
                }));
            }
            if let Ok(permit) = person.permit::<PeopleRead>() {
                let words = wanted.split_whitespace().map(str::to_owned).collect();
                let filter = PeopleFilter { words, ..permit.everybody() };
                let few = u32::try_from(limit).unwrap_or(u32::MAX);
                let people = permit.list(filter, 0, Some(few)).await.map_err(problem)?;
                found.extend(people.accounts.into_iter().map(|account| Found {
                    kind: frame.word("people-title"),
                    title: account.display_name,
                    href: format!("/people/{}", account.id),
                }));
            }
            if let Ok(permit) = person.permit::<DocumentsRead>() {
                // Names are few and short: whoever types one means it. What is left over is for documents, and never nothing.
                found.truncate(limit.saturating_sub(limit / 2));
                found.extend(super::documents::palette(frame, &permit, text, limit - found.len()).await?);
            }
            found.truncate(limit);
            Ok(found)
        })
    }
}
