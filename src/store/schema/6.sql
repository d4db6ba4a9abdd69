-- Somebody else gave the password: it is to be changed before anything else is done with the account.
ALTER TABLE users ADD COLUMN temporary INTEGER NOT NULL DEFAULT 0;
