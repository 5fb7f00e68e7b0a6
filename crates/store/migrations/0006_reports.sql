-- Reports: what units wrote of a period, what is written from it, what was issued.
--
-- As in 0001: days are text, instants microseconds UTC.

-- What a unit wrote of a period: its file, and the sentences that were read in it. The last one stands.
CREATE TABLE narrative (
    id BIGSERIAL PRIMARY KEY,
    unit BIGINT NOT NULL REFERENCES unit (id),
    from_on TEXT NOT NULL,
    last_on TEXT NOT NULL,
    file TEXT NOT NULL REFERENCES file (hash),
    name TEXT NOT NULL,
    statements TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    added_by BIGINT NOT NULL REFERENCES account (id),
    UNIQUE (last_on, from_on, unit)
);
CREATE INDEX narrative_content ON narrative (file);

-- A report: its text as JSON of the rules' own type.
CREATE TABLE report (
    id BIGSERIAL PRIMARY KEY,
    unit BIGINT NOT NULL REFERENCES unit (id),
    kind TEXT NOT NULL,
    from_on TEXT NOT NULL,
    last_on TEXT NOT NULL,
    state TEXT NOT NULL,
    body TEXT NOT NULL,
    -- The document of the register that it was issued as.
    document BIGINT REFERENCES document (id),
    changed_at BIGINT NOT NULL,
    changed_by BIGINT NOT NULL REFERENCES account (id),
    revision BIGINT NOT NULL
);
CREATE INDEX report_unit ON report (unit, last_on);

-- Every text that a report had, also what stands now; only added.
CREATE TABLE report_version (
    report BIGINT NOT NULL REFERENCES report (id),
    revision BIGINT NOT NULL,
    state TEXT NOT NULL,
    body TEXT NOT NULL,
    at BIGINT NOT NULL,
    account BIGINT NOT NULL REFERENCES account (id),
    PRIMARY KEY (report, revision)
);

-- What each bound figure said when the report was issued, after which entry of a cell; never changed.
CREATE TABLE report_figure (
    report BIGINT NOT NULL REFERENCES report (id),
    figure TEXT NOT NULL,
    shown TEXT NOT NULL,
    entered BIGINT NOT NULL,
    PRIMARY KEY (report, figure)
);
