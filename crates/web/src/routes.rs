//! The one table of routes: a path is registered together with its access, or not at all.

use crate::areas::{Area, Place};
use crate::gate;
use crate::{Access, Frame};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{MethodFilter, MethodRouter, on};
use std::pin::Pin;
use std::sync::Arc;
use tower_http::limit::RequestBodyLimitLayer;

/// Largest body of a request, in bytes, where a route does not say otherwise.
const BODY: usize = 2 << 20;

/// A row of the table of routes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route {
    /// Path with parameters as axum writes them: `/units/{id}`.
    pub path: &'static str,
    /// Method: `GET` answers `HEAD` too.
    pub method: &'static str,
    /// Who may use it.
    pub access: Access,
}

/// Routes of an area, each with its access, and the places that the navigation and the palette show.
///
/// `S` is the state that handlers share. There is no way to add a handler without an [`Access`].
#[derive(Clone)]
pub struct Routes<S = ()> {
    pub(crate) router: Router<S>,
    table: Vec<Route>,
    places: Vec<Place>,
}

impl<S: Clone + Send + Sync + 'static> Default for Routes<S> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S: Clone + Send + Sync + 'static> Routes<S> {
    /// No routes.
    #[must_use]
    pub fn new() -> Self {
        Self { router: Router::new(), table: Vec::new(), places: Vec::new() }
    }

    /// Shows something. Answers `GET` and `HEAD`.
    #[must_use]
    pub fn get<H: Handler<T, S>, T: 'static>(self, path: &'static str, access: Access, handler: H) -> Self {
        self.on(Method::GET, path, access, BODY, handler)
    }

    /// Does something: every form of a page.
    #[must_use]
    pub fn post<H: Handler<T, S>, T: 'static>(self, path: &'static str, access: Access, handler: H) -> Self {
        self.on(Method::POST, path, access, BODY, handler)
    }

    /// Replaces something; for programs.
    #[must_use]
    pub fn put<H: Handler<T, S>, T: 'static>(self, path: &'static str, access: Access, handler: H) -> Self {
        self.on(Method::PUT, path, access, BODY, handler)
    }

    /// Changes a part of something; for programs.
    #[must_use]
    pub fn patch<H: Handler<T, S>, T: 'static>(self, path: &'static str, access: Access, handler: H) -> Self {
        self.on(Method::PATCH, path, access, BODY, handler)
    }

    /// Removes something; for programs.
    #[must_use]
    pub fn delete<H: Handler<T, S>, T: 'static>(
        self,
        path: &'static str,
        access: Access,
        handler: H,
    ) -> Self {
        self.on(Method::DELETE, path, access, BODY, handler)
    }

    /// Takes files: a `POST` whose body may have up to `limit` bytes.
    #[must_use]
    pub fn upload<H: Handler<T, S>, T: 'static>(
        self,
        path: &'static str,
        access: Access,
        limit: usize,
        handler: H,
    ) -> Self {
        self.on(Method::POST, path, access, limit, handler)
    }

    /// Adds an area to the navigation, for those with `access`.
    #[must_use]
    pub fn area(mut self, area: Area, access: Access) -> Self {
        let Area { title, path, letter, order } = area;
        self.places.push(Place { title, path, access, area: Some((letter, order)), below: None });
        self
    }

    /// Adds a page to what the palette finds by name; `title` is the key of a message.
    #[must_use]
    pub fn place(mut self, title: &'static str, path: &'static str, access: Access) -> Self {
        self.places.push(Place { title, path, access, area: None, below: None });
        self
    }

    /// The same for a page of `area`, whose own page leads to it and says by the message `about` what it is for.
    #[must_use]
    pub fn place_below(
        mut self,
        area: Area,
        about: &'static str,
        title: &'static str,
        path: &'static str,
        access: Access,
    ) -> Self {
        self.places.push(Place { title, path, access, area: None, below: Some((area.path, about)) });
        self
    }

    /// These routes and the others.
    ///
    /// # Panics
    /// Both have a route with one path and method.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.table.extend(other.table);
        self.places.extend(other.places);
        self
    }

    /// Every route with its method and its access, in the order of registration.
    pub fn iter(&self) -> std::slice::Iter<'_, Route> {
        self.table.iter()
    }

    /// Places for the navigation and the palette, areas first, each in its order.
    pub(crate) fn places(&self) -> Vec<Place> {
        let mut places = self.places.clone();
        places.sort_by_key(|place| place.area.map_or(u8::MAX, |(_, order)| order));
        places
    }

    /// A route for what is the same for everybody and asks for no session: assets.
    pub(crate) fn plain<H: Handler<T, S>, T: 'static>(mut self, path: &'static str, handler: H) -> Self {
        self.table.push(Route { path, method: "GET", access: Access::Public });
        self.router = self.router.route(path, on(MethodFilter::GET, handler));
        self
    }

    fn on<H: Handler<T, S>, T: 'static>(
        mut self,
        method: Method,
        path: &'static str,
        access: Access,
        limit: usize,
        handler: H,
    ) -> Self {
        let (filter, name) = match method {
            Method::POST => (MethodFilter::POST, "POST"),
            Method::PUT => (MethodFilter::PUT, "PUT"),
            Method::PATCH => (MethodFilter::PATCH, "PATCH"),
            Method::DELETE => (MethodFilter::DELETE, "DELETE"),
            _ => (MethodFilter::GET, "GET"),
        };
        self.table.push(Route { path, method: name, access });
        self.router = self.router.route(path, guarded(on(filter, Erased::new(handler)), access, limit));
        self
    }
}

/// A handler, whatever it takes. All routes have this one type, so that what axum wraps around a handler is compiled once and not for
/// each of hundreds.
#[derive(Clone)]
struct Erased<S>(Arc<dyn Fn(Request, S) -> Answer + Send + Sync>);

type Answer = Pin<Box<dyn Future<Output = Response> + Send>>;

impl<S: Send + 'static> Erased<S> {
    fn new<H: Handler<T, S>, T: 'static>(handler: H) -> Self {
        Self(Arc::new(move |request, state| Box::pin(handler.clone().call(request, state))))
    }
}

impl<S: Clone + Send + Sync + 'static> Handler<(), S> for Erased<S> {
    type Future = Answer;

    fn call(self, request: Request, state: S) -> Answer {
        (self.0)(request, state)
    }
}

/// The handler behind its gate. The body is bounded by `limit` bytes.
fn guarded<S: Clone + Send + Sync + 'static>(
    route: MethodRouter<S>,
    access: Access,
    limit: usize,
) -> MethodRouter<S> {
    // Large bodies come over slow lines.
    let patience = if limit > BODY { 15 } else { 1 };
    // What is added last meets the request first.
    route.route_layer(RequestBodyLimitLayer::new(limit)).route_layer(DefaultBodyLimit::disable()).route_layer(
        middleware::from_fn(move |frame: Frame, request: Request, next: Next| {
            gate::pass(access, patience, frame, request, next)
        }),
    )
}
