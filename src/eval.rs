//! Floor 9: measures quality on data that stays outside the project. Prints figures, never case text.

pub mod amount;
pub mod articles;
pub mod charges;
pub mod data;
pub mod elements;
pub mod entities;
pub mod events;
pub mod findings;
mod lawbench;
pub mod matching;
pub mod mutations;
pub mod periods;
pub mod proofread;
pub mod search;
pub mod similar;
pub mod speed;
mod table;
pub mod terms;

use std::path::Path;

use anyhow::Result;

/// Runs a suite by name and returns its table.
pub fn run(suite: Suite, data: &Path) -> Result<String> {
    match suite {
        Suite::Elements => elements::run(data),
        Suite::Events => events::run(data),
        Suite::Entities => entities::run(data),
        Suite::Findings => findings::run(data),
        Suite::Matching => matching::run(data),
        Suite::Periods => periods::run(data),
        Suite::Charges => charges::run(data),
        Suite::Articles => articles::run(data),
        Suite::Amount => amount::run(data),
        Suite::Terms => terms::run(data),
        Suite::Proofread => proofread::run(data),
        Suite::Similar => similar::run(data),
        Suite::Mutations => mutations::run(Path::new("corpus")),
        Suite::Search => search::run(data, 1),
        Suite::SearchTenfold => search::run(data, 10),
        Suite::Speed => speed::run(),
    }
}

impl Suite {
    /// Whether the suite reads the data folder.
    pub fn needs_data(self) -> bool {
        !matches!(self, Self::Mutations | Self::Speed)
    }
}

/// What can be measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Suite {
    /// 判决书要素抽取的覆盖率
    Elements,
    /// 事件类型与触发词（LawBench 2-9、2-10）
    Events,
    /// 实体识别：盗窃、毒品、驾驶、LawBench 2-6 与拟真姓名
    Entities,
    /// 每个评查点在单份判决书上报出多少，并与上次的计数比较
    Findings,
    /// 两份文书中的同一事实（1,000 件中找回）
    Matching,
    /// 判决书载明的刑期止日与计算是否相符
    Periods,
    /// 由事实到罪名（LawBench 3-3），以及各被告人的罪名
    Charges,
    /// 由事实与罪名到法条（LawBench 3-1）
    Articles,
    /// 犯罪数额（LawBench 3-7）
    Amount,
    /// 扫描判决书中各被告人的刑期
    Terms,
    /// 文字校对：改对多少、误改多少
    Proofread,
    /// 类案排序（LeCaRD 查询，交叉验证）
    Similar,
    /// 在示例卷宗中植入差错，看评查能否发现（不用外部数据）
    Mutations,
    /// 检索：建索引的快慢与大小、任取原文能否查到、查询用时
    Search,
    /// 同上，文书数量为十倍（另九份改动过）
    SearchTenfold,
    /// 编码器每秒读多少句：8 位各指令集与 candle f32（不用外部数据）
    Speed,
}
