//! Saved views of tables, over the use cases.

use super::failure::{problem, sentence};
use super::visit::Who;
use crate::ui::{Saving, View, Views};
use crate::{Frame, Problem};
use app::{AppError, Person};

/// Keeps saved views with the person's account.
#[derive(Debug, Clone, Copy, Default)]
pub struct SavedViews;

impl Views for SavedViews {
    fn list<'a>(&'a self, frame: &'a Frame, table: &'a str) -> Saving<'a, Vec<View>> {
        Box::pin(async move {
            let rows = person(frame)?.views(table).await.map_err(problem)?;
            let view = |row: store::ViewRow| View { id: row.id, name: row.name, query: row.query, own: true };
            Ok(rows.into_iter().map(view).collect())
        })
    }

    fn save<'a>(&'a self, frame: &'a Frame, table: &'a str, name: &'a str, query: &'a str) -> Saving<'a, ()> {
        Box::pin(async move {
            person(frame)?.save_view(table, name, query).await.map_err(|e| said(frame, e))?;
            Ok(())
        })
    }

    fn rename<'a>(&'a self, frame: &'a Frame, id: i64, name: &'a str) -> Saving<'a, ()> {
        Box::pin(async move { person(frame)?.rename_view(id, name).await.map_err(|e| said(frame, e)) })
    }

    fn remove<'a>(&'a self, frame: &'a Frame, id: i64) -> Saving<'a, ()> {
        Box::pin(async move { person(frame)?.remove_view(id).await.map_err(|e| said(frame, e)) })
    }
}

fn person(frame: &Frame) -> Result<&Person, Problem> {
    frame.session::<Who>().ok_or_else(Problem::signed_out)?.person()
}

/// There is no form to show again: what is wrong is the whole answer.
fn said(frame: &Frame, error: AppError) -> Problem {
    match error {
        AppError::Refused { faults } => {
            let sentences: Vec<String> = faults.iter().map(|fault| sentence(frame, fault)).collect();
            Problem::bad_request(sentences.join(" "))
        }
        error => problem(error),
    }
}
