-- People.
CREATE TABLE users (
    name TEXT PRIMARY KEY,             -- account
    display TEXT NOT NULL,
    department TEXT NOT NULL,
    roles TEXT NOT NULL,               -- JSON
    rank TEXT,                         -- JSON: deputy | chief, of an approver
    password TEXT NOT NULL,            -- argon2id, PHC form
    disabled INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0, -- wrong passwords in a row
    locked_until INTEGER,              -- Unix milliseconds, as all times here
    created INTEGER NOT NULL
);

-- Only the hash of what the browser holds.
CREATE TABLE sessions (
    token BLOB PRIMARY KEY,
    user TEXT NOT NULL REFERENCES users (name) ON DELETE CASCADE,
    created INTEGER NOT NULL,
    seen INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX sessions_by_user ON sessions (user);

-- Where a case stands; a case without a row is unassigned. Numbers of cases are never used again, and what was done to a
-- case outlives it: no references.
CREATE TABLE flow (
    case_id INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL,         -- of its last move
    state TEXT NOT NULL,
    handler TEXT,                      -- account, where somebody said who it is
    reviewer TEXT,
    since INTEGER NOT NULL,
    due TEXT                           -- last day of the state
);
CREATE TABLE flow_history (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    move TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    reviewer TEXT,
    draw TEXT,                         -- JSON, where the reviewer was drawn by lot
    who TEXT NOT NULL,
    at INTEGER NOT NULL,
    reason TEXT NOT NULL,
    UNIQUE (case_id, revision)
);
CREATE TABLE recusals (
    case_id INTEGER NOT NULL,
    user TEXT NOT NULL,
    who TEXT NOT NULL,
    at INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (case_id, user)
);

-- What reviewers say. Each row is one word more about its subject; the last one counts.
CREATE TABLE decisions (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL,
    finding TEXT NOT NULL,             -- stays the same over reviews
    revision INTEGER NOT NULL,         -- 1, 2 … of this finding
    version INTEGER NOT NULL,          -- of the review it was said to
    point TEXT NOT NULL,
    verdict TEXT NOT NULL,
    reason TEXT NOT NULL,
    note TEXT NOT NULL,
    severity TEXT,
    who TEXT NOT NULL,
    at INTEGER NOT NULL,
    UNIQUE (case_id, finding, revision)
);
CREATE INDEX decisions_by_point ON decisions (point);
CREATE TABLE ticks (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL,
    point TEXT NOT NULL,
    revision INTEGER NOT NULL,
    version INTEGER NOT NULL,
    ticked INTEGER NOT NULL,
    note TEXT NOT NULL,
    who TEXT NOT NULL,
    at INTEGER NOT NULL,
    UNIQUE (case_id, point, revision)
);
CREATE TABLE opinions (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    version INTEGER NOT NULL,
    grade TEXT,
    text TEXT NOT NULL,
    who TEXT NOT NULL,
    at INTEGER NOT NULL,
    UNIQUE (case_id, revision)
);

-- The log.
CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    role TEXT NOT NULL,
    action TEXT NOT NULL,
    case_id INTEGER,
    detail TEXT NOT NULL,
    why TEXT NOT NULL,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL
);
CREATE INDEX audit_by_case ON audit (case_id);
CREATE INDEX audit_by_who ON audit (who);
CREATE TABLE audit_end (entries INTEGER NOT NULL, hash BLOB NOT NULL);
INSERT INTO audit_end VALUES (0, zeroblob(32));

-- What is said stays said. A row that takes the place of another would be deleted in silence, so a row may only come last.
CREATE TRIGGER audit_last BEFORE INSERT ON audit WHEN NEW.seq <> 1 + (SELECT entries FROM audit_end)
    BEGIN SELECT RAISE(ABORT, 'entries of the log only come last'); END;
CREATE TRIGGER audit_kept BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
CREATE TRIGGER audit_whole BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
CREATE TRIGGER flow_history_kept BEFORE UPDATE ON flow_history BEGIN SELECT RAISE(ABORT, 'history is kept'); END;
CREATE TRIGGER flow_history_whole BEFORE DELETE ON flow_history BEGIN SELECT RAISE(ABORT, 'history is kept'); END;
CREATE TRIGGER decisions_kept BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'history is kept'); END;
CREATE TRIGGER decisions_whole BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'history is kept'); END;
CREATE TRIGGER ticks_kept BEFORE UPDATE ON ticks BEGIN SELECT RAISE(ABORT, 'history is kept'); END;
CREATE TRIGGER ticks_whole BEFORE DELETE ON ticks BEGIN SELECT RAISE(ABORT, 'history is kept'); END;
CREATE TRIGGER opinions_kept BEFORE UPDATE ON opinions BEGIN SELECT RAISE(ABORT, 'history is kept'); END;
CREATE TRIGGER opinions_whole BEFORE DELETE ON opinions BEGIN SELECT RAISE(ABORT, 'history is kept'); END;
