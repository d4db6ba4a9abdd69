-- Cases: dossiers of the office and judgments taken in.
CREATE TABLE cases (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,          -- name of the dossier, id of the judgment
    origin TEXT NOT NULL,              -- dossier | judgment
    revision INTEGER NOT NULL,         -- of the last write
    content BLOB NOT NULL,             -- SHA-256 of what was given: the same again is no change
    profile TEXT NOT NULL,             -- JSON
    tags TEXT NOT NULL,                -- JSON: findings that are open
    grade TEXT
);
CREATE INDEX cases_by_revision ON cases (revision);

-- One row a paper; text compressed.
CREATE TABLE papers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    document TEXT NOT NULL,            -- d1, d2 …
    file TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT,
    first_page INTEGER NOT NULL,
    page_starts TEXT NOT NULL,         -- JSON: character at which each page starts
    facts TEXT NOT NULL,               -- JSON: [start, end] in characters; empty unless the case is known by this paper
    text BLOB NOT NULL
);
CREATE INDEX papers_by_case ON papers (case_id);

-- Cases taken away, so that what follows the store forgets them too.
CREATE TABLE removals (
    revision INTEGER NOT NULL,
    case_id INTEGER NOT NULL
);
CREATE INDEX removals_by_revision ON removals (revision);

CREATE TABLE counter (revision INTEGER NOT NULL);
INSERT INTO counter VALUES (0);
