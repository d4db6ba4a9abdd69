//! The log: each entry carries the hash of the one before, so that a change anywhere shows.
//!
//! Who can write the file can make the whole chain anew; against that helps the [`Seal`], noted outside the machine. No
//! case text enters an entry: cases are numbers, findings the names that [`super::identities`] gives them.

use sha2::{Digest, Sha256};

use super::token::hex;

/// What is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// From 1, without gaps.
    pub seq: i64,
    /// Milliseconds since 1970 (UTC).
    pub at: i64,
    /// Account.
    pub who: String,
    /// Role in which it was done; empty where it was refused.
    pub role: String,
    /// Code of the action, or of what else happened (`sign_in`).
    pub action: String,
    /// Number of the case.
    pub case: Option<i64>,
    /// What exactly: codes, names of accounts, counts.
    pub detail: String,
    /// Why, as the person said.
    pub why: String,
}

/// An entry as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// The entry.
    pub entry: Entry,
    /// Hash of the entry before.
    pub previous: Hash,
    /// Hash over this entry and `previous`.
    pub hash: Hash,
}

/// A link of the chain.
pub type Hash = [u8; 32];

/// Before the first entry.
pub const START: Hash = [0; 32];

/// How far the log is, in a form to be noted elsewhere: `1024:9f86…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seal {
    /// Entries.
    pub entries: i64,
    /// Hash of the last one.
    pub hash: Hash,
}

impl std::fmt::Display for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.entries, hex(&self.hash))
    }
}

impl std::str::FromStr for Seal {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let refused = || "封印应为“条数:64 位十六进制”".to_owned();
        let (entries, written) = text.trim().split_once(':').ok_or_else(refused)?;
        let entries = entries.parse().map_err(|_| refused())?;
        let mut hash = START;
        if written.len() != 64 || !written.is_ascii() {
            return Err(refused());
        }
        for (at, byte) in hash.iter_mut().enumerate() {
            let pair = written.get(2 * at..2 * at + 2).ok_or_else(refused)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| refused())?;
        }
        Ok(Self { entries, hash })
    }
}

/// The first place where the log does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// The numbers leap.
    #[error("第 {wanted} 条缺失或次序不对（此处为第 {found} 条）")]
    Gap {
        /// Number that should stand here.
        wanted: i64,
        /// Number that does.
        found: i64,
    },
    /// The entry does not follow the one before.
    #[error("第 {seq} 条与上一条不衔接")]
    Link {
        /// Which.
        seq: i64,
    },
    /// The entry is not what was written.
    #[error("第 {seq} 条的内容被改动")]
    Content {
        /// Which.
        seq: i64,
    },
    /// The end is missing, or entries were added behind it.
    #[error("日志应有 {wanted} 条，实有 {found} 条，末尾被改动")]
    End {
        /// Entries there should be.
        wanted: i64,
        /// Entries there are.
        found: i64,
    },
    /// The log does not hold what was noted elsewhere.
    #[error("第 {seq} 条与此前记下的封印不符，日志被整体重写")]
    Seal {
        /// Where the seal was taken.
        seq: i64,
    },
}

impl Entry {
    /// Seals the entry behind another.
    pub fn seal(self, previous: Hash) -> Sealed {
        let hash = link(&self, &previous);
        Sealed { entry: self, previous, hash }
    }
}

/// Checks one entry after another.
#[derive(Debug)]
pub struct Verifier {
    seal: Seal,
    noted: Option<Seal>,
}

impl Verifier {
    /// Begins; a seal noted elsewhere is looked for on the way.
    pub fn new(noted: Option<Seal>) -> Self {
        Self { seal: Seal { entries: 0, hash: START }, noted }
    }

    /// Takes the next entry.
    ///
    /// # Errors
    /// Where it does not hold.
    pub fn take(&mut self, sealed: &Sealed) -> Result<(), Broken> {
        let seq = sealed.entry.seq;
        let wanted = self.seal.entries + 1;
        if seq != wanted {
            return Err(Broken::Gap { wanted, found: seq });
        }
        if sealed.previous != self.seal.hash {
            return Err(Broken::Link { seq });
        }
        if sealed.hash != link(&sealed.entry, &sealed.previous) {
            return Err(Broken::Content { seq });
        }
        self.seal = Seal { entries: seq, hash: sealed.hash };
        match self.noted {
            Some(noted) if noted.entries == seq && noted.hash != sealed.hash => Err(Broken::Seal { seq }),
            _ => Ok(()),
        }
    }

    /// Ends, at the place the store says the log ends.
    ///
    /// # Errors
    /// When the end is elsewhere.
    pub fn finish(self, end: Seal) -> Result<Seal, Broken> {
        let found = self.seal.entries;
        let wanted = end.entries.max(self.noted.map_or(0, |noted| noted.entries));
        if found != wanted {
            return Err(Broken::End { wanted, found });
        }
        if self.seal.hash != end.hash {
            return Err(Broken::Content { seq: found });
        }
        Ok(self.seal)
    }
}

/// Hash over the canonical bytes: each field with its length in front, so that no two entries give the same bytes.
fn link(entry: &Entry, previous: &Hash) -> Hash {
    let mut hash = Sha256::new_with_prefix(b"qiuhao audit 1");
    hash.update(previous);
    hash.update(entry.seq.to_le_bytes());
    hash.update(entry.at.to_le_bytes());
    hash.update([u8::from(entry.case.is_some())]);
    hash.update(entry.case.unwrap_or_default().to_le_bytes());
    for field in [&entry.who, &entry.role, &entry.action, &entry.detail, &entry.why] {
        hash.update((field.len() as u64).to_le_bytes());
        hash.update(field);
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests;
