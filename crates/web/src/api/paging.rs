//! Lists in pages: a cursor says after which row the next page begins. It names a row and not a count, so that what others write in between moves nothing.

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Rows of a page where nobody says otherwise.
const USUAL: u32 = 50;
/// The most rows of a page.
pub(super) const MOST: u32 = 200;

/// Which page of a list.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Paging {
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<u32>,
    #[param(pattern = "^[A-Za-z0-9_-]{11}$")]
    cursor: Option<String>,
}

/// The page asked for, checked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked {
    /// How many rows, from 1 to 200.
    pub(super) limit: usize,
    /// The id of the last row of the page before; none for the first page.
    pub(super) after: Option<i64>,
}

impl Paging {
    /// The page; else the name of the parameter that is wrong and the key of the sentence about it.
    pub(super) fn asked(&self) -> Result<Asked, (&'static str, &'static str)> {
        let limit = self.limit.unwrap_or(USUAL);
        if !(1..=MOST).contains(&limit) {
            return Err(("limit", "api-wrong-limit"));
        }
        let read = |cursor: &String| {
            let bytes = BASE64URL_NOPAD.decode(cursor.as_bytes()).ok()?;
            // Only what a page gave out: an id from 1 on.
            Some(i64::from_be_bytes(bytes.try_into().ok()?)).filter(|id| *id > 0)
        };
        let after = self.cursor.as_ref().map(|cursor| read(cursor).ok_or(("cursor", "api-wrong-cursor")));
        Ok(Asked { limit: limit as usize, after: after.transpose()? })
    }
}

pub(super) fn cursor(id: i64) -> String {
    BASE64URL_NOPAD.encode(&id.to_be_bytes())
}

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Listed<T> {
    items: Vec<T>,
    /// Path and query of the next page; none on the last.
    next: Option<String>,
    #[serde(skip)]
    #[schema(ignore)]
    pub(super) after: Option<i64>,
    #[serde(skip)]
    #[schema(ignore)]
    pub(super) tag: Option<String>,
}

impl<T> Listed<T> {
    /// A page and the id of its last row, where others follow.
    pub(super) fn new(items: Vec<T>, after: Option<i64>) -> Self {
        Self { items, next: None, after, tag: None }
    }

    /// The page of `rows`, which stand in ascending order of `id`, that was asked for.
    pub(super) fn cut<R>(
        rows: impl IntoIterator<Item = R>,
        asked: Asked,
        id: impl Fn(&R) -> i64,
        item: impl FnMut(R) -> T,
    ) -> Self {
        let (limit, after) = (asked.limit, asked.after.unwrap_or(0));
        let mut rows: Vec<R> = rows.into_iter().filter(|row| id(row) > after).take(limit + 1).collect();
        let more = rows.len() > limit;
        rows.truncate(limit);
        let last = rows.last().map(&id).filter(|_| more);
        Self::new(rows.into_iter().map(item).collect(), last)
    }

    pub(super) fn tagged(mut self, tag: String) -> Self {
        self.tag = Some(tag);
        self
    }

    /// Names the next page: this one's address with another cursor.
    pub(super) fn link(&mut self, path: &str, query: &str) {
        self.next = self.after.map(|after| {
            let pairs = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "cursor");
            let mut next = form_urlencoded::Serializer::new(String::new());
            next.extend_pairs(pairs).append_pair("cursor", &cursor(after));
            format!("{path}?{}", next.finish())
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn asked(limit: u32, after: Option<i64>) -> Asked {
        Paging { limit: Some(limit), cursor: after.map(cursor) }.asked().unwrap()
    }

    proptest! {
        /// Whoever walks through a list meets each row once, whatever others add behind or take away.
        #[test]
        fn a_walk_meets_each_row_once(
            ids in proptest::collection::btree_set(1..1_000_i64, 0..80),
            limit in 1..20_u32,
            others in proptest::collection::vec((1..1_200_i64, any::<bool>()), 0..40),
        ) {
            let mut rows = ids.clone();
            let mut others = others.into_iter();
            let (mut met, mut after) = (Vec::new(), None);
            loop {
                let page = Listed::cut(rows.clone(), asked(limit, after), |id| *id, |id| id);
                prop_assert!(page.items.len() <= limit as usize);
                met.extend(page.items);
                after = page.after;
                if after.is_none() {
                    break;
                }
                if let Some((id, adds)) = others.next()
                    && !ids.contains(&id)
                {
                    if adds { rows.insert(id); } else { rows.remove(&id); }
                }
            }
            let once: BTreeSet<i64> = met.iter().copied().collect();
            prop_assert_eq!(once.len(), met.len());
            prop_assert!(ids.is_subset(&once));
        }

        #[test]
        fn a_cursor_is_what_a_page_gave_out_or_refused(text: String, id in 1..i64::MAX) {
            prop_assert_eq!(asked(1, Some(id)).after, Some(id));
            let asked = Paging { limit: None, cursor: Some(text.clone()) }.asked();
            prop_assert!(asked.is_err() || asked.unwrap().after.map(cursor) == Some(text));
        }
    }
}
