//! Components of pages: typed functions and builders that become HTML. One file each.
//!
//! Everything works without scripts; the modules of `assets/` add comfort to what carries a `data-` attribute.
//! Builders implement [`maud::Render`]: write `(ui::Button::primary("Lưu"))` inside `html!`.

mod button;
mod crumb;
mod empty;
mod field;
mod icon;
mod notice;

pub use button::{Button, link};
pub use crumb::Crumb;
pub use empty::empty;
pub use field::{Field, Form};
pub use icon::icon;
pub(crate) use notice::notices;
pub use notice::{Flash, Tone, notice};
