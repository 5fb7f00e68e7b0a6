/// A breadcrumb: a page above this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crumb {
    /// Its title.
    pub title: String,
    /// Its address.
    pub href: String,
}
