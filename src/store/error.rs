//! What can go wrong with the store, in one Chinese sentence that says what to do.

use std::path::PathBuf;

use super::DatabaseError;

/// Why the store could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The data folder cannot be made.
    #[error("无法建立数据文件夹 {path}，请核对权限，或用 --data-dir 换一个位置")]
    Folder {
        /// Where.
        path: PathBuf,
    },
    /// A later program wrote the store.
    #[error("数据文件的版本（{version}）比本程序（{known}）新，请用新版程序打开")]
    Newer {
        /// Version of the file.
        version: usize,
        /// Latest version this program knows.
        known: usize,
    },
    /// Anything the database reports.
    #[error("数据文件无法读写，请核对磁盘空间与权限；若文件已损坏，请从备份恢复")]
    Database(#[from] DatabaseError),
    /// A stored value cannot be read back.
    #[error("数据文件中有一条记录无法读取，请重新加入该案件")]
    Record(#[from] serde_json::Error),
    /// A stored text cannot be unpacked.
    #[error("数据文件中有一份文书无法读取，请重新加入该案件")]
    Text(#[source] std::io::Error),
    /// The rights do not allow it, or it makes no sense where the case stands; the sentence says why.
    #[error("{0}")]
    Refused(String),
    /// Somebody else was faster: what the caller looked at is no longer the last word.
    #[error("他人已先行处理，请刷新后再试")]
    Behind {
        /// Revision that is the last word now.
        current: i64,
    },
    /// There is no such case.
    #[error("没有这件案件，可能已被移出")]
    NoCase,
    /// There is no such account.
    #[error("没有这个账号")]
    NoUser,
}
