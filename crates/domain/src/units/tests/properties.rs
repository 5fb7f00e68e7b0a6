//! What holds for every history.

use super::generator::{Run, days, event, order, run, seeds};
use super::naive;
use crate::ids::UnitId;
use crate::units::{Changed, Forest, History, Preview, Share, UnitEvent, UnitSet, apportion};
use jiff::civil::Date;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn plain(forest: &Forest) -> naive::Day {
    let nodes = forest.nodes().iter().map(|node| {
        let unit = &node.unit;
        let new = crate::units::NewUnit {
            unit: unit.id,
            kind: unit.kind.clone(),
            name: unit.name.clone(),
            short_name: unit.short_name.clone(),
            parent: unit.parent,
            position: unit.position,
        };
        (unit.id, new)
    });
    nodes.collect()
}

/// Every way up, the slow way.
fn way_up(day: &naive::Day, unit: UnitId) -> Vec<UnitId> {
    let mut way = vec![unit];
    while let Some(parent) = day[&way[way.len() - 1]].parent {
        assert!(day.contains_key(&parent), "the parent {parent} lives");
        assert!(!way.contains(&parent), "no cycle at {parent}");
        way.push(parent);
    }
    way
}

fn same_units(run: &Run, date: Date) -> Result<(), TestCaseError> {
    let forest = run.history.on(date);
    let day = naive::on(&run.events, date);
    prop_assert_eq!(plain(&forest), day.clone());
    for (&unit, new) in &day {
        let way = way_up(&day, unit);
        let path: Vec<UnitId> = forest.path(unit).iter().rev().map(|node| node.unit.id).collect();
        prop_assert_eq!(&path, &way);
        prop_assert_eq!(forest.node(unit).unwrap().depth, way.len() - 1);
        let children: BTreeSet<UnitId> = forest.children(unit).map(|node| node.unit.id).collect();
        let expected: BTreeSet<UnitId> =
            day.values().filter(|u| u.parent == Some(unit)).map(|u| u.unit).collect();
        prop_assert_eq!(children, expected);
        let below: BTreeSet<UnitId> = forest.subtree(unit).iter().map(|node| node.unit.id).collect();
        let expected: BTreeSet<UnitId> =
            day.keys().copied().filter(|&u| way_up(&day, u).contains(&unit)).collect();
        prop_assert!(day.keys().all(|&other| forest.is_within(other, unit) == expected.contains(&other)));
        prop_assert_eq!(below, expected);
        prop_assert_eq!(&run.history.unit(unit, date).unwrap().name, &new.name);
    }
    let roots: Vec<&_> = forest.roots().collect();
    prop_assert_eq!(roots.len(), day.values().filter(|u| u.parent.is_none()).count());
    for siblings in forest.nodes().iter().map(|n| forest.children(n.unit.id).collect()).chain([roots]) {
        let key =
            |n: &crate::units::Node| (n.unit.position.unwrap_or(u32::MAX), vitext::sort::key(&n.unit.name));
        prop_assert!(siblings.is_sorted_by_key(|node| key(node)));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn a_set_has_the_units_and_no_others_and_is_brief(seeds in seeds(60), chosen in any::<u64>(), with in any::<prop::sample::Index>()) {
        let run = run(&seeds);
        for date in days() {
            let forest = run.history.on(date);
            let ids: Vec<UnitId> = forest.nodes().iter().map(|node| node.unit.id).collect();
            let mut units: BTreeSet<UnitId> =
                ids.iter().copied().filter(|id| chosen >> (id.get() % 64) & 1 == 1).collect();
            if !ids.is_empty() {
                units.extend(forest.subtree(*with.get(&ids)).iter().map(|node| node.unit.id));
            }
            units.insert(UnitId::new(9_999));
            let set = UnitSet::new(units.iter().copied(), &forest, date);
            prop_assert_eq!(set.units(&forest).into_iter().collect::<BTreeSet<_>>(), units.clone());
            for node in forest.nodes() {
                let id = node.unit.id;
                prop_assert_eq!(set.contains(id, &forest), units.contains(&id));
                // Nobody stands alone whose whole branch is meant.
                let all = forest.subtree(id).iter().all(|below| units.contains(&below.unit.id));
                prop_assert!(!(all && forest.subtree(id).len() > 1 && set.single().contains(&id)));
            }
            for &top in set.whole() {
                let mut above = forest.ancestors(top);
                prop_assert!(above.all(|node| node.unit.id == top || !set.contains(node.unit.id, &forest) || !set.whole().contains(&node.unit.id)));
            }
        }
    }

    #[test]
    fn every_day_is_a_forest_and_as_a_naive_reading_has_it(seeds in seeds(60)) {
        let run = run(&seeds);
        for date in days() {
            same_units(&run, date)?;
        }
    }

    #[test]
    fn entry_by_entry_or_all_at_once_is_the_same(seeds in seeds(60)) {
        let run = run(&seeds);
        let mut backwards = run.events.clone();
        backwards.reverse();
        prop_assert_eq!(History::replay(backwards).unwrap(), run.history);
    }

    #[test]
    fn who_is_refused_would_break_the_history_and_nothing_happened(seeds in seeds(40)) {
        let Run { history, events, refused } = run(&seeds);
        for event in refused {
            let mut after = history.clone();
            if let Err(refusal) = after.append(event.clone()) {
                prop_assert_eq!(&after, &history);
                let broken = History::replay(events.iter().cloned().chain([event.clone()])).unwrap_err();
                prop_assert_eq!(refusal.at.unwrap_or(event.id), broken.event);
                prop_assert_eq!(refusal.rule, broken.rule);
            }
        }
    }

    #[test]
    fn what_was_taken_in_can_be_taken_back(seeds in seeds(50)) {
        let (last, first) = seeds.split_last().unwrap();
        let Run { history: before, events, .. } = run(first);
        let event = event(&events, first.len(), *last);
        let mut after = before.clone();
        if after.append(event.clone()).is_ok() {
            prop_assert_eq!(after.revert(event.id).unwrap(), before);
        }
    }

    #[test]
    fn what_is_taken_back_leaves_the_rest_as_it_is(seeds in seeds(50), which: proptest::sample::Index) {
        let Run { history, events, .. } = run(&seeds);
        prop_assume!(!events.is_empty());
        let gone = which.get(&events);
        match history.revert(gone.id) {
            Ok(without) => {
                prop_assert!(without.event(gone.id).is_none());
                prop_assert_eq!(without.events().len(), events.len() - 1);
                let rest = events.iter().filter(|event| event.id != gone.id).cloned();
                prop_assert_eq!(&History::replay(rest).unwrap(), &without);
            }
            Err(refusal) => prop_assert!(refusal.at.is_some_and(|later| later != gone.id)),
        }
    }

    #[test]
    fn a_preview_is_what_then_happens(seeds in seeds(50)) {
        let (last, first) = seeds.split_last().unwrap();
        let Run { history: before, events, .. } = run(first);
        let UnitEvent { id, date, change, .. } = event(&events, first.len(), *last);
        let preview = before.preview(&change, date);
        let mut after = before.clone();
        match after.append(UnitEvent { id, date, change, ordered_by: order() }) {
            Err(refusal) => prop_assert_eq!(preview.refused, Some(refusal)),
            Ok(()) => {
                let links = after.successions().filter(|(event, _)| event.id == id).map(|(_, link)| link.clone()).collect();
                let (before, after) = (before.on(date), after.on(date));
                let mut expected = Preview { links, ..Preview::default() };
                let ids: BTreeSet<UnitId> = before.nodes().iter().chain(after.nodes()).map(|n| n.unit.id).collect();
                for unit in ids {
                    match (before.unit(unit).cloned(), after.unit(unit).cloned()) {
                        (Some(before), Some(after)) if before != after => {
                            expected.changed.push(Changed { before, after });
                        }
                        (Some(ended), None) => expected.ended.push(ended),
                        (None, Some(begun)) => expected.begun.push(begun),
                        _ => {}
                    }
                }
                prop_assert_eq!(preview, expected);
            }
        }
    }

    #[test]
    fn nothing_is_lost(seeds in seeds(50), amounts in proptest::collection::vec(any::<i32>(), 40)) {
        let run = run(&seeds);
        let last = days().last().unwrap();
        for from in days() {
            let forest = run.history.on(from);
            let flows = forest.nodes().iter().zip(amounts.iter().cycle().map(|&amount| i64::from(amount)));
            let (mut total, mut arrived) = (0, BTreeMap::<UnitId, i64>::new());
            for (node, flow) in flows {
                let to = run.history.successors(node.unit.id, from, last);
                let shares: Vec<Share> = to.iter().map(|portion| portion.share.clone()).collect();
                prop_assert!(shares.iter().sum::<Share>().is_whole());
                for (portion, part) in to.iter().zip(apportion(flow, &shares)) {
                    *arrived.entry(portion.unit).or_default() += part;
                }
                total += flow;
            }
            let today = run.history.on(last);
            prop_assert!(arrived.keys().all(|&unit| today.contains(unit)));
            // Read on the tree of the last day, the roots' totals are the old ones.
            let of_roots: i64 = today.roots().flat_map(|root| today.subtree(root.unit.id))
                .map(|node| arrived.get(&node.unit.id).copied().unwrap_or(0)).sum();
            prop_assert_eq!(of_roots, total);
        }
    }

    #[test]
    fn successors_and_predecessors_are_one_relation(seeds in seeds(40), from in 0..20_usize, to in 0..20_usize) {
        let run = run(&seeds);
        let day = |n| days().nth(n).unwrap();
        let (from, to) = (day(from.min(to)), day(from.max(to)));
        let mut backwards: BTreeMap<(UnitId, UnitId), Share> = BTreeMap::new();
        for node in run.history.on(to).nodes() {
            for portion in run.history.predecessors(node.unit.id, from, to) {
                backwards.insert((portion.unit, node.unit.id), portion.share);
            }
        }
        for node in run.history.on(from).nodes() {
            let unit = node.unit.id;
            let arrived: BTreeMap<UnitId, Share> =
                run.history.successors(unit, from, to).into_iter().map(|p| (p.unit, p.share)).collect();
            prop_assert_eq!(&arrived, &naive::distribute(&run.events, unit, from, to));
            for (successor, share) in arrived {
                prop_assert_eq!(backwards.remove(&(unit, successor)), Some(share));
            }
        }
        // What is left are those of whom nothing was there at the time.
        let forest = run.history.on(from);
        prop_assert!(backwards.keys().all(|(predecessor, _)| !forest.contains(*predecessor)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn rows_with_spans_are_the_forests_of_all_days(seeds in seeds(60)) {
        let run = run(&seeds);
        let (versions, closure) = (run.history.intervals(), run.history.closure_intervals());
        for date in days() {
            let forest = run.history.on(date);
            let of_day: Vec<_> = versions.iter().filter(|row| row.span.contains(date)).map(|row| &row.unit).collect();
            let mut expected: Vec<_> = forest.nodes().iter().map(|node| &node.unit).collect();
            expected.sort_by_key(|unit| unit.id);
            prop_assert_eq!(of_day, expected);
            let pairs: BTreeSet<_> = closure.iter().filter(|row| row.span.contains(date))
                .map(|row| (row.ancestor, row.descendant, row.depth)).collect();
            let mut expected = BTreeSet::new();
            for node in forest.nodes() {
                let path = forest.path(node.unit.id);
                for (depth, above) in path.iter().rev().enumerate() {
                    expected.insert((above.unit.id, node.unit.id, depth));
                }
            }
            prop_assert_eq!(pairs, expected);
        }
        // No row without a day, no two rows that could be one.
        prop_assert!(versions.iter().all(|row| !row.span.is_empty()));
        prop_assert!(closure.iter().all(|row| !row.span.is_empty()));
        for pair in versions.windows(2).filter(|pair| pair[0].unit.id == pair[1].unit.id) {
            prop_assert_eq!(pair[0].span.to, Some(pair[1].span.from));
            prop_assert!(pair[0].unit != pair[1].unit);
        }
        for pair in closure.windows(2) {
            let same = |row: &crate::units::ClosureRow| (row.ancestor, row.descendant);
            prop_assert!(same(&pair[0]) != same(&pair[1]) || pair[0].depth != pair[1].depth
                || pair[0].span.to < Some(pair[1].span.from));
        }
    }

    #[test]
    fn a_life_has_every_version_and_every_share(seeds in seeds(60)) {
        let run = run(&seeds);
        let mut links = Vec::new();
        for unit in run.history.units() {
            let life = run.history.life(unit);
            prop_assert!(life[0].before.is_none() && life[0].after.is_some());
            for pair in life.windows(2) {
                prop_assert_eq!(&pair[0].after, &pair[1].before);
            }
            for chapter in &life {
                if !chapter.given.is_empty() {
                    prop_assert!(chapter.given.iter().map(|portion| &portion.share).sum::<Share>().is_whole());
                }
                // Who ends has successors.
                prop_assert!(chapter.after.is_some() || !chapter.given.is_empty());
                links.extend(chapter.given.iter().map(|portion| (chapter.event.id, unit, portion.unit)));
            }
            prop_assert_eq!(life.last().unwrap().after.is_some(), run.history.on(Date::MAX).contains(unit));
        }
        let mut expected: Vec<_> =
            run.history.successions().map(|(event, link)| (event.id, link.predecessor, link.successor)).collect();
        links.sort();
        expected.sort();
        prop_assert_eq!(links, expected);
    }

    #[test]
    fn an_event_reads_back_from_json(seeds in seeds(30)) {
        let Run { events, refused, .. } = run(&seeds);
        for event in events.into_iter().chain(refused) {
            let text = serde_json::to_string(&event).unwrap();
            prop_assert_eq!(serde_json::from_str::<UnitEvent>(&text).unwrap(), event);
        }
    }
}

/// The generator makes what the properties are about, and not only refusals.
#[test]
fn all_kinds_of_events_happen() {
    let seeds: Vec<super::generator::Seed> = (0..4_000_u32)
        .map(|n| {
            let mixed = n.wrapping_mul(2_654_435_761);
            let part = |by: u32| u16::try_from(mixed.rotate_left(by) & 0xffff).unwrap();
            (
                u8::try_from(mixed >> 24).unwrap(),
                part(3),
                part(9),
                part(14),
                part(21),
                u8::try_from(n % 251).unwrap(),
            )
        })
        .collect();
    let mut happened = BTreeMap::<&str, usize>::new();
    let mut refused = BTreeMap::<&str, usize>::new();
    for seeds in seeds.chunks(40) {
        let run = run(seeds);
        for event in &run.events {
            *happened.entry(name(event)).or_default() += 1;
        }
        for event in run.refused {
            let rule = run
                .history
                .clone()
                .append(event)
                .err()
                .map_or("later possible", |refusal| refusal.rule.key());
            *refused.entry(rule).or_default() += 1;
        }
    }
    for change in ["create", "dissolve", "rename", "move", "merge", "split", "change_kind"] {
        assert!(happened.get(change).is_some_and(|&times| times > 20), "{change}: {happened:?} {refused:?}");
    }
    assert!(refused.len() > 7, "{refused:?}");
}

fn name(event: &UnitEvent) -> &'static str {
    use crate::units::Change;
    match event.change {
        Change::Create(_) => "create",
        Change::Dissolve { .. } => "dissolve",
        Change::Rename { .. } => "rename",
        Change::Move { .. } => "move",
        Change::Merge { .. } => "merge",
        Change::Split { .. } => "split",
        Change::ChangeKind { .. } => "change_kind",
    }
}
