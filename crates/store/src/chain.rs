//! Proving that the log is whole.

use crate::StoreError;
use crate::transaction::Read;
use domain::LogId;
use domain::log::{Fault, Head, verify};
use std::convert::Infallible;

/// How a check of the log came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogCheck {
    /// It is whole, from the first entry to this end.
    Whole(Head),
    /// The entry with this number, or what stood before it, is not as it was written.
    Broken {
        /// Which.
        entry: u64,
    },
    /// The entries are in order, but they are not those that were written last.
    CutOff {
        /// The end of the entries.
        entries: Head,
        /// The end that was written.
        written: Head,
    },
}

impl Read {
    /// Goes through the whole log, in the order in which it was written.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn check_log(&mut self) -> Result<LogCheck, StoreError> {
        let written = self.log_head().await?;
        let mut head = Head::EMPTY;
        let mut after = LogId::new(0);
        loop {
            let rows = self.log_after(after, 1_000).await?;
            let Some(last) = rows.last() else { break };
            after = last.id;
            let first = head.count;
            // A number that is left out is an entry that was taken out.
            if let Some(gap) =
                rows.iter().zip(first + 1..).find(|(row, number)| u64::try_from(row.id.get()) != Ok(*number))
            {
                return Ok(LogCheck::Broken { entry: gap.1 });
            }
            let entries = rows.into_iter().map(|row| Ok::<_, Infallible>((row.entry, row.hash)));
            head = match verify(head, entries) {
                Ok(head) => head,
                Err(Fault::Broken(broken)) => return Ok(LogCheck::Broken { entry: broken.index + 1 }),
                Err(Fault::Unread(never)) => match never {},
            };
        }
        Ok(if head == written { LogCheck::Whole(head) } else { LogCheck::CutOff { entries: head, written } })
    }
}
