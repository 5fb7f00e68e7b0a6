//! How much a program may ask: a quota for each token, so that one program does not slow the others down.

use axum::http::HeaderMap;
use axum::http::header::{HeaderName, HeaderValue};
use domain::TokenId;
use governor::clock::{Clock, MonotonicClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};

/// So many requests at once …
pub(super) const BURST: NonZeroU32 = NonZeroU32::new(300).expect("not zero");
/// … and so many a second from then on.
pub(super) const A_SECOND: NonZeroU32 = NonZeroU32::new(20).expect("not zero");
/// After so many requests, tokens whose quota is whole again are forgotten.
const SWEEP: u32 = 4096;

/// Headers of draft-ietf-httpapi-ratelimit-headers.
pub(crate) const HEADERS: [HeaderName; 2] =
    [HeaderName::from_static("ratelimit-policy"), HeaderName::from_static("ratelimit")];

/// What each token has asked for. There are no more of them than tokens in use: memory is bounded.
pub(super) struct Limits {
    limiter: RateLimiter<TokenId, DashMapStateStore<TokenId>, MonotonicClock, StateInformationMiddleware>,
    asked: AtomicU32,
}

/// What is left to a token.
#[derive(Debug, Clone, Copy)]
pub(super) struct Allowance {
    left: u32,
    /// Seconds until another request is taken; none while one is.
    pub(super) wait: Option<u32>,
}

impl Default for Limits {
    fn default() -> Self {
        let quota = Quota::per_second(A_SECOND).allow_burst(BURST);
        let limiter = RateLimiter::new(quota, DashMapStateStore::default(), MonotonicClock);
        Self { limiter, asked: AtomicU32::new(0) }
    }
}

impl Limits {
    /// Counts a request of a token.
    pub(super) fn count(&self, token: TokenId) -> Allowance {
        if self.asked.fetch_add(1, Ordering::Relaxed) % SWEEP == SWEEP - 1 {
            self.limiter.retain_recent();
        }
        match self.limiter.check_key(&token) {
            Ok(state) => Allowance { left: state.remaining_burst_capacity(), wait: None },
            Err(not_yet) => {
                let wait = not_yet.wait_time_from(MonotonicClock.now()).as_secs();
                Allowance { left: 0, wait: Some(u32::try_from(wait).unwrap_or(u32::MAX).saturating_add(1)) }
            }
        }
    }
}

impl Allowance {
    /// Says it in the headers of an answer.
    pub(super) fn tell(self, headers: &mut HeaderMap) {
        // The time in which an empty quota is whole again.
        let window = BURST.get().div_ceil(A_SECOND.get());
        let whole_in = (BURST.get() - self.left.min(BURST.get())).div_ceil(A_SECOND.get());
        let lines =
            [format!("\"token\";q={BURST};w={window}"), format!("\"token\";r={};t={whole_in}", self.left)];
        for (name, line) in HEADERS.into_iter().zip(lines) {
            if let Ok(value) = HeaderValue::try_from(line) {
                headers.insert(name, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quota_is_one_tokens_own_and_ends() {
        let limits = Limits::default();
        let (one, other) = (TokenId::new(1), TokenId::new(2));
        let taken = (0..BURST.get() * 2).take_while(|_| limits.count(one).wait.is_none()).count();
        // Some come back while it counts.
        assert!(taken >= BURST.get() as usize && taken < BURST.get() as usize + 50, "{taken}");
        let refused = limits.count(one);
        assert_eq!(refused.wait, Some(1));
        assert_eq!(limits.count(other).left, BURST.get() - 1);
        let mut headers = HeaderMap::new();
        refused.tell(&mut headers);
        assert_eq!(headers["ratelimit-policy"], "\"token\";q=300;w=15");
        assert_eq!(headers["ratelimit"], "\"token\";r=0;t=15");
    }

    #[test]
    fn tokens_that_rest_are_forgotten() {
        let limits = Limits::default();
        for token in 1..10_000 {
            limits.count(TokenId::new(token));
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
        limits.limiter.retain_recent();
        assert!(limits.limiter.len() < 10, "{}", limits.limiter.len());
    }
}
