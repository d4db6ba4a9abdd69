//! The fields of the query language: names, other names, how their values are read. Data: `fields.toml`.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::search::fold::fold_text;

/// A field one may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldName {
    /// 罪名
    Charge,
    /// 法条
    Article,
    /// 情节
    Circumstance,
    /// 金额 of the crime, in yuan.
    Amount,
    /// 刑期 in months.
    Term,
    /// 刑种
    Punishment,
    /// 缓刑: 是 or 否.
    Suspended,
    /// 缓刑考验期 in months.
    Probation,
    /// 罚金 in yuan.
    Fine,
    /// 日期 of the judgment.
    Date,
    /// 法院
    Court,
    /// 检察院
    Procuratorate,
    /// 承办人
    Handler,
    /// 人员: the accused.
    Person,
    /// 人数 of the accused.
    Persons,
    /// 案件: its name.
    Case,
    /// 案号
    Number,
    /// 文书: its kind.
    Paper,
    /// 标题 of the paper.
    Title,
    /// 来源: 卷宗 or 裁判文书.
    Source,
    /// 评查点: code or title.
    Point,
    /// 严重程度 of a finding.
    Severity,
    /// 问题数: how many findings.
    Findings,
    /// 等次
    Grade,
}

/// How the value of a field is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Text as typed; a comma belongs to it.
    Text,
    /// A name, or a part of one; 、 and ， part several, any of which will do.
    Name,
    /// A charge; ， parts several, 、 belongs to a selective charge.
    Charge,
    /// One of the words the field has ([`FieldInfo::choices`]), and nothing that only contains it.
    Choice,
    /// 是 or 否.
    Flag,
    /// A code such as CM-07, or words.
    Code,
    /// A law, or one of its articles.
    Article,
    /// A day or a span of days.
    Date,
    /// A sum in yuan.
    Money,
    /// A length of time in months.
    Months,
    /// A count.
    Count,
}

impl Kind {
    /// Whether values have an order, so that ranges and comparisons can be asked for.
    pub fn is_ordered(self) -> bool {
        matches!(self, Kind::Date | Kind::Money | Kind::Months | Kind::Count)
    }
}

/// What a person should know of a field, as the help page prints it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldInfo {
    /// The field.
    pub field: FieldName,
    /// Its Chinese name.
    pub name: String,
    /// Other ways to write it.
    pub aliases: Vec<String>,
    /// How its value is read.
    pub kind: Kind,
    /// What it holds, in Chinese.
    pub about: String,
    /// A query that uses it.
    pub example: String,
    /// The words a closed field has; empty for open ones.
    #[serde(default)]
    pub choices: Vec<String>,
    /// Whether other words than the choices are taken as well: an office names its own grades.
    #[serde(default)]
    pub open: bool,
    /// Other words for the choices.
    #[serde(default)]
    pub synonyms: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct File {
    field: Vec<FieldInfo>,
}

static FIELDS: LazyLock<Vec<FieldInfo>> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("fields.toml")).expect("the shipped table parses");
    file.field
});

static BY_NAME: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
    let names = |(at, info): (usize, &'static FieldInfo)| {
        info.aliases.iter().chain([&info.name]).map(move |name| (fold_text(name), at))
    };
    fields().iter().enumerate().flat_map(names).collect()
});

/// No alias is longer; what is longer before a colon is text.
pub(super) const LONGEST_NAME: usize = 16;

/// Likeness from which a name counts as a slip: one of two characters.
const ALIKE: f64 = 0.5;

const NEAREST: usize = 3;

/// All fields, in the order of the help page.
pub fn fields() -> &'static [FieldInfo] {
    &FIELDS
}

impl FieldName {
    /// What the table says of it.
    pub fn info(self) -> &'static FieldInfo {
        let found = fields().iter().find(|info| info.field == self);
        found.expect("every field has its row, see the tests")
    }

    /// The Chinese name.
    pub fn label(self) -> &'static str {
        &self.info().name
    }
}

/// The field of this name or alias, whatever its case and width, also in traditional characters.
pub(super) fn find(name: &str) -> Option<&'static FieldInfo> {
    if name.chars().count() > LONGEST_NAME {
        return None;
    }
    BY_NAME.get(&fold_text(name)).and_then(|&at| fields().get(at))
}

/// Names so like a name that it is probably a slip of one of them; empty where it is rather text.
pub(super) fn alike(name: &str) -> Vec<&'static str> {
    let name = fold_text(name);
    if name.chars().count() > LONGEST_NAME || name.is_empty() {
        return Vec::new();
    }
    let mut ranked: Vec<(f64, &'static str)> = fields()
        .iter()
        .filter_map(|info| {
            let names = info.aliases.iter().chain([&info.name]);
            let best =
                names.map(|known| strsim::normalized_levenshtein(&name, known)).max_by(f64::total_cmp)?;
            (best >= ALIKE).then_some((best, info.name.as_str()))
        })
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    ranked.into_iter().take(NEAREST).map(|(_, name)| name).collect()
}
