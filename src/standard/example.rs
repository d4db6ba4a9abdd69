//! Examples of a point: short dossiers with what must, or must not, come out.

/// What a point must do with an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expectation {
    /// 应报: the point fails.
    Report,
    /// 不应报: the point stays silent.
    Silent,
    /// 无法判断: the point says so.
    Unknown,
}

/// A short dossier.
#[derive(Debug, Clone)]
pub struct Example {
    /// Heading of the example.
    pub title: String,
    /// What must come out.
    pub expectation: Expectation,
    /// File name and text of each paper.
    pub papers: Vec<(String, String)>,
}

/// Reads the examples below the heading 示例: `### 应报：…` followed by a fenced block whose papers are headed
/// by lines `--- 文件名`.
///
/// An error comes with the heading it stands under.
pub(super) fn parse(prose: &str) -> Result<Vec<Example>, (String, String)> {
    let Some((_, part)) = prose.split_once("## 示例") else { return Ok(Vec::new()) };
    part.split("\n### ")
        .skip(1)
        .map(|block| one(block).map_err(|reason| (format!("### {}", first_line(block)), reason)))
        .collect()
}

fn first_line(block: &str) -> &str {
    block.lines().next().unwrap_or_default()
}

fn one(block: &str) -> Result<Example, String> {
    let title = first_line(block);
    let rest = block.get(title.len()..).unwrap_or_default();
    let expectation = if title.starts_with("应报") {
        Expectation::Report
    } else if title.starts_with("不应报") {
        Expectation::Silent
    } else if title.starts_with("无法判断") {
        Expectation::Unknown
    } else {
        return Err(format!("示例标题须以 应报、不应报 或 无法判断 开头：{title}"));
    };
    let fenced = rest.split("```").nth(1).ok_or_else(|| format!("示例“{title}”没有代码块"))?;
    let content = fenced.split_once('\n').map_or("", |(_, content)| content);
    let mut papers: Vec<(String, String)> = Vec::new();
    for line in content.lines() {
        if let Some(name) = line.strip_prefix("--- ") {
            papers.push((name.trim().to_owned(), String::new()));
        } else if let Some((_, text)) = papers.last_mut() {
            text.push_str(line);
            text.push('\n');
        }
    }
    if papers.is_empty() {
        return Err(format!("示例“{title}”里没有以 --- 文件名 开头的文书"));
    }
    Ok(Example { title: title.to_owned(), expectation, papers })
}
