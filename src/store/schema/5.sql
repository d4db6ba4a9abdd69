-- What the queue shows of each reviewed version, made from its review. Made again where the form is an older one.
CREATE TABLE briefs (
    review_id INTEGER PRIMARY KEY REFERENCES reviews (id) ON DELETE CASCADE,
    form INTEGER NOT NULL,
    brief TEXT NOT NULL                -- JSON
);

-- Filters that people kept, each their own.
CREATE TABLE views (
    user TEXT NOT NULL REFERENCES users (name) ON DELETE CASCADE,
    name TEXT NOT NULL,
    filter TEXT NOT NULL,              -- JSON
    sorted TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (user, name)
) WITHOUT ROWID;

-- Clean cases signed off together, and which of them were set aside for a human look.
CREATE TABLE samples (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    token TEXT NOT NULL UNIQUE,        -- of the form that was sent: sent twice it is one batch
    seed INTEGER NOT NULL,             -- the bits of an unsigned number
    percent INTEGER NOT NULL,
    who TEXT NOT NULL,
    at INTEGER NOT NULL
);
CREATE TABLE sample_cases (
    sample_id INTEGER NOT NULL REFERENCES samples (id),
    place INTEGER NOT NULL,            -- in the list that was handed in
    case_id INTEGER NOT NULL,
    version INTEGER NOT NULL,          -- of the review it was looked at by
    expected INTEGER NOT NULL,         -- revision of its state that was looked at
    outcome TEXT NOT NULL,             -- sampled | waiting | signed | refused
    reason TEXT NOT NULL,
    PRIMARY KEY (sample_id, place)
) WITHOUT ROWID;
CREATE INDEX sample_cases_by_case ON sample_cases (case_id, outcome);
CREATE TRIGGER samples_kept BEFORE UPDATE ON samples BEGIN SELECT RAISE(ABORT, 'history is kept'); END;
CREATE TRIGGER samples_whole BEFORE DELETE ON samples BEGIN SELECT RAISE(ABORT, 'history is kept'); END;
CREATE TRIGGER sample_cases_kept BEFORE UPDATE ON sample_cases WHEN OLD.outcome <> 'waiting'
    BEGIN SELECT RAISE(ABORT, 'history is kept'); END;
CREATE TRIGGER sample_cases_whole BEFORE DELETE ON sample_cases BEGIN SELECT RAISE(ABORT, 'history is kept'); END;
