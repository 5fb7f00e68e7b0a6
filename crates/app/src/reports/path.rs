//! The way of a report: who wrote, handed in, signed and issued it, and when; who sent it back.

use super::found;
use crate::AppError;
use crate::permit::Permit;
use crate::permit::rights::ReportsRead;
use domain::documents::Stage;
use domain::{AccountId, ReportId};
use jiff::Timestamp;
use std::collections::BTreeMap;
use store::{Read, ReportVersionRow};

/// A step on the way from the draft to the issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What it becomes by it.
    pub state: Stage,
    /// When that was, the last time; none where it has not come so far, or was sent back.
    pub at: Option<Timestamp>,
    /// By whom: of a draft all who wrote it, the first first.
    pub who: Vec<String>,
}

/// The way of a report so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// The steps, in their order, also those to come.
    pub steps: Vec<Step>,
    /// When it was sent back to be written on, and by whom.
    pub returned: Vec<(Timestamp, String)>,
}

const STEPS: [Stage; 4] = [Stage::Draft, Stage::Checked, Stage::Signed, Stage::Issued];

impl Permit<'_, ReportsRead> {
    /// The way of a report so far.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn way(&self, id: ReportId) -> Result<Way, AppError> {
        let mut read = self.person.app.database().read().await?;
        let (row, _) = found(&mut read, self, id).await?;
        let mut versions = read.report_versions(id).await?;
        versions.reverse();
        let names = names(&mut read, &versions).await?;
        Ok(way(&versions, row.state, &names))
    }
}

async fn names(
    read: &mut Read,
    versions: &[ReportVersionRow],
) -> Result<BTreeMap<AccountId, String>, AppError> {
    let mut ids: Vec<AccountId> = versions.iter().map(|version| version.account).collect();
    ids.sort_unstable();
    ids.dedup();
    let accounts = read.accounts_with(&ids).await?.into_iter();
    Ok(accounts.map(|account| (account.id, account.display_name)).collect())
}

/// The way from all that the report was, the first first.
fn way(versions: &[ReportVersionRow], now: Stage, names: &BTreeMap<AccountId, String>) -> Way {
    let name = |account: AccountId| names.get(&account).cloned().unwrap_or_default();
    let mut steps: Vec<Step> =
        STEPS.map(|state| Step { state, at: None, who: Vec::new() }).into_iter().collect();
    let (mut returned, mut before) = (Vec::new(), None);
    for version in versions {
        let is_new = before != Some(version.state);
        if version.state == Stage::Draft && is_new && before.is_some() {
            returned.push((version.at, name(version.account)));
        }
        for step in steps.iter_mut().filter(|step| step.state == version.state) {
            // Whoever sends it back has not written it.
            let writes = step.state == Stage::Draft && (!is_new || before.is_none());
            if writes {
                step.at = Some(version.at);
                if !step.who.contains(&name(version.account)) {
                    step.who.push(name(version.account));
                }
            } else if step.state != Stage::Draft && is_new {
                (step.at, step.who) = (Some(version.at), vec![name(version.account)]);
            }
        }
        before = Some(version.state);
    }
    // What was done and then sent back is still to do.
    let reached = STEPS.iter().position(|state| *state == now);
    for (place, step) in steps.iter_mut().enumerate() {
        if reached.is_some_and(|reached| place > reached) {
            (step.at, step.who) = (None, Vec::new());
        }
    }
    Way { steps, returned }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version((revision, state, account): (i64, Stage, i64)) -> ReportVersionRow {
        let at = Timestamp::from_second(revision * 60).expect("a moment");
        ReportVersionRow { revision, state, at, account: AccountId::new(account) }
    }

    fn told(versions: &[(i64, Stage, i64)]) -> (Vec<String>, usize) {
        let names = [(1, "An"), (2, "Bình"), (3, "Chi")];
        let names = names.into_iter().map(|(id, name)| (AccountId::new(id), name.to_owned())).collect();
        let rows: Vec<_> = versions.iter().copied().map(version).collect();
        let way = way(&rows, rows.last().expect("one").state, &names);
        let step = |step: &Step| format!("{} {}", step.state.code(), step.who.join("+"));
        (way.steps.iter().map(step).collect(), way.returned.len())
    }

    #[test]
    fn every_step_has_who_took_it() {
        use Stage::{Checked, Draft, Issued, Signed};
        let all = [(1, Draft, 1), (2, Draft, 2), (3, Checked, 2), (4, Signed, 3), (5, Issued, 3)];
        let (steps, returned) = told(&all);
        assert_eq!(steps, ["draft An+Bình", "checked Bình", "signed Chi", "issued Chi"]);
        assert_eq!(returned, 0);
    }

    #[test]
    fn what_was_sent_back_is_still_to_do() {
        use Stage::{Checked, Draft};
        let (steps, returned) = told(&[(1, Draft, 1), (2, Checked, 1), (3, Draft, 3), (4, Draft, 2)]);
        assert_eq!(steps, ["draft An+Bình", "checked ", "signed ", "issued "]);
        assert_eq!(returned, 1);
    }
}
