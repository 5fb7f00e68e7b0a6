-- The ground: units in time, people and their posts, sessions, the log, jobs, files.
--
-- Written for PostgreSQL; for SQLite, `BIGSERIAL PRIMARY KEY` is read as `INTEGER PRIMARY KEY AUTOINCREMENT`.
-- Days are text `YYYY-MM-DD`; the end of what has not ended is '9999-12-31'. Instants are microseconds since 1970, UTC.
-- Intervals are half open: a row holds on every day d with valid_from <= d < valid_to.

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE unit (
    id BIGSERIAL PRIMARY KEY,
    code TEXT UNIQUE
);

CREATE TABLE unit_event (
    id BIGSERIAL PRIMARY KEY,
    happens_on TEXT NOT NULL,
    change TEXT NOT NULL,
    order_symbol TEXT,
    order_date TEXT,
    order_issuer TEXT,
    order_subject TEXT,
    entered_at BIGINT NOT NULL,
    reverted_at BIGINT
);
CREATE INDEX unit_event_day ON unit_event (happens_on, id);

-- What follows from the events; rebuilt from them in the transaction that changes them.
CREATE TABLE unit_version (
    unit BIGINT NOT NULL REFERENCES unit (id),
    valid_from TEXT NOT NULL,
    valid_to TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT,
    parent BIGINT REFERENCES unit (id),
    position BIGINT,
    folded TEXT NOT NULL,
    PRIMARY KEY (unit, valid_from)
);
CREATE INDEX unit_version_parent ON unit_version (parent, valid_from);

CREATE TABLE unit_closure (
    ancestor BIGINT NOT NULL REFERENCES unit (id),
    descendant BIGINT NOT NULL REFERENCES unit (id),
    depth BIGINT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT NOT NULL,
    PRIMARY KEY (ancestor, descendant, valid_from)
);
CREATE INDEX unit_closure_descendant ON unit_closure (descendant, valid_from);

-- One row: a number that grows with every change of the rows above.
CREATE TABLE unit_revision (
    one BIGINT PRIMARY KEY CHECK (one = 1),
    number BIGINT NOT NULL
);
INSERT INTO unit_revision (one, number) VALUES (1, 0);

CREATE TABLE account (
    id BIGSERIAL PRIMARY KEY,
    sign_in_name TEXT NOT NULL UNIQUE,
    display_name TEXT NOT NULL,
    folded TEXT NOT NULL,
    name_key TEXT NOT NULL,
    email TEXT,
    language TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    password_hash TEXT,
    password_changed_at BIGINT,
    password_one_time BOOLEAN NOT NULL,
    totp_secret TEXT,
    totp_last_step BIGINT
);

CREATE INDEX account_name ON account (name_key, id);

-- A code that was used is gone.
CREATE TABLE recovery_code (
    account BIGINT NOT NULL REFERENCES account (id),
    hash TEXT NOT NULL,
    PRIMARY KEY (account, hash)
);

CREATE TABLE passkey (
    id BIGSERIAL PRIMARY KEY,
    account BIGINT NOT NULL REFERENCES account (id),
    credential TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    data TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT
);
CREATE INDEX passkey_account ON passkey (account);

CREATE TABLE external_identity (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    account BIGINT NOT NULL REFERENCES account (id),
    created_at BIGINT NOT NULL,
    PRIMARY KEY (issuer, subject),
    UNIQUE (account, issuer)
);

CREATE TABLE post (
    id BIGSERIAL PRIMARY KEY,
    account BIGINT NOT NULL REFERENCES account (id),
    unit BIGINT NOT NULL REFERENCES unit (id),
    role TEXT NOT NULL,
    title TEXT NOT NULL,
    folded TEXT NOT NULL,
    kind TEXT NOT NULL,
    other_post BIGINT REFERENCES post (id),
    valid_from TEXT NOT NULL,
    valid_to TEXT NOT NULL
);
CREATE INDEX post_account ON post (account);
CREATE INDEX post_unit ON post (unit);
CREATE INDEX post_other ON post (other_post);

-- Only the digest of what the browser holds is here.
CREATE TABLE session (
    id BIGSERIAL PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    account BIGINT NOT NULL REFERENCES account (id),
    stage TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    address TEXT NOT NULL,
    agent TEXT NOT NULL,
    -- The one post in which the person acts; none: in all of them.
    post BIGINT REFERENCES post (id)
);
CREATE INDEX session_account ON session (account);

-- A ceremony between two requests of one browser, which holds the token: what is asked of a passkey, or of another site. Gone once
-- it was answered.
CREATE TABLE ceremony (
    digest TEXT PRIMARY KEY,
    account BIGINT REFERENCES account (id),
    data TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

-- Tries to sign in, by account and address, by account, by address; instants as in identity::throttle.
CREATE TABLE sign_in_tries (
    line TEXT PRIMARY KEY,
    last_at BIGINT NOT NULL,
    empty_at BIGINT NOT NULL
);

-- Addresses from which an account has signed in.
CREATE TABLE known_address (
    account BIGINT NOT NULL REFERENCES account (id),
    network TEXT NOT NULL,
    known_until BIGINT NOT NULL,
    PRIMARY KEY (account, network)
);

CREATE TABLE api_token (
    id BIGSERIAL PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    account BIGINT NOT NULL REFERENCES account (id),
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    last_used_at BIGINT,
    revoked_at BIGINT
);
CREATE INDEX api_token_account ON api_token (account);

-- Append-only. The hash of a row goes over the hash of the row before it.
CREATE TABLE log (
    id BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    account BIGINT,
    post BIGINT,
    verb TEXT NOT NULL,
    object_kind TEXT NOT NULL,
    object_id BIGINT,
    before_it TEXT,
    after_it TEXT,
    came_from TEXT,
    request TEXT,
    hash TEXT NOT NULL
);
CREATE INDEX log_object ON log (object_kind, object_id, id);
CREATE INDEX log_account ON log (account, id);

-- One row: number and hash of the last row of the log. Its lock is the turn to write.
CREATE TABLE log_head (
    one BIGINT PRIMARY KEY CHECK (one = 1),
    last BIGINT NOT NULL,
    hash TEXT NOT NULL
);
INSERT INTO log_head (one, last, hash)
    VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

-- What is to be done once the transaction is kept. Claimed until an instant: who is not done by then may have died, and another does it again.
-- A job with a name stands there once and comes back. failure: why it last failed; failed_at: when it was given up.
CREATE TABLE job (
    id BIGSERIAL PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    name TEXT UNIQUE,
    created_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    claimed_until BIGINT,
    failed_at BIGINT,
    failure TEXT
);
CREATE INDEX job_due ON job (due_at, id) WHERE failed_at IS NULL;

-- message: {"key": …, "arguments": …}, words of the account's language are found when it is shown.
CREATE TABLE notice (
    id BIGSERIAL PRIMARY KEY,
    account BIGINT NOT NULL REFERENCES account (id),
    at BIGINT NOT NULL,
    message TEXT NOT NULL,
    link TEXT NOT NULL,
    read_at BIGINT
);
CREATE INDEX notice_account ON notice (account, id);
CREATE INDEX notice_unread ON notice (account) WHERE read_at IS NULL;

CREATE TABLE saved_view (
    id BIGSERIAL PRIMARY KEY,
    account BIGINT NOT NULL REFERENCES account (id),
    page TEXT NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    UNIQUE (account, page, name)
);

-- claim: the number of the request that does it. written: it has; set in the transaction that writes. lost: another request
-- has taken over, and this one may not write any more; its key begins with a space, which no caller can send.
CREATE TABLE idempotency (
    account BIGINT NOT NULL REFERENCES account (id),
    key TEXT NOT NULL,
    request TEXT NOT NULL,
    claim TEXT NOT NULL,
    written BOOLEAN NOT NULL,
    lost BOOLEAN NOT NULL,
    status BIGINT,
    content_type TEXT,
    body TEXT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account, key)
);
CREATE INDEX idempotency_claim ON idempotency (account, claim);

-- Contents stand in the file store under their hash, written before the row.
CREATE TABLE file (
    hash TEXT PRIMARY KEY,
    size BIGINT NOT NULL,
    media_type TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
