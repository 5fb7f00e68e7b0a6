//! A register as a list, and what a search finds in all of them.

use crate::AppError;
use crate::permit::Permit;
use crate::permit::rights::DocumentsRead;
use domain::documents::Document;
use domain::rights::Reach;
use domain::search::Query;
use domain::units::Unit;
use domain::{AccountId, DocumentId, UnitId};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use store::{Hit, Read, RegisterFilter, SearchEnd, SearchFilter};

/// A page of a register.
#[derive(Debug)]
pub struct Listed {
    /// The documents, in the order asked for.
    pub documents: Vec<Document>,
    /// How many there are on all pages.
    pub total: u64,
    /// Names of those who handle them.
    pub names: Names,
}

/// Names of people whom documents name.
pub type Names = HashMap<AccountId, String>;

/// A page of what a search found.
#[derive(Debug)]
pub struct Results {
    /// The documents with their texts, the best first.
    pub documents: Vec<(Document, String)>,
    /// Where the list goes on, where it does.
    pub end: Option<SearchEnd>,
}

/// Documents of which the index is asked at once for a list.
const TOGETHER: usize = 200;

impl Permit<'_, DocumentsRead> {
    /// The registers that the person may look into: of units that keep one or have documents, in reading order, and the one of the
    /// person's own post first to be shown.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn shelves(&self) -> Result<(Vec<Arc<Unit>>, Option<UnitId>), AppError> {
        let person = self.person;
        let mut read = person.app.database().read().await?;
        let mut units: BTreeSet<UnitId> = read.units_with_documents().await?.into_iter().collect();
        units.extend(read.registers().await?.into_iter().map(|(unit, _)| unit));
        let forest = person.forest();
        let mut shelves: Vec<Arc<Unit>> = Vec::new();
        for node in forest.nodes().iter().filter(|node| units.remove(&node.unit.id)) {
            shelves.push(node.unit.clone());
        }
        // What was left by units that have ended.
        let history = person.organisation.history();
        shelves.extend(units.into_iter().filter_map(|unit| history.last_known(unit).cloned()));
        shelves.retain(|unit| self.covers(unit.id, &forest).is_ok());
        let posts: Vec<UnitId> = person.posts().map(|post| post.unit).collect();
        let own = posts.iter().copied().find(|unit| shelves.iter().any(|shelf| shelf.id == *unit));
        let some = posts.into_iter().find(|unit| self.covers(*unit, &forest).is_ok());
        let first = own.or_else(|| shelves.first().map(|shelf| shelf.id)).or(some);
        Ok((shelves, first))
    }

    /// At most `limit` documents of registers after the first `offset`.
    ///
    /// # Errors
    /// [`AppError::Denied`] for a unit beyond the right, and for all units where the person may not see all.
    pub async fn list(&self, filter: &RegisterFilter, offset: u64, limit: u32) -> Result<Listed, AppError> {
        self.may_list(filter)?;
        let mut read = self.person.app.database().read().await?;
        let (documents, total) = read.register_page(filter, offset, limit).await?;
        let names =
            names(&mut read, documents.iter().filter_map(|document| document.routing.account)).await?;
        Ok(Listed { documents, total, names })
    }

    /// At most `limit` documents of registers after the one with this id, in the order of their ids: for whoever takes all of them
    /// along.
    ///
    /// # Errors
    /// As [`Self::list`].
    pub async fn walk(
        &self,
        filter: &RegisterFilter,
        after: DocumentId,
        limit: u32,
    ) -> Result<Vec<Document>, AppError> {
        self.may_list(filter)?;
        let mut read = self.person.app.database().read().await?;
        Ok(read.register_after(filter, after, limit).await?)
    }

    fn may_list(&self, filter: &RegisterFilter) -> Result<(), AppError> {
        let forest = self.person.forest();
        match &filter.units {
            None => self.everywhere().map(drop),
            Some(units) => {
                units.units(&forest).into_iter().try_for_each(|unit| self.covers(unit, &forest).map(drop))
            }
        }
    }

    /// The documents with the symbol that was typed, in any spelling, in the registers that the person may see, the latest first; none
    /// where no symbol was typed.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn with_symbol(&self, typed: &str) -> Result<Vec<Document>, AppError> {
        let mut read = self.person.app.database().read().await?;
        let mut documents = read.documents_with_symbol(typed).await?;
        documents.retain(|document| self.sees(document));
        documents.reverse();
        Ok(documents)
    }

    /// Searches the registers that the person may see.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn search(
        &self,
        query: &Query,
        filter: SearchFilter,
        after: Option<SearchEnd>,
        limit: usize,
    ) -> Result<Results, AppError> {
        let mut read = self.person.app.database().read().await?;
        let Some(filter) = self.may_search(&mut read, filter).await? else {
            return Ok(Results { documents: Vec::new(), end: None });
        };
        let hits: Vec<Hit> = read.search(query, &filter, after, limit).await?;
        let mut documents = Vec::new();
        for hit in &hits {
            if let Some(document) = read.document(hit.document).await? {
                let text = read.document_text(hit.document).await?.unwrap_or_default();
                documents.push((document, text));
            }
        }
        let end = hits.last().filter(|_| hits.len() == limit).map(|hit| hit.end);
        Ok(Results { documents, end })
    }

    /// The documents of `first`, then all others that a search finds, `most` at most, as a list.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn found(
        &self,
        query: &Query,
        filter: SearchFilter,
        first: Vec<Document>,
        most: usize,
    ) -> Result<Listed, AppError> {
        let known: BTreeSet<DocumentId> = first.iter().map(|document| document.id).collect();
        let (mut documents, mut after) = (first, None);
        let mut read = self.person.app.database().read().await?;
        if let Some(filter) = self.may_search(&mut read, filter).await? {
            while documents.len() < most {
                let limit = TOGETHER.min(most - documents.len());
                let hits: Vec<Hit> = read.search(query, &filter, after, limit).await?;
                let Some(last) = hits.last() else { break };
                after = Some(last.end);
                for hit in hits.iter().filter(|hit| !known.contains(&hit.document)) {
                    documents.extend(read.document(hit.document).await?);
                }
            }
        }
        let names =
            names(&mut read, documents.iter().filter_map(|document| document.routing.account)).await?;
        let total = u64::try_from(documents.len()).unwrap_or(u64::MAX);
        Ok(Listed { documents, total, names })
    }

    /// The part of it that the person may see; none where that is nothing. Only units with documents are named: a search for all units
    /// below a city would else ask the index for thousands.
    async fn may_search(
        &self,
        read: &mut Read,
        filter: SearchFilter,
    ) -> Result<Option<SearchFilter>, AppError> {
        let Reach::Units(reached) = self.reach() else { return Ok(Some(filter)) };
        let reached: HashSet<UnitId> = reached.into_iter().collect();
        let asked = |unit: &UnitId| filter.units.is_empty() || filter.units.contains(unit);
        let mut units = read.units_with_documents().await?;
        units.retain(|unit| reached.contains(unit) && asked(unit));
        Ok((!units.is_empty()).then_some(SearchFilter { units, ..filter }))
    }
}

/// The names of these people.
pub(crate) async fn names(
    read: &mut Read,
    accounts: impl Iterator<Item = AccountId>,
) -> Result<Names, AppError> {
    let mut names = Names::new();
    for id in accounts.collect::<BTreeSet<_>>() {
        names.extend(read.account(id).await?.map(|account| (id, account.display_name)));
    }
    Ok(names)
}
