//! What can go wrong with a model, told to the user in Chinese with what to do.

/// Why a model cannot be used. Cheap to clone: a failed load is remembered and told again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// The manifest does not list the model.
    #[error("没有名为“{0}”的模型：程序未附带，模型目录中也没有")]
    NotShipped(String),
    /// The models are switched off.
    #[error("模型已关闭（--no-models），不能使用“{0}”")]
    TurnedOff(String),
    /// A file of the folder cannot be read.
    #[error("读不了模型文件 {file}：{reason}，请核对路径与权限")]
    Unreadable {
        /// Name of the file.
        file: String,
        /// What the system says.
        reason: String,
    },
    /// `manifest.json` is not what it should be.
    #[error("模型清单 manifest.json 有误：{0}")]
    Manifest(String),
    /// The file is not the one that the manifest describes.
    #[error("模型文件 {file} 与清单不符（{what}），可能下载不全或被改动，请重新取得")]
    Altered {
        /// Name of the file.
        file: String,
        /// Size or hash.
        what: &'static str,
    },
    /// The tokenizer cannot be read.
    #[error("分词器 tokenizer.json 有误：{0}")]
    Tokenizer(String),
    /// A tensor is missing or has another type or shape.
    #[error("模型文件 {file} 中的 {tensor} 不可用：{reason}")]
    Layout {
        /// Name of the file.
        file: String,
        /// Name of the tensor.
        tensor: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The model has no such head.
    #[error("模型“{model}”没有名为“{head}”的输出")]
    NoHead {
        /// Name of the model.
        model: String,
        /// Name of the head asked for.
        head: String,
    },
    /// The entry of the manifest is for the other kind of model.
    #[error("模型“{0}”不是所需的类型")]
    OtherKind(String),
    /// The tensor library refuses.
    #[error("模型计算失败：{0}")]
    Compute(String),
}

impl From<candle_core::Error> for ModelError {
    fn from(error: candle_core::Error) -> Self {
        Self::Compute(error.to_string())
    }
}
