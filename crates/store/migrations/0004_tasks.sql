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
    revision BIGINT NOT NULL,
    -- When the last of them was.
    changed_at BIGINT NOT NULL,
    field TEXT,
    leader BIGINT REFERENCES account (id),
    -- The session of a committee that takes it up: it is an item of a work programme.
    session TEXT,
    reviewing_unit BIGINT REFERENCES unit (id),
    session_on TEXT,
    first_session_on TEXT,
    put_off BIGINT NOT NULL
);
CREATE INDEX task_lead ON task (lead_unit, stage, due_on, id);
CREATE INDEX task_unit ON task (unit, stage, due_on, id);
CREATE INDEX task_due ON task (due_on, id);
CREATE INDEX task_stage ON task (stage, due_on, id);
CREATE INDEX task_extension ON task (due_on, id) WHERE extension_asked;
-- All that numbers ask of a task: they never read the rows themselves.
CREATE INDEX task_numbers ON task (lead_unit, stage, due_on, first_due_on, submitted_on, over_on, changed_at, clears, extensions, urgings,
    delay, first_delay, has_evidence, responsible, leader, field);
CREATE INDEX task_responsible ON task (responsible, stage);
CREATE INDEX task_parent ON task (parent);
CREATE INDEX task_field ON task (field) WHERE field IS NOT NULL;
CREATE INDEX task_leader ON task (leader) WHERE leader IS NOT NULL;
CREATE INDEX task_changed ON task (changed_at);
CREATE INDEX task_session ON task (session_on) WHERE session IS NOT NULL;

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

-- A document that is followed branch by branch, with its tree as it was read.
CREATE TABLE programme (
    id BIGSERIAL PRIMARY KEY,
    document BIGINT NOT NULL UNIQUE REFERENCES document (id),
    unit BIGINT NOT NULL REFERENCES unit (id),
    name TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    made_by BIGINT NOT NULL REFERENCES account (id)
);
CREATE INDEX programme_unit ON programme (unit);

CREATE TABLE programme_branch (
    programme BIGINT NOT NULL REFERENCES programme (id),
    number BIGINT NOT NULL,
    address TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (programme, number)
);

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

-- Who wants a letter a day with what waits: the hour in Việt Nam, and the day of the last one.
CREATE TABLE digest (
    account BIGINT PRIMARY KEY REFERENCES account (id),
    hour BIGINT NOT NULL,
    sent_on TEXT
);
