//! What went wrong, as a person or a program is told.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use std::fmt::Display;

/// A kind of problem: its status and the messages that explain it (`problem-…` and `problem-…-help`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the messages say what each means")]
pub enum Kind {
    BadRequest,
    SignedOut,
    Forbidden,
    OtherSite,
    NotFound,
    Method,
    Conflict,
    TooLarge,
    MediaType,
    Precondition,
    PreconditionNeeded,
    Invalid,
    TooMany,
    Bug,
    Busy,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 15] = [
        Self::BadRequest,
        Self::SignedOut,
        Self::Forbidden,
        Self::OtherSite,
        Self::NotFound,
        Self::Method,
        Self::Conflict,
        Self::TooLarge,
        Self::MediaType,
        Self::Precondition,
        Self::PreconditionNeeded,
        Self::Invalid,
        Self::TooMany,
        Self::Bug,
        Self::Busy,
    ];

    /// Its status and its name in addresses and keys of messages.
    #[must_use]
    pub fn parts(self) -> (StatusCode, &'static str) {
        match self {
            Self::BadRequest => (StatusCode::BAD_REQUEST, "bad-request"),
            Self::SignedOut => (StatusCode::UNAUTHORIZED, "signed-out"),
            Self::Forbidden => (StatusCode::FORBIDDEN, "forbidden"),
            Self::OtherSite => (StatusCode::FORBIDDEN, "other-site"),
            Self::NotFound => (StatusCode::NOT_FOUND, "not-found"),
            Self::Method => (StatusCode::METHOD_NOT_ALLOWED, "method"),
            Self::Conflict => (StatusCode::CONFLICT, "conflict"),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too-large"),
            Self::MediaType => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "media-type"),
            Self::Precondition => (StatusCode::PRECONDITION_FAILED, "precondition"),
            Self::PreconditionNeeded => (StatusCode::PRECONDITION_REQUIRED, "precondition-needed"),
            Self::Invalid => (StatusCode::UNPROCESSABLE_ENTITY, "invalid"),
            Self::TooMany => (StatusCode::TOO_MANY_REQUESTS, "too-many"),
            Self::Bug => (StatusCode::INTERNAL_SERVER_ERROR, "bug"),
            Self::Busy => (StatusCode::SERVICE_UNAVAILABLE, "busy"),
        }
    }

    /// The kind that a bare status stands for; `None` for a status that is no error.
    #[must_use]
    pub fn of(status: StatusCode) -> Option<Self> {
        if !(status.is_client_error() || status.is_server_error()) {
            return None;
        }
        let known = Self::ALL.into_iter().find(|kind| kind.parts().0 == status);
        Some(known.unwrap_or(if status.is_server_error() { Self::Bug } else { Self::BadRequest }))
    }
}

/// What went wrong. Returned by handlers; the site makes a page or an RFC 9457 document of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What kind of problem.
    pub kind: Kind,
    /// A sentence about this very case, in the language of the request.
    pub detail: Option<String>,
    /// Fields of the request that are wrong: name, sentence. For programs; pages show a form again with
    /// [`crate::ui::Form`].
    pub fields: Vec<(String, String)>,
    /// After how many seconds it is worth trying again.
    pub retry_after: Option<u32>,
}

impl Problem {
    /// A problem of this kind.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        Self { kind, detail: None, fields: Vec::new(), retry_after: None }
    }

    /// There is no such thing, or none that who asks may see.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(Kind::NotFound)
    }

    /// Who asks may not do this.
    #[must_use]
    pub fn forbidden() -> Self {
        Self::new(Kind::Forbidden)
    }

    /// Nobody is signed in, or no longer.
    #[must_use]
    pub fn signed_out() -> Self {
        Self::new(Kind::SignedOut)
    }

    /// Somebody else changed it in the meantime.
    #[must_use]
    pub fn conflict(detail: impl Into<String>) -> Self {
        Self::new(Kind::Conflict).detail(detail)
    }

    /// The request does not make sense; `detail` says what is wrong.
    #[must_use]
    pub fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(Kind::BadRequest).detail(detail)
    }

    /// Too many tries; worth another one after `seconds`.
    #[must_use]
    pub fn too_many(seconds: u32) -> Self {
        Self { retry_after: Some(seconds), ..Self::new(Kind::TooMany) }
    }

    /// Our fault. The cause goes into the log, under the number of the request, and not to who asks.
    #[must_use]
    pub fn bug(cause: impl Display) -> Self {
        tracing::error!(%cause, "bug");
        Self::new(Kind::Bug)
    }

    /// With a sentence about this very case.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// With a field that is wrong.
    #[must_use]
    pub fn field(mut self, name: impl Into<String>, sentence: impl Into<String>) -> Self {
        self.fields.push((name.into(), sentence.into()));
        self
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.kind.parts().0.into_response();
        // `dress` finds it there.
        response.extensions_mut().insert(self);
        response
    }
}
