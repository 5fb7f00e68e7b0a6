//! Posts together, and whether one more may stand among them.

use super::post::{Post, PostKind};
use crate::ids::{AccountId, PostId, UnitId};
use crate::rights::{Right, Roles};
use crate::units::Forest;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// Posts by id: all, or those of some accounts and the posts that those come from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Posts(BTreeMap<PostId, Post>);

/// Why a post may not be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum PostRefusal {
    /// It ends before it begins.
    #[error("the post has no day")]
    NoDay,
    /// Its title has no letter.
    #[error("the post has no title")]
    TitleEmpty,
    /// There is no such role.
    #[error("there is no such role")]
    NoRole,
    /// The unit does not live on the first day.
    #[error("unit {unit} does not live on the first day of the post")]
    UnitNotLiving {
        /// Which.
        unit: UnitId,
    },
    /// The person has the same post in the same unit already in that time.
    #[error("the person holds post {post} already, which is the same")]
    HeldAlready {
        /// Which post.
        post: PostId,
    },
    /// The post that it comes from is not known.
    #[error("there is no post {post}")]
    NoSource {
        /// Which post.
        post: PostId,
    },
    /// It comes from a post of the same person.
    #[error("post {post} belongs to the same person")]
    OwnSource {
        /// Which post.
        post: PostId,
    },
    /// One acts only for a post that is held by somebody, in its unit and with its role.
    #[error("nobody can act for post {post} like this")]
    NotActing {
        /// Which post.
        post: PostId,
    },
    /// It lies, in part, outside the time of the post that it comes from, or begins before it.
    #[error("the time lies outside that of post {post}")]
    OutsideSource {
        /// Which post.
        post: PostId,
    },
    /// What was delegated is not delegated again.
    #[error("post {post} is itself delegated")]
    DelegatedAgain {
        /// Which post.
        post: PostId,
    },
    /// The post has no right to delegate.
    #[error("post {post} may not delegate")]
    MayNotDelegate {
        /// Which post.
        post: PostId,
    },
    /// The role would give a right, or a reach, that the delegating post has not.
    #[error("{right} goes beyond post {post}")]
    BeyondSource {
        /// Which post.
        post: PostId,
        /// Which right.
        right: Right,
    },
}

impl PostRefusal {
    /// Key of its message: `people-rule-no-day`.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::NoDay => "people-rule-no-day",
            Self::TitleEmpty => "people-rule-title-empty",
            Self::NoRole => "people-rule-no-role",
            Self::UnitNotLiving { .. } => "people-rule-unit-not-living",
            Self::HeldAlready { .. } => "people-rule-held-already",
            Self::NoSource { .. } => "people-rule-no-source",
            Self::OwnSource { .. } => "people-rule-own-source",
            Self::NotActing { .. } => "people-rule-not-acting",
            Self::OutsideSource { .. } => "people-rule-outside-source",
            Self::DelegatedAgain { .. } => "people-rule-delegated-again",
            Self::MayNotDelegate { .. } => "people-rule-may-not-delegate",
            Self::BeyondSource { .. } => "people-rule-beyond-source",
        }
    }
}

impl FromIterator<Post> for Posts {
    fn from_iter<I: IntoIterator<Item = Post>>(posts: I) -> Self {
        Self(posts.into_iter().map(|post| (post.id, post)).collect())
    }
}

impl Posts {
    /// The post with this id.
    #[must_use]
    pub fn get(&self, post: PostId) -> Option<&Post> {
        self.0.get(&post)
    }

    /// All of them, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Post> {
        self.0.values()
    }

    /// Those in force on `date`: in their time, and of delegated ones also the post that they come from.
    pub fn on(&self, date: Date) -> impl Iterator<Item = &Post> {
        self.iter().filter(move |post| self.in_force(post, date))
    }

    /// Those of one person in force on `date`.
    pub fn of(&self, account: AccountId, date: Date) -> impl Iterator<Item = &Post> {
        self.on(date).filter(move |post| post.account == account)
    }

    fn in_force(&self, post: &Post, date: Date) -> bool {
        let source = match post.kind {
            PostKind::Held | PostKind::Acting { .. } => true,
            PostKind::Delegated { by } => self.get(by).is_some_and(|by| {
                by.span.contains(date)
                    && !matches!(by.kind, PostKind::Delegated { .. })
                    && by.account != post.account
            }),
        };
        source && post.span.contains(date)
    }

    /// May `post` stand among these, new or in the place of the one with its id? `forest` is that of its first day.
    ///
    /// # Errors
    /// The first rule that it breaks.
    pub fn check(&self, post: &Post, roles: &Roles, forest: &Forest) -> Result<(), PostRefusal> {
        if post.span.is_empty() {
            return Err(PostRefusal::NoDay);
        }
        if !post.title.chars().any(char::is_alphanumeric) {
            return Err(PostRefusal::TitleEmpty);
        }
        let role = roles.get(&post.role).ok_or(PostRefusal::NoRole)?;
        if !forest.contains(post.unit) {
            return Err(PostRefusal::UnitNotLiving { unit: post.unit });
        }
        let same = |other: &&Post| {
            (other.account, other.unit, &other.role, other.kind)
                == (post.account, post.unit, &post.role, post.kind)
                && other.id != post.id
                && other.span.meets(&post.span)
        };
        if let Some(same) = self.iter().find(same) {
            return Err(PostRefusal::HeldAlready { post: same.id });
        }
        let Some(source) = post.kind.source() else { return Ok(()) };
        let source = self.get(source).ok_or(PostRefusal::NoSource { post: source })?;
        if source.account == post.account || source.id == post.id {
            return Err(PostRefusal::OwnSource { post: source.id });
        }
        match post.kind {
            PostKind::Held => Ok(()),
            // A post may be vacant while somebody acts, so only the beginning counts.
            PostKind::Acting { .. } if post.span.from < source.span.from => {
                Err(PostRefusal::OutsideSource { post: source.id })
            }
            PostKind::Acting { .. } => {
                let same =
                    source.kind == PostKind::Held && source.unit == post.unit && source.role == post.role;
                if same { Ok(()) } else { Err(PostRefusal::NotActing { post: source.id }) }
            }
            PostKind::Delegated { .. } if matches!(source.kind, PostKind::Delegated { .. }) => {
                Err(PostRefusal::DelegatedAgain { post: source.id })
            }
            PostKind::Delegated { .. } if !source.span.covers(&post.span) => {
                Err(PostRefusal::OutsideSource { post: source.id })
            }
            PostKind::Delegated { .. } => {
                let giver = roles.get(&source.role).filter(|role| role.allows(Right::PostsDelegate));
                let giver = giver.ok_or(PostRefusal::MayNotDelegate { post: source.id })?;
                let beyond =
                    role.beyond(giver, forest.is_within(post.unit, source.unit), post.unit == source.unit);
                beyond.map_or(Ok(()), |right| Err(PostRefusal::BeyondSource { post: source.id, right }))
            }
        }
    }
}
