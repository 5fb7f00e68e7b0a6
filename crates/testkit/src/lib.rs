//! Documents of an invented city for tests: one [`Model`], written as text, Markdown, HTML, .docx and .pdf.
//!
//! Every writer is deterministic: the same model gives the same bytes.

pub mod contract;
mod docx;
mod html;
mod markdown;
mod model;
pub mod openid;
mod pdf;
pub mod postgres;
mod python;
pub mod s3;
mod text;
mod wrap;

pub use docx::DocxOptions;
pub use model::{Block, Inline, Model, Span};
pub use text::TextStyle;
