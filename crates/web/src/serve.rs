//! The listening end: connections, how long they may be silent, and the stop.

use axum::Router;
use axum::extract::ConnectInfo;
use axum::serve::Listener;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::future::Future;
use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;
use tokio::net::TcpListener;
use tower::Service as _;

/// How long the head of a request may take to come, counted from the connection or from the last answer: an idle connection ends too.
pub(crate) const HEAD: Duration = Duration::from_secs(15);
/// How long open requests may take after the stop was asked for.
const GRACE: Duration = Duration::from_secs(30);

/// Serves until `shutdown` comes, then lets open requests end, for at most half a minute. A connection whose request has no whole
/// head after a quarter of a minute is closed.
pub async fn serve(listener: TcpListener, router: Router, shutdown: impl Future<Output = ()>) {
    serve_patiently(listener, router, shutdown, HEAD).await;
}

/// As [`serve`], with another time for the head of a request.
pub(crate) async fn serve_patiently(
    mut listener: TcpListener,
    router: Router,
    shutdown: impl Future<Output = ()>,
    head: Duration,
) {
    let open = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(head);
    let mut shutdown = pin!(shutdown);
    loop {
        // The listener of axum waits where there are no file handles left, and never fails.
        let (stream, peer) = tokio::select! {
            accepted = Listener::accept(&mut listener) => accepted,
            () = &mut shutdown => break,
        };
        let router = router.clone();
        let service = service_fn(move |mut request: hyper::Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo::<SocketAddr>(peer));
            router.clone().call(request)
        });
        let connection = open.watch(http.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended early");
            }
        });
    }
    drop(listener);
    if tokio::time::timeout(GRACE, open.shutdown()).await.is_err() {
        tracing::warn!("stopped with requests still open");
    }
}
