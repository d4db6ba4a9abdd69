//! What can go wrong with the archive, in one Chinese sentence that says what to do.

use crate::store::StoreError;

/// Why the archive could not be opened, filled or asked.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The store below.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The index files cannot be made.
    #[error("无法写入索引文件夹，请核对权限与磁盘空间")]
    Folder(#[from] std::io::Error),
    /// The models that compare cases.
    #[error(transparent)]
    Model(#[from] crate::nlp::ModelError),
    /// Somebody else is writing the index.
    #[error("另一个程序正在更新索引，请等它完成后再试")]
    Busy,
    /// Anything the index reports.
    #[error("索引无法读写，请核对磁盘空间；也可以删除数据文件夹中的 index 文件夹，程序会重新建立")]
    Index(#[source] tantivy::TantivyError),
}

impl From<tantivy::TantivyError> for SearchError {
    fn from(error: tantivy::TantivyError) -> Self {
        match error {
            tantivy::TantivyError::LockFailure(..) => Self::Busy,
            other => Self::Index(other),
        }
    }
}
