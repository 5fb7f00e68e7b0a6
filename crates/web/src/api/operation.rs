//! Operations: registered once, with their access, their name and a function. What the function takes and gives back is at once what the
//! document says, so that neither can differ from the other.

use super::call::{Call, Nothing, Reply};
use super::limits::Limits;
use super::paging::{Asked, Listed, Paging};
use super::run;
use super::upload::Upload;
use crate::download::Download;
use crate::{Access, Problem, Routes};
use app::App;
use axum::extract::Request;
use axum::http::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::any::TypeId;
use std::future::Future;
use std::sync::Arc;
use utoipa::openapi::path::Parameter;
use utoipa::openapi::{Ref, RefOr, Schema};
use utoipa::{IntoParams, PartialSchema, ToSchema};

/// What a body of a request can be.
pub(super) trait Body: ToSchema + DeserializeOwned + Send + 'static {}
impl<T: ToSchema + DeserializeOwned + Send + 'static> Body for T {}

/// What an answer can be.
pub(super) trait Answer: ToSchema + Serialize + Send + 'static {}
impl<T: ToSchema + Serialize + Send + 'static> Answer for T {}

/// What stands behind `?`.
pub(super) trait Query: IntoParams + DeserializeOwned + Send + 'static {}
impl<T: IntoParams + DeserializeOwned + Send + 'static> Query for T {}

/// What the document says of an operation.
pub(super) struct Operation {
    pub(super) method: Method,
    pub(super) path: &'static str,
    /// `units-list`: the resource and the verb.
    pub(super) name: &'static str,
    pub(super) access: Access,
    pub(super) query: Vec<Parameter>,
    pub(super) request: Takes,
    pub(super) status: u16,
    pub(super) answer: Gives,
    /// It wants `If-Match`.
    pub(super) conditional: bool,
}

/// What an operation takes as its body.
pub(super) enum Takes {
    Nothing,
    Json(Box<RefOr<Schema>>),
    /// Several, of which nothing is kept.
    Files,
    /// One that is taken in.
    File,
}

/// What an operation gives back.
pub(super) enum Gives {
    Nothing,
    Json(Box<RefOr<Schema>>),
    /// A file of this media type.
    File(&'static str),
}

/// Schemas by name, as they were met.
pub(super) type Schemas = Vec<(String, RefOr<Schema>)>;

/// The operations of the programming interface, and the routes that they are.
pub(super) struct Api {
    pub(super) routes: Routes<App>,
    pub(super) operations: Vec<Operation>,
    pub(super) schemas: Schemas,
    limits: Arc<Limits>,
}

impl Api {
    pub(super) fn new() -> Self {
        Self {
            routes: Routes::new(),
            operations: Vec::new(),
            schemas: Schemas::new(),
            limits: Arc::default(),
        }
    }

    /// Shows something.
    pub(super) fn get<Q: Query, T: Answer, R>(
        mut self,
        path: &'static str,
        access: Access,
        name: &'static str,
        handler: impl Fn(Call, Q) -> R + Clone + Send + Sync + 'static,
    ) -> Self
    where
        R: Future<Output = Result<Reply<T>, Problem>> + Send + 'static,
    {
        let limits = self.limits.clone();
        self.routes = self.routes.get(path, access, move |request: Request| {
            let (limits, handler) = (limits.clone(), handler.clone());
            async move { run::get(&limits, request, handler).await }
        });
        let operation = self.say::<T>(Method::GET, path, access, name, 200);
        operation.query = Q::into_params(|| None);
        self
    }

    /// Shows a list, page by page.
    pub(super) fn list<Q: Query, T: Answer, R>(
        mut self,
        path: &'static str,
        access: Access,
        name: &'static str,
        handler: impl Fn(Call, Asked, Q) -> R + Clone + Send + Sync + 'static,
    ) -> Self
    where
        R: Future<Output = Result<Listed<T>, Problem>> + Send + 'static,
        Listed<T>: PartialSchema,
    {
        let limits = self.limits.clone();
        self.routes = self.routes.get(path, access, move |request: Request| {
            let (limits, handler) = (limits.clone(), handler.clone());
            async move { run::list(&limits, request, handler).await }
        });
        // A generic type has one name for all that it holds.
        let of = format!("{}List", T::name());
        T::schemas(&mut self.schemas);
        self.schemas.extend([(T::name().into_owned(), T::schema()), (of.clone(), Listed::<T>::schema())]);
        let operation = self.say::<Nothing>(Method::GET, path, access, name, 200);
        operation.answer = Gives::Json(Box::new(RefOr::Ref(Ref::from_schema_name(of))));
        operation.query = Q::into_params(|| None);
        operation.query.extend(Paging::into_params(|| None));
        self
    }

    /// Does something, once for each key.
    pub(super) fn write<B: Body, T: Answer, R>(
        mut self,
        (method, path): (Method, &'static str),
        access: Access,
        (name, status): (&'static str, u16),
        handler: impl Fn(Call, B) -> R + Clone + Send + Sync + 'static,
    ) -> Self
    where
        R: Future<Output = Result<Reply<T>, Problem>> + Send + 'static,
    {
        let limits = self.limits.clone();
        let run = move |request: Request| {
            let (limits, handler) = (limits.clone(), handler.clone());
            async move { run::write(&limits, request, status, handler).await }
        };
        self.routes = match method {
            Method::PUT => self.routes.put(path, access, run),
            Method::PATCH => self.routes.patch(path, access, run),
            Method::DELETE => self.routes.delete(path, access, run),
            _ => self.routes.post(path, access, run),
        };
        if TypeId::of::<B>() != TypeId::of::<Nothing>() {
            B::schemas(&mut self.schemas);
            self.schemas.push((B::name().into_owned(), B::schema()));
        }
        let operation = self.say::<T>(method, path, access, name, status);
        operation.request = match TypeId::of::<B>() == TypeId::of::<Nothing>() {
            true => Takes::Nothing,
            false => Takes::Json(Box::new(reference::<B>())),
        };
        self
    }

    /// Reads files that are sent, and keeps nothing.
    pub(super) fn upload<T: Answer, R>(
        mut self,
        path: &'static str,
        access: Access,
        (name, limit): (&'static str, usize),
        handler: impl Fn(Call, Vec<Upload>) -> R + Clone + Send + Sync + 'static,
    ) -> Self
    where
        R: Future<Output = Result<Reply<T>, Problem>> + Send + 'static,
    {
        let limits = self.limits.clone();
        self.routes = self.routes.upload(path, access, limit, move |request: Request| {
            let (limits, handler) = (limits.clone(), handler.clone());
            async move { run::upload(&limits, request, handler).await }
        });
        let operation = self.say::<T>(Method::POST, path, access, name, 200);
        operation.request = Takes::Files;
        self
    }

    /// Takes one file in, once for each key; what it is to become stands behind `?`.
    pub(super) fn take<Q: Query, T: Answer, R>(
        mut self,
        path: &'static str,
        access: Access,
        (name, status, limit): (&'static str, u16, usize),
        handler: impl Fn(Call, Q, Upload) -> R + Clone + Send + Sync + 'static,
    ) -> Self
    where
        R: Future<Output = Result<Reply<T>, Problem>> + Send + 'static,
    {
        let limits = self.limits.clone();
        self.routes = self.routes.upload(path, access, limit, move |request: Request| {
            let (limits, handler) = (limits.clone(), handler.clone());
            async move { run::take(&limits, request, status, handler).await }
        });
        let operation = self.say::<T>(Method::POST, path, access, name, status);
        operation.query = Q::into_params(|| None);
        operation.request = Takes::File;
        self
    }

    /// Gives a file.
    pub(super) fn file<R>(
        self,
        path: &'static str,
        access: Access,
        named: (&'static str, &'static str),
        handler: impl Fn(Call) -> R + Clone + Send + Sync + 'static,
    ) -> Self
    where
        R: Future<Output = Result<Download, Problem>> + Send + 'static,
    {
        self.file_of(path, access, named, move |call, _: Nothing| handler(call))
    }

    /// Gives a file of what stands behind `?`.
    pub(super) fn file_of<Q: Query, R>(
        mut self,
        path: &'static str,
        access: Access,
        (name, media_type): (&'static str, &'static str),
        handler: impl Fn(Call, Q) -> R + Clone + Send + Sync + 'static,
    ) -> Self
    where
        R: Future<Output = Result<Download, Problem>> + Send + 'static,
    {
        let limits = self.limits.clone();
        self.routes = self.routes.get(path, access, move |request: Request| {
            let (limits, handler) = (limits.clone(), handler.clone());
            async move { run::file(&limits, request, handler).await }
        });
        let operation = self.say::<Nothing>(Method::GET, path, access, name, 200);
        operation.answer = Gives::File(media_type);
        operation.query = Q::into_params(|| None);
        self
    }

    /// The last operation wants `If-Match`.
    pub(super) fn conditional(mut self) -> Self {
        if let Some(operation) = self.operations.last_mut() {
            operation.conditional = true;
        }
        self
    }

    fn say<T: Answer>(
        &mut self,
        method: Method,
        path: &'static str,
        access: Access,
        name: &'static str,
        status: u16,
    ) -> &mut Operation {
        let gives = TypeId::of::<T>() != TypeId::of::<Nothing>();
        if gives {
            T::schemas(&mut self.schemas);
            self.schemas.push((T::name().into_owned(), T::schema()));
        }
        self.operations.push(Operation {
            method,
            path,
            name,
            access,
            query: Vec::new(),
            request: Takes::Nothing,
            status,
            answer: if gives { Gives::Json(Box::new(reference::<T>())) } else { Gives::Nothing },
            conditional: false,
        });
        let last = self.operations.len() - 1;
        &mut self.operations[last]
    }
}

fn reference<T: ToSchema>() -> RefOr<Schema> {
    RefOr::Ref(Ref::from_schema_name(T::name()))
}
