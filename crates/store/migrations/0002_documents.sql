-- The register of documents: registers and their numbers, documents, their files, what they cite, what the audit found in them.
--
-- As in 0001: days are text, instants microseconds UTC, the end of what has not ended is '9999-12-31'.

-- How a unit numbers and signs what it issues. A unit without a row has no register yet.
CREATE TABLE register (
    unit BIGINT PRIMARY KEY REFERENCES unit (id),
    system TEXT NOT NULL,
    code TEXT NOT NULL,
    issuer TEXT NOT NULL,
    place TEXT NOT NULL,
    office TEXT NOT NULL
);

CREATE TABLE committee_term (
    unit BIGINT NOT NULL REFERENCES unit (id),
    name TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT NOT NULL,
    PRIMARY KEY (unit, valid_from)
);

CREATE TABLE number_sequence (
    id BIGSERIAL PRIMARY KEY,
    unit BIGINT NOT NULL REFERENCES unit (id),
    series TEXT NOT NULL,
    cycle TEXT NOT NULL,
    given_before BIGINT NOT NULL,
    UNIQUE (unit, series, cycle)
);

CREATE TABLE document (
    id BIGSERIAL PRIMARY KEY,
    unit BIGINT NOT NULL REFERENCES unit (id),
    direction TEXT NOT NULL,
    state TEXT NOT NULL,
    kind TEXT,
    symbol TEXT,
    symbol_key TEXT,
    issued_on TEXT,
    issuer TEXT,
    issuer_key TEXT,
    subject TEXT NOT NULL,
    signer TEXT,
    authority TEXT,
    place TEXT,
    urgency TEXT,
    recipients TEXT NOT NULL,
    arrival_number BIGINT,
    arrived_on TEXT,
    handler_unit BIGINT REFERENCES unit (id),
    handler BIGINT REFERENCES account (id),
    due_on TEXT,
    done_on TEXT,
    replaced_by BIGINT REFERENCES document (id),
    registered_at BIGINT NOT NULL,
    registered_by BIGINT NOT NULL REFERENCES account (id),
    -- The day under which the register counts it: of arrival, of issue, of entry.
    counted_on TEXT NOT NULL,
    revision BIGINT NOT NULL
);
CREATE INDEX document_register ON document (unit, direction, counted_on, id);
-- Figures are added up from this alone.
CREATE INDEX document_counted ON document (counted_on, unit, direction, state, kind, due_on, done_on);
CREATE INDEX document_symbol ON document (symbol_key);
CREATE INDEX document_due ON document (unit, due_on);
CREATE INDEX document_handler ON document (handler, state);

-- A number of a sequence and what has become of it; a number without a row, up to given_before, was given without this register.
CREATE TABLE number_slot (
    sequence BIGINT NOT NULL REFERENCES number_sequence (id),
    number BIGINT NOT NULL,
    state TEXT NOT NULL,
    document BIGINT REFERENCES document (id),
    account BIGINT REFERENCES account (id),
    at BIGINT NOT NULL,
    reason TEXT,
    PRIMARY KEY (sequence, number),
    UNIQUE (sequence, document)
);
CREATE INDEX number_slot_state ON number_slot (sequence, state, number);
CREATE INDEX number_slot_document ON number_slot (document);

-- The versions of a document's files: scan as signed, editable text, attachments.
CREATE TABLE document_file (
    id BIGSERIAL PRIMARY KEY,
    document BIGINT NOT NULL REFERENCES document (id),
    role TEXT NOT NULL,
    version BIGINT NOT NULL,
    file TEXT NOT NULL REFERENCES file (hash),
    name TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    added_by BIGINT NOT NULL REFERENCES account (id),
    UNIQUE (document, role, version)
);
CREATE INDEX document_file_content ON document_file (file);

-- The text that the search looks through: what was read from the file named, none where there is no file that can be read.
CREATE TABLE document_text (
    document BIGINT PRIMARY KEY REFERENCES document (id),
    read_from BIGINT REFERENCES document_file (id),
    text TEXT NOT NULL
);

-- What a document says of others. The document that is meant is found by symbol_key when it is asked for: it may come later.
CREATE TABLE citation (
    document BIGINT NOT NULL REFERENCES document (id),
    position BIGINT NOT NULL,
    address TEXT NOT NULL,
    quote TEXT NOT NULL,
    symbol TEXT NOT NULL,
    symbol_key TEXT NOT NULL,
    issued_on TEXT,
    issuer TEXT,
    relation TEXT NOT NULL,
    PRIMARY KEY (document, position)
);
CREATE INDEX citation_symbol ON citation (symbol_key);

-- What the audit found in the text, and what became of it. Settled findings stay when a text is read again.
CREATE TABLE finding (
    id BIGSERIAL PRIMARY KEY,
    document BIGINT NOT NULL REFERENCES document (id),
    rule TEXT NOT NULL,
    severity TEXT NOT NULL,
    address TEXT NOT NULL,
    quote TEXT NOT NULL,
    stated TEXT NOT NULL,
    computed TEXT NOT NULL,
    stands BOOLEAN NOT NULL,
    verdict TEXT,
    reason TEXT,
    settled_by BIGINT REFERENCES account (id),
    settled_at BIGINT
);
CREATE INDEX finding_document ON finding (document);

-- Files that were read and wait for a clerk to confirm what their forms say. `read_fields` is the form as JSON, `refusal` why nothing
-- could be read, as for a scan.
CREATE TABLE waiting_file (
    id BIGSERIAL PRIMARY KEY,
    unit BIGINT NOT NULL REFERENCES unit (id),
    direction TEXT NOT NULL,
    file TEXT NOT NULL REFERENCES file (hash),
    name TEXT NOT NULL,
    read_fields TEXT NOT NULL,
    refusal TEXT,
    added_at BIGINT NOT NULL,
    added_by BIGINT NOT NULL REFERENCES account (id),
    UNIQUE (unit, file)
);
CREATE INDEX waiting_file_content ON waiting_file (file);

-- Older registers that are taken in: their rows as they were confirmed, and what has become of them so far, both as JSON.
CREATE TABLE register_import (
    id BIGSERIAL PRIMARY KEY,
    unit BIGINT NOT NULL REFERENCES unit (id),
    assume_done BOOLEAN NOT NULL,
    lines TEXT NOT NULL,
    line_count BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    done_count BIGINT NOT NULL,
    began_at BIGINT NOT NULL,
    began_by BIGINT NOT NULL REFERENCES account (id),
    ended_at BIGINT
);
CREATE INDEX register_import_unit ON register_import (unit);
