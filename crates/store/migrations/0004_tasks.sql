-- Tasks: what was done with each, in order, and what follows from it, kept in the same transaction for the questions that lists ask.
--
-- As in 0001: days are text, instants microseconds UTC, the end of what has not ended is '9999-12-31'.

CREATE TABLE task (
    id BIGSERIAL PRIMARY KEY,
    unit BIGINT NOT NULL REFERENCES unit (id),
    lead_unit BIGINT NOT NULL REFERENCES unit (id),
    accepting_unit BIGINT NOT NULL REFERENCES unit (id),
    action TEXT NOT NULL,
    folded TEXT NOT NULL,
    stage TEXT NOT NULL,
    -- Which of the six are clear, a bit each.
    clears BIGINT NOT NULL,
    responsible BIGINT REFERENCES account (id),
    follower BIGINT REFERENCES account (id),
    parent BIGINT REFERENCES task (id),
    series BIGINT REFERENCES task (id),
    -- The end of time where no day is known.
    due_on TEXT NOT NULL,
    first_due_on TEXT NOT NULL,
    given_on TEXT NOT NULL,
    -- The day of the result that waits or was accepted.
    submitted_on TEXT,
    over_on TEXT,
    percent BIGINT NOT NULL,
    extension_asked BOOLEAN NOT NULL,
    extensions BIGINT NOT NULL,
    urgings BIGINT NOT NULL,
    has_evidence BOOLEAN NOT NULL,
    -- Working days by which the accepted result was late, by the deadline in force and by the first one.
    delay BIGINT NOT NULL,
    first_delay BIGINT NOT NULL,
    -- How many events it has.
    revision BIGINT NOT NULL
);
CREATE INDEX task_lead ON task (lead_unit, stage, due_on, id);
CREATE INDEX task_unit ON task (unit, stage, due_on, id);
CREATE INDEX task_due ON task (due_on, id);
CREATE INDEX task_responsible ON task (responsible, stage);
CREATE INDEX task_parent ON task (parent);

-- Append-only: a task is the fold over its events.
CREATE TABLE task_event (
    task BIGINT NOT NULL REFERENCES task (id),
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    account BIGINT NOT NULL REFERENCES account (id),
    post BIGINT,
    deed TEXT NOT NULL,
    PRIMARY KEY (task, number)
);
CREATE INDEX task_event_at ON task_event (at);

-- Coordinating units with their own parts.
CREATE TABLE task_part (
    task BIGINT NOT NULL REFERENCES task (id),
    unit BIGINT NOT NULL REFERENCES unit (id),
    due_on TEXT,
    done_on TEXT,
    PRIMARY KEY (task, unit)
);
CREATE INDEX task_part_unit ON task_part (unit, done_on);

-- What became of a clause that gives work: a task, several of one clause, one of several, or none where it was passed over.
CREATE TABLE task_clause (
    id BIGSERIAL PRIMARY KEY,
    document BIGINT NOT NULL REFERENCES document (id),
    address TEXT NOT NULL,
    quote TEXT NOT NULL,
    task BIGINT REFERENCES task (id),
    decided_at BIGINT NOT NULL,
    decided_by BIGINT NOT NULL REFERENCES account (id)
);
CREATE INDEX task_clause_document ON task_clause (document);
CREATE INDEX task_clause_task ON task_clause (task);

-- Files that show results.
CREATE TABLE task_file (
    id BIGSERIAL PRIMARY KEY,
    task BIGINT NOT NULL REFERENCES task (id),
    file TEXT NOT NULL REFERENCES file (hash),
    name TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    added_by BIGINT NOT NULL REFERENCES account (id)
);
CREATE INDEX task_file_task ON task_file (task);
CREATE INDEX task_file_content ON task_file (file);

-- Statistics as they were reported, as JSON; they never change.
CREATE TABLE task_report (
    id BIGSERIAL PRIMARY KEY,
    unit BIGINT NOT NULL REFERENCES unit (id),
    from_on TEXT NOT NULL,
    last_on TEXT NOT NULL,
    basis TEXT NOT NULL,
    content TEXT NOT NULL,
    frozen_at BIGINT NOT NULL,
    frozen_by BIGINT NOT NULL REFERENCES account (id)
);
CREATE INDEX task_report_unit ON task_report (unit, last_on);

-- Days that an administrator has set: worked or not. They hold before data/working-days.toml.
CREATE TABLE working_day (
    day_on TEXT PRIMARY KEY,
    works BOOLEAN NOT NULL,
    reason TEXT NOT NULL
);
