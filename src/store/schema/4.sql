-- What a reviewer has typed and not yet said: a row a person, case and field, written over and over. No history, no log.
CREATE TABLE drafts (
    user TEXT NOT NULL REFERENCES users (name) ON DELETE CASCADE,
    case_id INTEGER NOT NULL,
    field TEXT NOT NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (user, case_id, field)
) WITHOUT ROWID;
CREATE INDEX drafts_by_case ON drafts (case_id);

-- Words in place of a finding's own.
ALTER TABLE decisions ADD COLUMN wording TEXT;
