//! The areas of the site and other places that one can go to. Whoever owns an area adds it to its routes by
//! [`crate::Routes::area`]; the navigation, the palette and the keys follow.

use crate::Access;

/// An area: an entry of the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// Key of the message with its name.
    pub title: &'static str,
    /// Path of its first page.
    pub path: &'static str,
    /// Goes there after `g`.
    pub letter: char,
    /// Place in the navigation, from left to right.
    pub order: u8,
}

/// A page that is worth going to by name, below an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Key of the message with its name.
    pub title: &'static str,
    /// Its path.
    pub path: &'static str,
    /// Who sees it.
    pub access: Access,
    /// Set for an area: its letter and order.
    pub area: Option<(char, u8)>,
    /// Set where the page of an area leads to it: path of the area, and key of the sentence that says what it is for.
    pub below: Option<(&'static str, &'static str)>,
}

/// Việc hôm nay.
pub const TODAY: Area = Area { title: "area-today", path: "/", letter: 'h', order: 10 };
/// Văn bản.
pub const DOCUMENTS: Area = Area { title: "area-documents", path: "/documents", letter: 'v', order: 20 };
/// Nhiệm vụ.
pub const TASKS: Area = Area { title: "area-tasks", path: "/tasks", letter: 'n', order: 30 };
/// Chỉ tiêu.
pub const INDICATORS: Area = Area { title: "area-indicators", path: "/indicators", letter: 'c', order: 40 };
/// Báo cáo.
pub const REPORTS: Area = Area { title: "area-reports", path: "/reports", letter: 'b', order: 50 };
/// Tổ chức.
pub const UNITS: Area = Area { title: "area-units", path: "/units", letter: 't', order: 60 };
/// Quản trị.
pub const ADMINISTRATION: Area =
    Area { title: "area-administration", path: "/administration", letter: 'q', order: 70 };
