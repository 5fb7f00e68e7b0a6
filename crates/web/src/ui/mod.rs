//! Components of pages: typed functions and builders that become HTML. One file each.
//!
//! Everything works without scripts; the modules of `assets/` add comfort to what carries a `data-` attribute.
//! Builders implement [`maud::Render`]: write `(ui::Button::primary("Lưu"))` inside `html!`.

mod button;
mod crumb;
mod empty;
mod facts;
mod field;
mod form;
mod format;
mod icon;
mod notice;
mod preview;
mod status;
mod table;
mod tabs;
mod timeline;
mod tree;
mod upload;

pub use button::{Button, link};
pub use crumb::Crumb;
pub use empty::empty;
pub use facts::facts;
pub use field::Field;
pub use form::Form;
pub use format::{date, day, moment, number, parse_date, print_date, print_moment};
pub use icon::icon;
pub(crate) use notice::notices;
pub use notice::{Flash, Tone, notice};
pub use preview::Preview;
pub use status::Status;
pub(crate) use table::views_routes;
pub use table::{
    Align, Chosen, Column, Direction, Filter, FilterKind, FilterValue, Format, Query, Saving, Sort, Table,
    Value, View, Views, Width,
};
pub use tabs::{Tab, tabs};
pub use timeline::{Event, timeline};
pub use tree::{Below, Node, tree};
pub use upload::Upload;
