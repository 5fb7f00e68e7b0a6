//! A server that takes letters, as much of one as letters need.

use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What it does with a letter.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    /// Takes it.
    Takes,
    /// Says that it will never take it.
    Refuses,
    /// Says nothing more once the letter has begun.
    Hangs,
}

/// The letters that came, each with its recipient.
pub(crate) type Box = Arc<Mutex<Vec<(String, String)>>>;

/// Serves on a port of its own in a thread of its own; gives the address and the box.
pub(crate) fn serve(manner: Manner) -> (String, Box) {
    let letters = Box::default();
    let kept = letters.clone();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let place = format!("smtp://{}?tls=none", listener.local_addr().unwrap());
    listener.set_nonblocking(true).unwrap();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async move {
            let listener = TcpListener::from_std(listener).unwrap();
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(talk(stream, manner, kept.clone()));
            }
        });
    });
    (place, letters)
}

async fn talk(stream: TcpStream, manner: Manner, letters: Box) -> std::io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 thu.haiminh.vn\r\n").await?;
    let mut to = String::new();
    while let Some(line) = lines.next_line().await? {
        let answer = match line.split([' ', ':']).next().unwrap_or_default() {
            "EHLO" => "250 thu.haiminh.vn",
            "RCPT" if manner == Manner::Refuses => "550 5.1.1 no such mailbox",
            "RCPT" => {
                to = line;
                "250 ok"
            }
            "DATA" => {
                if manner == Manner::Hangs {
                    std::future::pending::<()>().await;
                }
                write.write_all(b"354 go on\r\n").await?;
                let mut letter = String::new();
                while let Some(line) = lines.next_line().await?.filter(|line| line != ".") {
                    letter += &line;
                    letter.push('\n');
                }
                letters.lock().unwrap().push((to.clone(), letter));
                "250 kept"
            }
            "QUIT" => "221 bye",
            _ => "250 ok",
        };
        write.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
    Ok(())
}
