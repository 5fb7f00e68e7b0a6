//! What a person's posts give on a day.

use super::right::{Right, Scope};
use super::role::Roles;
use crate::ids::{AccountId, PostId, UnitId};
use crate::people::{PostKind, Posts};
use crate::units::{Forest, UnitSet};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// A right that a post gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grant {
    /// Which right.
    pub right: Right,
    /// By which post.
    pub post: PostId,
    /// From which unit it reaches.
    pub unit: UnitId,
    /// How far.
    pub scope: Scope,
    /// How the person came to the post.
    pub kind: PostKind,
    /// Of a delegated post: unit and scope of the right in the post that it comes from. It reaches no further than that.
    limit: Option<(UnitId, Scope)>,
}

impl Grant {
    /// Does it hold for `unit`, on the day of `forest`? A unit that has ended is in no forest: only [`Scope::All`] reaches it.
    #[must_use]
    pub fn covers(&self, unit: UnitId, forest: &Forest) -> bool {
        let reaches = |from: UnitId, scope| match scope {
            Scope::OwnUnit => from == unit && forest.contains(unit),
            Scope::Subtree => forest.is_within(unit, from),
            Scope::All => true,
        };
        reaches(self.unit, self.scope) && self.limit.is_none_or(|(from, scope)| reaches(from, scope))
    }

    /// Does it hold for every unit?
    #[must_use]
    pub fn is_everywhere(&self) -> bool {
        self.scope == Scope::All && self.limit.is_none_or(|(_, scope)| scope == Scope::All)
    }
}

/// For which units a person has a right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// For every unit, ended ones too.
    All,
    /// For these, in reading order; maybe none.
    Units(Vec<UnitId>),
}

/// All rights that a person has on a day. Of the posts that give the same right the person's own come first, then acting, then
/// delegated ones; among equals the older.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grants(BTreeMap<Right, Vec<Grant>>);

impl Grants {
    /// What the posts of `account` give on `date`. `posts` has them and, for delegated ones, those that they come from; a post
    /// whose role is not among `roles` gives nothing. Posts of disabled accounts are to be left out, what they delegated then
    /// ends too.
    #[must_use]
    pub fn resolve(account: AccountId, posts: &Posts, roles: &Roles, date: Date) -> Self {
        let mut grants: BTreeMap<Right, Vec<Grant>> = BTreeMap::new();
        for post in posts.of(account, date) {
            let Some(role) = roles.get(&post.role) else { continue };
            for (&right, &scope) in &role.rights {
                let limit = match post.kind {
                    PostKind::Held | PostKind::Acting { .. } => None,
                    // What was delegated cannot be passed on.
                    PostKind::Delegated { .. } if right == Right::PostsDelegate => continue,
                    PostKind::Delegated { by } => {
                        let giver = posts.get(by).and_then(|by| Some((by.unit, roles.get(&by.role)?)));
                        let Some((unit, giver)) = giver.filter(|(_, role)| role.allows(Right::PostsDelegate))
                        else {
                            continue;
                        };
                        let Some(scope) = giver.scope(right) else { continue };
                        Some((unit, scope))
                    }
                };
                let grant = Grant { right, post: post.id, unit: post.unit, scope, kind: post.kind, limit };
                grants.entry(right).or_default().push(grant);
            }
        }
        for same in grants.values_mut() {
            same.sort_by_key(|grant| (rank(grant.kind), grant.post));
        }
        Self(grants)
    }

    /// Those of one post alone: what a person has who acts in it and in no other.
    #[must_use]
    pub fn only(mut self, post: PostId) -> Self {
        self.0.retain(|_, grants| {
            grants.retain(|grant| grant.post == post);
            !grants.is_empty()
        });
        self
    }

    /// The grant, and so the post, by which the person has the right for `unit`, on the day of `forest`.
    #[must_use]
    pub fn covers(&self, right: Right, unit: UnitId, forest: &Forest) -> Option<&Grant> {
        self.of(right).find(|grant| grant.covers(unit, forest))
    }

    /// The grant by which the person has the right for every unit and apart from units: to change a setting, to found a root.
    #[must_use]
    pub fn everywhere(&self, right: Right) -> Option<&Grant> {
        self.of(right).find(|grant| grant.is_everywhere())
    }

    /// For which units the person has the right.
    #[must_use]
    pub fn reach(&self, right: Right, forest: &Forest) -> Reach {
        if self.everywhere(right).is_some() {
            return Reach::All;
        }
        let covered = |unit: &UnitId| self.of(right).any(|grant| grant.covers(*unit, forest));
        Reach::Units(forest.nodes().iter().map(|node| node.unit.id).filter(covered).collect())
    }

    /// The same as a set; none for every unit. `on` is the day of `forest`.
    #[must_use]
    pub fn within(&self, right: Right, forest: &Forest, on: Date) -> Option<UnitSet> {
        if self.everywhere(right).is_some() {
            return None;
        }
        if self.of(right).any(|grant| grant.limit.is_some()) {
            return match self.reach(right, forest) {
                Reach::All => None,
                Reach::Units(units) => Some(UnitSet::new(units, forest, on)),
            };
        }
        let of = |scope| {
            let units = self.of(right).filter(move |grant| grant.scope == scope).map(|grant| grant.unit);
            units.filter(|unit| forest.contains(*unit)).collect::<BTreeSet<_>>()
        };
        Some(UnitSet::of(of(Scope::Subtree), of(Scope::OwnUnit), on))
    }

    /// Those of the rights named: what is left to a token.
    #[must_use]
    pub fn limited_to(mut self, rights: &BTreeSet<Right>) -> Self {
        self.0.retain(|right, _| rights.contains(right));
        self
    }

    /// All grants of one right.
    pub fn of(&self, right: Right) -> impl Iterator<Item = &Grant> {
        self.0.get(&right).into_iter().flatten()
    }

    /// All grants.
    pub fn iter(&self) -> impl Iterator<Item = &Grant> {
        self.0.values().flatten()
    }
}

const fn rank(kind: PostKind) -> u8 {
    match kind {
        PostKind::Held => 0,
        PostKind::Acting { .. } => 1,
        PostKind::Delegated { .. } => 2,
    }
}
