//! A call: who makes it, what its address says, and what is given back.

use crate::pages::visit::Who;
use crate::{Frame, Problem};
use app::{Permission, Permit, Person};
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use messages::FluentValue;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::str::FromStr;
use utoipa::{IntoParams, ToSchema};

/// What an operation knows of its request beside its own parameters and body.
#[derive(Clone)]
pub(super) struct Call {
    pub(super) frame: Frame,
    who: Who,
    path: Vec<(String, String)>,
    headers: HeaderMap,
}

impl Call {
    pub(super) async fn of(parts: &mut Parts) -> Result<Self, Problem> {
        let frame = Frame::from_request_parts(parts, &()).await?;
        let who = Who::from_request_parts(parts, &()).await?;
        let path = RawPathParams::from_request_parts(parts, &()).await.map_err(|_| Problem::not_found())?;
        let path = path.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        Ok(Self { frame, who, path, headers: parts.headers.clone() })
    }

    /// The person for whom the program acts.
    pub(super) fn person(&self) -> Result<&Person, Problem> {
        self.who.visit().person().map_err(|error| self.problem(error))
    }

    /// Who comes, for what pages and operations share.
    pub(super) fn who(&self) -> &Who {
        &self.who
    }

    /// Leave to do what needs the right.
    pub(super) fn permit<R: Permission>(&self) -> Result<Permit<'_, R>, Problem> {
        self.person()?.permit().map_err(|error| self.problem(error))
    }

    /// The id that stands in the address for `{name}`.
    pub(super) fn id<T: FromStr>(&self, name: &str) -> Result<T, Problem> {
        let value = self.path.iter().find(|(other, _)| other == name);
        value.and_then(|(_, value)| value.parse().ok()).ok_or_else(Problem::not_found)
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// A mistake in a field of the request, with the sentence `key`.
    pub(super) fn wrong<const N: usize>(
        &self,
        field: &str,
        key: &str,
        arguments: [(&'static str, FluentValue<'_>); N],
    ) -> Problem {
        Problem::new(crate::Kind::Invalid).field(field, self.frame.text(key, arguments))
    }

    /// The revision that the caller saw, from `If-Match`: without it a change could overwrite somebody else's.
    pub(super) fn revision(&self, of: Tagged) -> Result<i64, Problem> {
        let tag = self.header("if-match").ok_or_else(|| Problem::new(crate::Kind::PreconditionNeeded))?;
        revision_in(of, tag).ok_or_else(|| Problem::new(crate::Kind::Precondition))
    }
}

/// What has revisions.
#[derive(Debug, Clone, Copy)]
pub(super) enum Tagged {
    /// The organisation: `"u17-…"`.
    Units,
    /// A document: `"d3-…"`.
    Document,
    /// A task: `"t3-…"`.
    Task,
    /// A report: `"r3-…"`.
    Report,
    /// A unit's sheet of figures: `"s3-…"`.
    Sheet,
}

impl Tagged {
    const fn sign(self) -> char {
        match self {
            Self::Units => 'u',
            Self::Document => 'd',
            Self::Task => 't',
            Self::Report => 'r',
            Self::Sheet => 's',
        }
    }

    /// The tag of a revision; `more` is what else the answer hangs on.
    pub(super) fn tag(self, revision: i64, more: impl std::fmt::Display) -> String {
        format!("\"{}{revision}-{more}\"", self.sign())
    }
}

/// `body` under the tag of its revision and of all that it says.
pub(super) fn tagged<T: Serialize>(body: T, of: Tagged, revision: i64) -> Result<Reply<T>, Problem> {
    let content = Sha256::digest(serde_json::to_vec(&body).map_err(Problem::bug)?);
    let content = data_encoding::HEXLOWER.encode(content.get(..12).unwrap_or_default());
    Ok(Reply::tagged(body, of.tag(revision, content)))
}

/// The tag of a revision of the organisation.
pub(super) fn revision_tag(revision: i64, more: impl std::fmt::Display) -> String {
    Tagged::Units.tag(revision, more)
}

fn revision_in(of: Tagged, tag: &str) -> Option<i64> {
    let tag = tag.trim().trim_start_matches("W/").strip_prefix('"')?.strip_prefix(of.sign())?;
    tag.strip_suffix('"')?.split('-').next()?.parse().ok()
}

/// Nothing: a request without parameters or a body, an answer without one.
#[derive(Debug, Clone, Default, Serialize, serde::Deserialize, ToSchema, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Nothing {}

/// What an operation gives back.
pub(super) struct Reply<T> {
    pub(super) body: T,
    /// What is kept for a request that is sent again; the body itself if none. A secret is shown once and kept nowhere.
    pub(super) kept: Option<T>,
    /// The tag of this state of it.
    pub(super) tag: Option<String>,
}

impl<T> Reply<T> {
    pub(super) fn tagged(body: T, tag: String) -> Self {
        Self { tag: Some(tag), ..Self::from(body) }
    }

    pub(super) fn once(body: T, kept: T) -> Self {
        Self { kept: Some(kept), ..Self::from(body) }
    }
}

impl<T> From<T> for Reply<T> {
    fn from(body: T) -> Self {
        Self { body, kept: None, tag: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_tells_its_revision() {
        for tag in
            [revision_tag(17, "2026-01-05"), format!("W/{}", revision_tag(17, "x")), " \"u17\" ".to_owned()]
        {
            assert_eq!(revision_in(Tagged::Units, &tag), Some(17), "{tag}");
        }
        for tag in ["*", "\"17\"", "u17", "\"u\"", "\"ux\"", "\"d17\"", ""] {
            assert_eq!(revision_in(Tagged::Units, tag), None, "{tag}");
        }
        assert_eq!(revision_in(Tagged::Document, &Tagged::Document.tag(3, "9f")), Some(3));
    }
}
