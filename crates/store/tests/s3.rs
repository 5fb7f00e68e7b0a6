//! A server of S3 that refuses in the middle: what came is taken back, and no secret is told.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod both;
#[expect(dead_code, reason = "the suite over all places is in files.rs")]
mod places;

use std::io::{BufRead, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use store::{Files, FilesError};

/// What many servers answer to a wrong signature: the request, and with it the session token.
const REFUSAL: &str = "<Error><Code>SignatureDoesNotMatch</Code><Message>No</Message>\
    <CanonicalRequest>PUT\nx-amz-security-token:the-phien</CanonicalRequest></Error>";

/// Begins uploads and refuses their parts; tells what was asked.
fn refusing() -> (SocketAddr, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (tell, told) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let tell = tell.clone();
            std::thread::spawn(move || answer(stream.unwrap(), &tell));
        }
    });
    (address, told)
}

fn answer(mut stream: TcpStream, tell: &Sender<String>) {
    let mut from = BufReader::new(stream.try_clone().unwrap());
    let (mut first, mut line, mut length) = (String::new(), String::new(), 0);
    from.read_line(&mut first).unwrap();
    while from.read_line(&mut line).unwrap() > 2 {
        if let Some(said) = line.to_lowercase().strip_prefix("content-length:") {
            length = said.trim().parse().unwrap();
        }
        line.clear();
    }
    std::io::copy(&mut from.take(length), &mut std::io::sink()).unwrap();
    let (status, body) = match first.split(' ').next().unwrap() {
        "POST" => (
            "200 OK",
            "<InitiateMultipartUploadResult><UploadId>7</UploadId></InitiateMultipartUploadResult>",
        ),
        "DELETE" => ("204 No Content", ""),
        _ => ("403 Forbidden", REFUSAL),
    };
    write!(stream, "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}", body.len())
        .unwrap();
    tell.send(first).unwrap();
}

#[tokio::test]
async fn parts_are_taken_back_and_no_secret_is_told() {
    let (address, told) = refusing();
    let files = Files::in_s3("s3://sauro/files", &places::access(&format!("http://{address}"))).unwrap();
    for bytes in [7, 20_000_000] {
        let refused = files.put(&vec![7; bytes][..]).await.unwrap_err();
        let mut shown = format!("{refused:?} {refused}");
        let mut cause: &dyn std::error::Error = &refused;
        while let Some(next) = cause.source() {
            shown = format!("{shown} {next:?} {next}");
            cause = next;
        }
        assert!(matches!(refused, FilesError::Place(_)), "{shown}");
        assert!(shown.contains("SignatureDoesNotMatch"), "{shown}");
        assert!(!shown.contains("the-phien") && !shown.contains("bi-mat"), "{shown}");
    }
    let asked: Vec<String> = told.try_iter().collect();
    let taken_back = |line: &String| line.starts_with("DELETE ") && line.contains("uploadId=7");
    assert_eq!(asked.iter().filter(|line| taken_back(line)).count(), 1, "{asked:?}");
}

#[tokio::test]
async fn a_server_that_is_not_there_is_told_soon() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let files = Files::in_s3("s3://sauro", &places::access(&format!("http://{closed}"))).unwrap();
    let begun = std::time::Instant::now();
    let refused = files.try_out(b"on trial").await;
    assert!(matches!(refused, Err(FilesError::Place(_))), "{refused:?}");
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}
