//! A heap of units' own files: each is read, its unit told by its issuer, its sentences put under the headings of the report.

use super::OUTLINES;
use crate::AppError;
use crate::app::{Deed, NOTHING};
use crate::documents::reading::FILE_LIMIT;
use crate::documents::{Brought, media_type, plain_name};
use crate::permit::rights::ReportsWrite;
use crate::permit::{Permit, Person};
use domain::report::{Kind, Outlines, Statement, sentences};
use domain::units::Forest;
use domain::{ReportId, UnitId};
use reader::{Document, ParagraphRole, Refusal};
use serde_json::json;
use std::sync::Arc;
use store::NewNarrative;

/// A file that was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heaped {
    /// Whose words these are.
    pub unit: UnitId,
    /// How many sentences were read.
    pub sentences: usize,
}

/// Why a file was not taken in.
#[derive(Debug, thiserror::Error)]
pub enum NotHeaped {
    /// It cannot be read, or may not: nothing of it is kept.
    #[error(transparent)]
    Refusal(#[from] Refusal),
    /// Its issuer is no unit under who reports.
    #[error("no unit is called {0}")]
    Unit(String),
    /// Something else.
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<store::StoreError> for NotHeaped {
    fn from(error: store::StoreError) -> Self {
        Self::App(error.into())
    }
}

impl Permit<'_, ReportsWrite> {
    /// Takes the narrative of a unit in, in place of what it wrote before of the same period.
    ///
    /// # Errors
    /// [`NotHeaped`] says what is wrong with the file; [`AppError::NotFound`].
    pub async fn heap(&self, report: ReportId, brought: Brought) -> Result<Heaped, NotHeaped> {
        let Person { app, now, account, .. } = self.person;
        let (row, _) = super::found(&mut app.database().read().await?, self, report).await?;
        let post = self.covers(row.unit, &self.person.forest())?.post;
        let Brought { name, bytes } = brought;
        let (name, bytes) = (plain_name(&name), Arc::new(bytes));
        let reading = app.desk().read(name.clone(), bytes.clone()).await??;
        let forest = self.person.organisation.on(row.period.last);
        let issuer = reading.document.metadata.issuer.clone().unwrap_or_default();
        let unit = unit_called(&forest, row.unit, &issuer).ok_or(NotHeaped::Unit(issuer))?;
        let statements = statements(&reading.document, &OUTLINES, row.kind, unit);
        let kept = app.keep(bytes.as_slice(), FILE_LIMIT, media_type(&bytes)).await?;
        let mut write = app.database().write().await?;
        app.name(&mut write, &kept, *now).await?;
        let file = kept.content.hash;
        let new = NewNarrative { unit, period: row.period, file, name: &name, statements: &statements };
        let id = write.set_narrative(&new, (*now, account.id)).await?;
        let after = json!({ "unit": unit, "period": row.period, "file": file.to_string(), "sentences": statements.len() });
        let deed = Deed {
            verb: "reports.heap",
            kind: "narrative",
            id: Some(id.get()),
            before: NOTHING,
            after: Some(after),
        };
        write.log(&self.person.entry(Some(post), &deed)?).await?.commit().await?;
        Ok(Heaped { unit, sentences: statements.len() })
    }
}

/// The unit under `top` with this name.
fn unit_called(forest: &Forest, top: UnitId, name: &str) -> Option<UnitId> {
    let key = vitext::tone::key(name);
    let below = forest.subtree(top).iter().find(|node| vitext::tone::key(&node.unit.name) == key);
    below.map(|node| node.unit.id)
}

/// What a narrative says, sentence by sentence, under the headings of a kind of report.
#[must_use]
pub fn statements(document: &Document, outlines: &Outlines, kind: Kind, unit: UnitId) -> Vec<Statement> {
    let mut all = Vec::new();
    for paragraph in &document.paragraphs {
        if !matches!(paragraph.role, ParagraphRole::Body | ParagraphRole::Item) {
            continue;
        }
        let Some(section) = paragraph.section else { continue };
        let chain = std::iter::successors(Some(section), |section| document.sections[section.0].parent);
        let mut titles: Vec<&str> =
            chain.map(|section| document.sections[section.0].title.as_str()).collect();
        titles.reverse();
        let Some(heading) = outlines.place(kind, &titles) else { continue };
        let begin = reader::marker(&paragraph.text).map_or(0, |marker| marker.length);
        for text in sentences(&paragraph.text[begin..]) {
            all.push(Statement { unit, heading, text: text.to_owned(), address: paragraph.address.clone() });
        }
    }
    all
}
