//! Why a file could not be read, in words for the person who put it there.

/// A reason with what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(in crate::document) enum Unreadable {
    #[error("空文件，没有内容。请核对是否复制完整。")]
    Empty,
    #[error("文件里没有文字。")]
    NoText,
    #[error("文件过大（{megabytes} MB，上限 {limit} MB），未读取。请拆分后再放入。")]
    TooLarge { megabytes: u64, limit: u64 },
    #[error("{0} 图片，暂不能识别文字。请附上文字版。")]
    Image(&'static str),
    #[error("扩展名是 .{extension}，内容却是{actual}，未读取。请核对文件是否存错或改错了扩展名。")]
    WrongExtension { extension: String, actual: &'static str },
    #[error("旧版 {0} 格式，暂不支持。请用 Word 或 WPS 另存为 .docx（表格存为 .xlsx）后再放入。")]
    OldOffice(&'static str),
    #[error("设有密码或权限保护，无法读取。请解除保护后再放入。")]
    Locked,
    #[error("{0} 格式，暂不支持。请转成 .docx、.pdf 或 .txt 后再放入。")]
    Unsupported(String),
    #[error("没有扩展名，内容也不像文字，未读取。")]
    Unknown,
    #[error("内容不是文字（可能是损坏的文件或其他格式），未读取。")]
    NotText,
    #[error("扫描件，暂不能识别。请附上文字版。")]
    ScannedPdf,
    #[error("文件不完整或已损坏（可能复制、下载中断），无法读取。请重新取得该文件。")]
    Damaged,
    #[error("压缩包里还有压缩包，只展开一层，未读取。请解压后放入。")]
    NestedArchive,
    #[error("压缩包内的文件名指向包外（{0}），为安全起见未读取。")]
    EscapingName(String),
    #[error("解压后体积异常（疑似压缩炸弹），未读取。请核对压缩包来源。")]
    Bomb,
    #[error("压缩包内文件过多（超过 {0} 个），其余未读取。请分成几卷。")]
    TooManyEntries(usize),
    #[error("无法打开：{0}。请检查文件权限。")]
    Io(String),
    #[error("案卡不是有效的 JSON（第 {line} 行第 {column} 列起），未能采用。请改正后再放入。")]
    CardSyntax { line: usize, column: usize },
    #[error("案卡表格里没有可识别的项目。第一列写项目名、第二列写内容即可。")]
    EmptyCard,
}
