//! The service: all routes, inside of everything that every request goes through.

use crate::dress::{REQUEST_ID, dress};
use crate::finder::Find;
use crate::shell::{NOTICES, Shell};
use crate::{Guard, Nobody, Problem, Proxies, Route, Routes, assets, finder, preferences, security, ui};
use axum::Router;
use axum::extract::{MatchedPath, Request};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use std::any::Any;
use std::sync::Arc;
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::trace::TraceLayer;
use tracing::{Span, field};

/// How long a handler may take.
const TIMEOUT: Duration = Duration::from_secs(60);

/// The site before it is a service: routes, and what stands around them.
pub struct Site<S = ()> {
    routes: Routes<S>,
    shell: Shell,
    proxies: Proxies,
}

impl<S: Clone + Send + Sync + 'static> Site<S> {
    /// A site of these routes and of what every site has: assets, preferences, search, the palette.
    #[must_use]
    pub fn new(routes: Routes<S>) -> Self {
        let own = Routes::new()
            .merge(assets::routes())
            .merge(preferences::routes())
            .merge(finder::routes())
            .merge(ui::views_routes());
        let routes = routes.merge(own);
        let shell = Shell {
            organisation: None,
            places: routes.places(),
            has_notices: routes.iter().any(|route| route.path == NOTICES),
            guard: Box::new(Nobody),
            finder: None,
            views: None,
            timeout: TIMEOUT,
            secure: false,
        };
        Self { routes, shell, proxies: Proxies::default() }
    }

    /// Who knows from a request who sends it.
    #[must_use]
    pub fn guard(mut self, guard: impl Guard) -> Self {
        self.shell.guard = Box::new(guard);
        self
    }

    /// Who finds things by name, for the palette and the search page.
    #[must_use]
    pub fn finder(mut self, finder: impl Find) -> Self {
        self.shell.finder = Some(Box::new(finder));
        self
    }

    /// Who keeps saved views of tables.
    #[must_use]
    pub fn views(mut self, views: impl ui::Views) -> Self {
        self.shell.views = Some(Box::new(views));
        self
    }

    /// Whose site it is: `Thành ủy Hải Minh`.
    #[must_use]
    pub fn organisation(mut self, name: impl Into<String>) -> Self {
        self.shell.organisation = Some(name.into());
        self
    }

    /// Whether people reach it by https: cookies and browsers are then told so.
    #[must_use]
    pub fn secure(mut self, secure: bool) -> Self {
        self.shell.secure = secure;
        self
    }

    /// The proxies that are believed when they say for whom they ask.
    #[must_use]
    pub fn forwarded_by(mut self, proxies: Proxies) -> Self {
        self.proxies = proxies;
        self
    }

    /// How long a handler may take before the answer is that the site is busy; one that takes files, 15 times as long.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.shell.timeout = timeout;
        self
    }

    /// Every route with its method and its access: for tests that try every one.
    pub fn table(&self) -> impl Iterator<Item = &Route> {
        self.routes.iter()
    }

    /// The service.
    pub fn router(self, state: S) -> Router {
        let secure = self.shell.secure;
        let shell = Arc::new(self.shell);
        let proxies = Arc::new(self.proxies);
        // What is added last meets the request first.
        self.routes
            .router
            .fallback(unknown)
            .with_state(state)
            .layer(CsrfLayer::new())
            .layer(CatchPanicLayer::custom(panicked))
            .layer(middleware::from_fn(move |request: Request, next: Next| {
                dress(Arc::clone(&shell), request, next)
            }))
            .layer(CompressionLayer::new())
            .layer(middleware::from_fn(move |request: Request, next: Next| async move {
                let mut response = next.run(request).await;
                security::set(response.headers_mut(), secure);
                response
            }))
            .layer(middleware::from_fn(crate::metrics::counted))
            .layer(TraceLayer::new_for_http().make_span_with(span).on_response(answered))
            .layer(PropagateRequestIdLayer::new(REQUEST_ID))
            .layer(SetRequestIdLayer::new(REQUEST_ID, MakeRequestUuid))
            .layer(middleware::from_fn(own_request_id))
            .layer(middleware::from_fn(move |mut request: Request, next: Next| {
                proxies.resolve(&mut request);
                next.run(request)
            }))
    }
}

/// Numbers of requests are ours: what a client sends could be anything, and it goes into logs.
async fn own_request_id(mut request: Request, next: Next) -> Response {
    request.headers_mut().remove(REQUEST_ID);
    next.run(request).await
}

/// An address that leads nowhere. Behind a gate that everybody may pass, so that the page knows who looks at it.
async fn unknown(frame: crate::Frame, request: Request) -> Response {
    let (mut parts, _) = request.into_parts();
    match frame.guard().identify(&mut parts).await {
        Ok(visitor) => {
            frame.welcome(visitor, &parts.extensions);
            Problem::not_found().into_response()
        }
        Err(problem) => problem.into_response(),
    }
}

/// The span of a request holds the route and not the address: addresses may name people.
fn span(request: &Request) -> Span {
    let route = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
    let id = request.headers().get(REQUEST_ID).and_then(|v| v.to_str().ok()).unwrap_or("");
    tracing::info_span!("request", id, method = %request.method(), route, status = field::Empty)
}

fn answered(response: &Response, latency: Duration, span: &Span) {
    span.record("status", response.status().as_u16());
    tracing::info!(parent: span, milliseconds = latency.as_millis(), "answered");
}

/// A panic in a handler is our bug: logged, and answered like any other.
fn panicked(payload: Box<dyn Any + Send>) -> Response {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| payload.downcast_ref::<&str>().copied());
    Problem::bug(format!("panic: {}", text.unwrap_or("without a text"))).into_response()
}
