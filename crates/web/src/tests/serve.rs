use super::*;
use axum::extract::ConnectInfo;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

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

/// A head that comes byte by byte, or not at all, or not again after an answer, keeps no connection; one that comes slowly in time does.
#[tokio::test(flavor = "multi_thread")]
async fn who_sends_no_whole_head_in_time_is_cut_off() {
    const HEAD: Duration = Duration::from_millis(600);
    let router = Site::new(Routes::new().get("/x", Access::Public, || async { "answered" })).router(());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(crate::serve::serve_patiently(listener, router, std::future::pending(), HEAD));
    let client = move |first: &'static str, drip: bool, pause: Duration| {
        tokio::task::spawn_blocking(move || {
            let mut stream = TcpStream::connect(address).unwrap();
            stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
            let begun = std::time::Instant::now();
            stream.write_all(first.as_bytes()).unwrap();
            let rest = "GET /x HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
            for byte in rest.as_bytes().iter().filter(|_| drip) {
                std::thread::sleep(pause);
                if stream.write_all(&[*byte]).is_err() {
                    break;
                }
            }
            let mut answer = Vec::new();
            // A connection that is cut off may end in a reset.
            let _ = stream.read_to_end(&mut answer);
            (String::from_utf8(answer).unwrap(), begun.elapsed())
        })
    };
    let (slow, took) = client("", true, HEAD / 15).await.unwrap();
    assert!(!slow.contains("answered") && took < Duration::from_secs(10), "{took:?} {slow}");
    let (silent, took) = client("", false, HEAD).await.unwrap();
    assert!(!silent.contains("answered") && took < Duration::from_secs(10), "{took:?} {silent}");
    let (idle, took) = client("GET /x HTTP/1.1\r\nhost: localhost\r\n\r\n", false, HEAD).await.unwrap();
    assert!(idle.contains("answered") && took >= HEAD && took < Duration::from_secs(10), "{took:?} {idle}");
    let (quick, _) = client("", true, Duration::from_micros(200)).await.unwrap();
    assert!(quick.ends_with("answered"), "{quick}");
    server.abort();
}
