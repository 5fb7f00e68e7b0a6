use super::*;
use axum::extract::ConnectInfo;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

fn ask(address: SocketAddr, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nhost: localhost\r\nx-forwarded-for: 1.1.1.1, 203.0.113.5\r\n")
        .unwrap();
    write!(stream, "connection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// A request that is being answered when the stop comes is still answered; afterwards nobody listens.
#[tokio::test(flavor = "multi_thread")]
async fn a_stop_lets_open_requests_end() {
    let (began, begins) = oneshot::channel();
    let began = std::sync::Arc::new(std::sync::Mutex::new(Some(began)));
    let routes = Routes::new().get("/slow", Access::Public, move || async move {
        let sender = began.lock().unwrap().take();
        sender.unwrap().send(()).unwrap();
        tokio::time::sleep(Duration::from_millis(200)).await;
        "answered"
    });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let server = tokio::spawn(crate::serve(listener, Site::new(routes).router(()), async {
        stopped.await.unwrap();
    }));
    let answer = tokio::task::spawn_blocking(move || ask(address, "/slow"));
    begins.await.unwrap();
    stop.send(()).unwrap();
    assert!(answer.await.unwrap().ends_with("answered"));
    tokio::time::timeout(Duration::from_secs(5), server).await.unwrap().unwrap();
    assert!(TcpStream::connect(address).is_err());
}

/// The address of who asks is the one that a believed proxy saw, and that of the connection without one.
#[tokio::test(flavor = "multi_thread")]
async fn only_a_believed_proxy_names_the_client() {
    for (believed, seen) in
        [(Some("127.0.0.0/8"), "203.0.113.5"), (Some("10.0.0.0/8"), "127.0.0.1"), (None, "127.0.0.1")]
    {
        let whose = |ConnectInfo(address): ConnectInfo<SocketAddr>| async move { address.ip().to_string() };
        let mut site = Site::new(Routes::new().get("/whose", Access::Public, whose));
        if let Some(believed) = believed {
            site = site.forwarded_by(believed.parse().unwrap());
        }
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let server = tokio::spawn(crate::serve(listener, site.router(()), std::future::pending()));
        let answer = tokio::task::spawn_blocking(move || ask(address, "/whose")).await.unwrap();
        assert!(answer.ends_with(&format!("\r\n\r\n{seen}")), "{believed:?} {answer}");
        server.abort();
    }
}

/// Sends `first`, then, with a pause before each further byte, the head of a request for `path`; what comes back, and after how long.
fn talk(
    address: SocketAddr,
    first: &'static str,
    path: &'static str,
    pause: Option<Duration>,
) -> JoinHandle<(String, Duration)> {
    tokio::task::spawn_blocking(move || {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let begun = std::time::Instant::now();
        stream.write_all(first.as_bytes()).unwrap();
        let rest = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
        for byte in rest.as_bytes().iter().filter(|_| pause.is_some()) {
            std::thread::sleep(pause.unwrap_or_default());
            if stream.write_all(&[*byte]).is_err() {
                break;
            }
        }
        let mut answer = Vec::new();
        // A connection that is cut off may end in a reset.
        let _ = stream.read_to_end(&mut answer);
        (String::from_utf8(answer).unwrap(), begun.elapsed())
    })
}

/// The time for a head, in tests.
const HEAD: Duration = Duration::from_millis(600);

/// A head that comes byte by byte, or not at all, or not again after an answer, keeps no connection; one that comes slowly in time does.
#[tokio::test(flavor = "multi_thread")]
async fn who_sends_no_whole_head_in_time_is_cut_off() {
    let router = Site::new(Routes::new().get("/x", Access::Public, || async { "answered" })).router(());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(crate::serve::serve_patiently(listener, router, std::future::pending(), HEAD));
    let (slow, took) = talk(address, "", "/x", Some(HEAD / 15)).await.unwrap();
    assert!(!slow.contains("answered") && took < Duration::from_secs(10), "{took:?} {slow}");
    let (silent, took) = talk(address, "", "/x", None).await.unwrap();
    assert!(!silent.contains("answered") && took < Duration::from_secs(10), "{took:?} {silent}");
    let whole = "GET /x HTTP/1.1\r\nhost: localhost\r\n\r\n";
    let (idle, took) = talk(address, whole, "/x", None).await.unwrap();
    assert!(idle.contains("answered") && took >= HEAD && took < Duration::from_secs(10), "{took:?} {idle}");
    let (quick, _) = talk(address, "", "/x", Some(Duration::from_micros(200))).await.unwrap();
    assert!(quick.ends_with("answered"), "{quick}");
    server.abort();
}

/// The port of the figures is a port like the other: nobody holds it open either.
#[tokio::test(flavor = "multi_thread")]
async fn who_sends_no_whole_head_to_the_port_of_the_figures_is_cut_off() {
    let recorder = metrics_exporter_prometheus::PrometheusBuilder::new().build_recorder();
    metrics::with_local_recorder(&recorder, || metrics::counter!("tried").increment(1));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(crate::metrics::serve_metrics_patiently(
        listener,
        recorder.handle(),
        std::future::pending(),
        HEAD,
    ));
    let (slow, took) = talk(address, "", "/metrics", Some(HEAD / 15)).await.unwrap();
    assert!(!slow.contains("tried") && took < Duration::from_secs(10), "{took:?} {slow}");
    let (silent, took) = talk(address, "", "/metrics", None).await.unwrap();
    assert!(!silent.contains("tried") && took >= HEAD && took < Duration::from_secs(10), "{took:?} {silent}");
    let (quick, _) = talk(address, "", "/metrics", Some(Duration::from_micros(200))).await.unwrap();
    assert!(quick.contains("tried 1"), "{quick}");
    server.abort();
}
