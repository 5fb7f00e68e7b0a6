//! Which tasks an address asks for: the same for the table, the board, the calendar, the plan and the files.

use super::asked::Asked;
use super::list::{Row, table};
use super::unit_name;
use crate::pages::failure::problem;
use crate::pages::visit::Who;
use crate::ui::{self, FilterValue, Query, Table};
use crate::{Frame, Problem};
use app::Person;
use app::rights::TasksRead;
use app::tasks::Role;
use axum::response::Response;
use domain::UnitId;
use domain::tasks::{Basis, Stage, Timeliness};
use store::{TaskFilter, TaskOrder, TaskRow};

/// Most rows of a file.
pub(super) const MOST: u32 = 100_000;

/// What an address asks for, and the table that reads it.
pub(super) struct Chosen {
    pub(super) asked: Asked,
    pub(super) table: Table<Row>,
    pub(super) query: Query,
    pub(super) unit: Option<UnitId>,
    pub(super) role: Role,
    pub(super) filter: TaskFilter,
}

/// The value that stands for nobody, or for no document.
const NONE: &str = "none";

impl Chosen {
    pub(super) async fn of(frame: &Frame, person: &Person) -> Result<Self, Problem> {
        let asked = Asked::of(frame);
        let table = table(frame, person.today).views(frame.views("tasks").await?);
        let query = table.query(frame.query());
        let unit: Option<UnitId> = asked.parsed("unit");
        let role = Role::of(asked.value("role"));
        let mut filter = TaskFilter::all(person.today);
        if let Some(unit) = unit {
            role.choose(&mut filter, person, unit, asked.value("below") != "no");
        }
        filter.responsible = asked.parsed("responsible");
        filter.unassigned = asked.value("responsible") == NONE;
        if asked.value("mine") == "yes" {
            filter.responsible = Some(person.account.id);
        }
        filter.leader = asked.parsed("leader");
        filter.undirected = asked.value("leader") == NONE;
        filter.without_field = asked.value("field") == NONE;
        if !filter.without_field {
            asked.value("field").clone_into(&mut filter.field);
        }
        filter.extended = asked.value("extended") == "yes";
        filter.urged = asked.value("urged") == "yes";
        filter.undated = asked.value("undated") == "yes";
        filter.document = asked.parsed("document");
        filter.without_document = asked.value("document") == NONE;
        filter.text.clone_from(&query.text);
        filter.stages = query.choices("stage").iter().filter_map(|code| Stage::parse(code)).collect();
        filter.buckets = query.choices("bucket").iter().filter_map(|code| Timeliness::parse(code)).collect();
        if asked.value("basis") == Basis::First.code() {
            filter.basis = Basis::First;
        }
        filter.unclear = query.filters.contains_key("unclear");
        filter.extension_asked = query.filters.contains_key("extension");
        filter.without_evidence = query.filters.contains_key("bare");
        if let Some(FilterValue::Days { from, to }) = query.filters.get("due") {
            (filter.due_from, filter.due_to) = (*from, *to);
        }
        filter.order = match query.sort.first() {
            Some(sort) if sort.key == "given" => TaskOrder::Latest,
            Some(sort) if sort.direction == ui::Direction::Down => TaskOrder::DueLast,
            _ => TaskOrder::DueFirst,
        };
        Ok(Self { asked, table, query, unit, role, filter })
    }

    /// The file that the address asks for; none where it asks for a page.
    pub(super) async fn file(&self, who: &Who) -> Result<Option<Response>, Problem> {
        let Some(format) = self.query.export else { return Ok(None) };
        let (rows, _) = rows(who, &self.filter, 0, MOST).await?;
        self.table.export(&self.query, &rows, format).map(Some)
    }
}

/// At most `limit` tasks after the first `offset`, with their words, and how many there are in all.
pub(super) async fn rows(
    who: &Who,
    filter: &TaskFilter,
    offset: u64,
    limit: u32,
) -> Result<(Vec<Row>, u64), Problem> {
    let listed = who.permit::<TasksRead>()?.list(filter, offset, limit).await.map_err(problem)?;
    let row = |task: TaskRow| Row {
        lead: unit_name(who, task.lead),
        responsible: task.responsible.and_then(|by| listed.names.get(&by).cloned()).unwrap_or_default(),
        leader: task.leader.and_then(|by| listed.names.get(&by).cloned()).unwrap_or_default(),
        task,
    };
    Ok((listed.rows.into_iter().map(row).collect(), listed.total))
}
