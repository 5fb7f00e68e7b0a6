//! Shows every component with words of real length: `cargo run -p web --example gallery -- 4000`.

mod pages;

use std::io::Write;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let port = std::env::args().nth(1).and_then(|port| port.parse().ok()).unwrap_or(0u16);
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    writeln!(std::io::stdout(), "http://{}/", listener.local_addr()?)?;
    let stopped = async {
        // Without the signal it ends with the terminal.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    web::serve(listener, pages::site(), stopped).await;
    Ok(())
}
