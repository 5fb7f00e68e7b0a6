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
    tokio::time::timeout(Duration::from_secs(5), server).await.unwrap().unwrap().unwrap();
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
