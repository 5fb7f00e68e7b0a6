//! Figures of the running program for Prometheus: how many requests by route and status, how long they took.
//!
//! Served on a listener of its own, since whoever sees the site need not see these. They name routes, never addresses or people.

use crate::serve::{HEAD, serve_patiently};
use axum::Router;
use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use axum::routing::get;
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use std::future::Future;
use std::time::{Duration, Instant};
use tokio::net::TcpListener;

const REQUESTS: &str = "sauro_requests_total";
const SECONDS: &str = "sauro_request_seconds";
/// Upper ends of the buckets, in seconds.
const BUCKETS: [f64; 9] = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 30.0];

/// Begins to count; once a process.
///
/// # Errors
/// Something counts already.
pub fn count() -> Result<PrometheusHandle, BuildError> {
    PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Full(SECONDS.to_owned()), &BUCKETS)?
        .install_recorder()
}

/// Serves what was counted, at `/metrics`, until `shutdown` comes, as patiently as the site is served.
pub async fn serve_metrics(
    listener: TcpListener,
    handle: PrometheusHandle,
    shutdown: impl Future<Output = ()>,
) {
    serve_metrics_patiently(listener, handle, shutdown, HEAD).await;
}

/// As [`serve_metrics`], with another time for the head of a request.
pub(crate) async fn serve_metrics_patiently(
    listener: TcpListener,
    handle: PrometheusHandle,
    shutdown: impl Future<Output = ()>,
    head: Duration,
) {
    let render = move || {
        handle.run_upkeep();
        std::future::ready(handle.render())
    };
    let router = Router::new().route("/metrics", get(render));
    serve_patiently(listener, router, shutdown, head).await;
}

/// Counts a request. Where nothing counts, it costs nothing.
pub(crate) async fn counted(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let method = request.method().as_str().to_owned();
    let begun = Instant::now();
    let response = next.run(request).await;
    let status = response.status().as_u16().to_string();
    metrics::counter!(REQUESTS, "method" => method, "route" => route.clone(), "status" => status)
        .increment(1);
    metrics::histogram!(SECONDS, "route" => route).record(begun.elapsed());
    response
}
