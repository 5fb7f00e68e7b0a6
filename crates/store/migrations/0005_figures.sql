-- Figures that units report: what they mean, what was ever entered, what stands, what it comes to for every unit.
--
-- As in 0001: days are text, instants microseconds UTC.

-- Definitions are read together and kept as JSON of the rules' own types; the number grows with every change of one.
CREATE TABLE measure (
    code TEXT PRIMARY KEY,
    body TEXT NOT NULL
);

CREATE TABLE breakdown (
    code TEXT PRIMARY KEY,
    body TEXT NOT NULL
);

CREATE TABLE indicator (
    id BIGSERIAL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL
);

CREATE TABLE form (
    id BIGSERIAL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL
);

CREATE TABLE figure_rule (
    id BIGSERIAL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL
);

CREATE TABLE definition_revision (
    one BIGINT PRIMARY KEY CHECK (one = 1),
    number BIGINT NOT NULL
);
INSERT INTO definition_revision (one, number) VALUES (1, 0);

-- One indicator, the whole of it (part is empty) or a part, in one period.
CREATE TABLE series (
    id BIGSERIAL PRIMARY KEY,
    indicator BIGINT NOT NULL REFERENCES indicator (id),
    part TEXT NOT NULL,
    from_on TEXT NOT NULL,
    last_on TEXT NOT NULL,
    UNIQUE (indicator, part, last_on, from_on)
);
CREATE INDEX series_period ON series (last_on, from_on);

-- Everything that was ever entered, numbered without gap; never changed.
CREATE TABLE cell_entry (
    id BIGINT PRIMARY KEY,
    series BIGINT NOT NULL REFERENCES series (id),
    unit BIGINT NOT NULL REFERENCES unit (id),
    state TEXT NOT NULL,
    scaled BIGINT,
    decimals BIGINT,
    comment TEXT,
    at BIGINT NOT NULL,
    account BIGINT NOT NULL REFERENCES account (id)
);
CREATE INDEX cell_entry_cell ON cell_entry (series, unit, id);

-- What stands in a cell: its last entry.
CREATE TABLE cell (
    series BIGINT NOT NULL REFERENCES series (id),
    unit BIGINT NOT NULL REFERENCES unit (id),
    state TEXT NOT NULL,
    scaled BIGINT,
    decimals BIGINT,
    entry BIGINT NOT NULL REFERENCES cell_entry (id),
    PRIMARY KEY (series, unit)
);
CREATE INDEX cell_unit ON cell (unit, series);

-- What the cells of a unit and all below it come to, as the tree was: billions * 1000000000 + ones, which never leaves BIGINT and so is exact
-- on both engines. Kept in the transaction that enters a cell.
CREATE TABLE cell_total (
    series BIGINT NOT NULL REFERENCES series (id),
    unit BIGINT NOT NULL REFERENCES unit (id),
    billions BIGINT NOT NULL,
    ones BIGINT NOT NULL,
    cells BIGINT NOT NULL,
    idle BIGINT NOT NULL,
    PRIMARY KEY (series, unit)
);
CREATE INDEX cell_total_unit ON cell_total (unit, series);

-- A round: a form that units fill in for a period.
CREATE TABLE campaign (
    id BIGSERIAL PRIMARY KEY,
    form BIGINT NOT NULL REFERENCES form (id),
    from_on TEXT NOT NULL,
    last_on TEXT NOT NULL
);
CREATE INDEX campaign_period ON campaign (last_on, from_on);

-- Who takes part, until when, and how far it has come.
CREATE TABLE campaign_unit (
    campaign BIGINT NOT NULL REFERENCES campaign (id),
    unit BIGINT NOT NULL REFERENCES unit (id),
    due_on TEXT NOT NULL,
    state TEXT NOT NULL,
    first_submitted_on TEXT,
    PRIMARY KEY (campaign, unit)
);
CREATE INDEX campaign_unit_due ON campaign_unit (unit, due_on);

-- Why cells were handed back, after which entry: later ones answer it. Gone when they are handed up again, the log keeps what was said.
CREATE TABLE returned_cell (
    campaign BIGINT NOT NULL REFERENCES campaign (id),
    unit BIGINT NOT NULL REFERENCES unit (id),
    series BIGINT NOT NULL REFERENCES series (id),
    reason TEXT NOT NULL,
    entered BIGINT NOT NULL,
    PRIMARY KEY (campaign, unit, series)
);

-- What a unit writes beside its figures: under a heading of the form, or why a rule is broken; code is that of the heading or the rule.
CREATE TABLE campaign_text (
    campaign BIGINT NOT NULL REFERENCES campaign (id),
    unit BIGINT NOT NULL REFERENCES unit (id),
    kind TEXT NOT NULL,
    code TEXT NOT NULL,
    body TEXT NOT NULL,
    at BIGINT NOT NULL,
    account BIGINT NOT NULL REFERENCES account (id),
    PRIMARY KEY (campaign, unit, kind, code)
);

-- What an approval stands for: all cells under the unit after an entry (0 before the first), and the fingerprint of what stood there.
CREATE TABLE approval (
    id BIGSERIAL PRIMARY KEY,
    campaign BIGINT NOT NULL REFERENCES campaign (id),
    unit BIGINT NOT NULL REFERENCES unit (id),
    entered BIGINT NOT NULL,
    fingerprint TEXT NOT NULL,
    at BIGINT NOT NULL,
    account BIGINT NOT NULL REFERENCES account (id)
);
CREATE INDEX approval_campaign ON approval (campaign, unit, id);

-- What a unit is to reach of an indicator in a period; each goal since its day, ordered by a document. Goals are only added.
CREATE TABLE target (
    id BIGSERIAL PRIMARY KEY,
    series BIGINT NOT NULL REFERENCES series (id),
    unit BIGINT NOT NULL REFERENCES unit (id),
    UNIQUE (series, unit)
);

CREATE TABLE target_revision (
    target BIGINT NOT NULL REFERENCES target (id),
    since_on TEXT NOT NULL,
    goal TEXT NOT NULL,
    order_symbol TEXT NOT NULL,
    order_date TEXT NOT NULL,
    order_issuer TEXT NOT NULL,
    order_subject TEXT,
    at BIGINT NOT NULL,
    account BIGINT NOT NULL REFERENCES account (id),
    PRIMARY KEY (target, since_on)
);
