-- Originals, byte for byte, each once.
CREATE TABLE files (
    hash BLOB PRIMARY KEY,             -- SHA-256 of the bytes
    size INTEGER NOT NULL,             -- of the bytes
    packing TEXT NOT NULL,             -- zstd | plain, whichever is smaller
    bytes BLOB NOT NULL
);

-- What was found in a case each time its dossier was different.
CREATE TABLE reviews (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,          -- 1, 2 …
    content BLOB NOT NULL,             -- SHA-256 of names and hashes of the originals
    as_of TEXT NOT NULL,               -- day whose standards were applied
    created INTEGER NOT NULL,          -- Unix milliseconds, as all times here
    review BLOB NOT NULL,              -- packed JSON
    UNIQUE (case_id, version)
);

CREATE TABLE review_files (
    review_id INTEGER NOT NULL REFERENCES reviews (id) ON DELETE CASCADE,
    name TEXT NOT NULL,                -- inside the dossier
    hash BLOB NOT NULL REFERENCES files (hash),
    PRIMARY KEY (review_id, name)
) WITHOUT ROWID;
CREATE INDEX review_files_by_hash ON review_files (hash);

CREATE TABLE jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,                -- folder | upload | card
    key TEXT NOT NULL,                 -- of the case
    source TEXT NOT NULL,              -- path, or name of the file that was handed in
    hash BLOB REFERENCES files (hash), -- of the file that was handed in
    state TEXT NOT NULL,               -- queued | running | done | dead
    attempts INTEGER NOT NULL DEFAULT 0,    -- that failed
    interrupted INTEGER NOT NULL DEFAULT 0, -- times its worker died over it
    due INTEGER NOT NULL,              -- not before
    worker TEXT,                       -- who holds it, while running
    lease INTEGER,                     -- until when
    progress TEXT NOT NULL,            -- in Chinese
    reason TEXT,                       -- of the last failure, in Chinese
    version INTEGER,                   -- of the case, when done
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL
);
CREATE INDEX jobs_by_state ON jobs (state, interrupted, due, id);
CREATE INDEX jobs_by_key ON jobs (key);
CREATE INDEX jobs_by_hash ON jobs (hash);

-- What lay in a watched folder when it was queued, so that a restart queues nothing twice.
CREATE TABLE watched (
    path TEXT PRIMARY KEY,
    listing BLOB NOT NULL              -- SHA-256 of names, sizes and times
);
