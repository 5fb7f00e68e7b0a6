//! Official documents written: one [`Draft`] as .docx and .pdf, in the layouts that hold on its day.
//!
//! Everything here is pure: no file, no clock; bytes out, and bytes in to read back what a person edited. The same draft
//! gives the same bytes.
//!
//! ```
//! use composer::{Block, Day, Draft, Issuer, Kind, System};
//!
//! let issuer = Issuer { superior: None, body: "Thành ủy Hải Minh".into() };
//! let kind = Kind::named("báo cáo").unwrap_or_else(Kind::letter);
//! let mut draft = Draft::new(System::Party, kind, issuer, Day::Open { year: 2026, month: 11 });
//! draft.body.push(Block::heading(1, "I.", "KẾT QUẢ"));
//! draft.body.push(Block::paragraph("Đã xử lý 49/61 đơn."));
//! assert!(composer::docx(&draft).starts_with(b"PK"));
//! assert!(composer::pdf(&draft).is_ok_and(|bytes| bytes.starts_with(b"%PDF")));
//! ```

mod balance;
mod block;
mod docx;
mod draft;
mod figures;
mod fonts;
mod form;
mod inline;
pub mod layout;
mod line;
mod lint;
mod pdf;
mod plan;

pub use block::{Align, Block, Column, Heading, Table};
pub use docx::{ReadError, docx, read};
pub use draft::{
    Authority, AuthorityForm, Day, Draft, Issuer, Kind, Number, Recipients, Signature, Symbol, System,
    Urgency,
};
pub use figures::Drift;
pub use form::{Fault, FormError, form};
pub use inline::{Emphasis, FigureId, Inline, Piece, Span};
pub use layout::Layout;
pub use line::{Caps, Line};
pub use lint::{Deviation, LayoutRule, Lint, lint};
pub use pdf::{PdfError, pages, pdf};
