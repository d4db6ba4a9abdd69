//! The words that tell a punishment: 判处有期徒刑, 行政拘留十日, 不起诉.

use std::sync::LazyLock;

use super::words::{WORDS, starts};
use crate::extract::elements::PriorKind;
use crate::extract::parties::words::holds;
use crate::text::{Pattern, Range};

static TOLD: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        "(?P<unpunished>不予(?:行政|治安|刑事)处罚|不起诉|免予刑事处罚|免于刑事处罚|免除处罚|免除刑事处罚)|(?P<fined>单处罚金)|(?P<judged>判处|改判处?|判决|判)|(?P<unsaid>(?:法院|本院)(?:有期徒刑|无期徒刑|拘役[0-9一二三四五六七八九十]|管制[0-9一二三四五六七八九十]))|(?P<combined>决定执行(?:有期|无期|拘役|管制|死刑|刑期)|合并[^，。；]{0,12}执行(?:有期|无期|拘役|管制))|(?P<administrative>行政拘留|治安拘留|强制隔离戒毒|强制戒毒|社区戒毒|劳动教养|劳教|收容教养|收容教育|少年管教|行政处罚|治安处罚|治安管理处罚|司法拘留|(?:行政|治安)警告|警告|(?:行政|治安)罚款|(?:处以?|并处|被)?罚款|责令停止违法行为|没收赌资|收缴赌资|拘留[0-9一二三四五六七八九十拾]{1,3}[日天次])",
    )
    .expect("the pattern is fixed")
});

/// One punishment told.
#[derive(Debug, Clone)]
pub(super) struct Event {
    pub kind: PriorKind,
    /// The word that tells it.
    pub range: Range,
    /// Where the punishment itself starts: 有期徒刑 of 判处有期徒刑, 行政拘留 of 行政拘留十日.
    pub punishment: usize,
}

/// Every punishment told in `body`, in order.
pub(super) fn all(plain: &str, body: &Range) -> Vec<Event> {
    let text = &plain[body.clone()];
    let mut found = Vec::new();
    for captures in TOLD.captures_iter(text) {
        let Some(whole) = captures.get(0) else { continue };
        let (before, after) = (&text[..whole.start()], &text[whole.end()..]);
        if starts(after, &WORDS.names_another_thing) || is_changed_or_ended(before) {
            continue;
        }
        if is_asked_for(before) {
            continue;
        }
        let word = whole.as_str();
        let mut skipped = 0;
        let (kind, lead) = if captures.name("judged").is_some() {
            let Some(lead) = judged(before, word, after) else { continue };
            let rest = &text[whole.start() + lead..];
            let kind = if rest.starts_with('免') { PriorKind::Unpunished } else { PriorKind::Criminal };
            (kind, lead)
        } else if captures.name("fined").is_some() {
            (PriorKind::Criminal, 0)
        } else if captures.name("unsaid").is_some() {
            // 被本院有期徒刑九个月: 判处 was left out; the court is no part of the event.
            skipped = "本院".len();
            (PriorKind::Criminal, 0)
        } else if captures.name("combined").is_some() {
            let lead = word.rfind("执行").map_or(0, |at| at + "执行".len());
            (PriorKind::Criminal, lead)
        } else if captures.name("unpunished").is_some() {
            (PriorKind::Unpunished, 0)
        } else {
            if word.ends_with("警告") && !is_warned(word, before) {
                continue;
            }
            if word.starts_with("拘留") && before.ends_with("刑事") {
                continue;
            }
            let lead = LEADS.iter().find(|lead| word.starts_with(**lead)).map_or(0, |lead| lead.len());
            (PriorKind::Administrative, lead)
        };
        let range = body.start + whole.start() + skipped..body.start + whole.end();
        found.push(Event { kind, punishment: range.start + lead, range });
    }
    found
}

/// Bytes before the punishment of 判处…, 判有期…, 改判赵某有期…; none where no punishment is told.
fn judged(before: &str, word: &str, after: &str) -> Option<usize> {
    if word == "判处" {
        let said = ["并决定执行", "并", "的"].iter().find(|word| after.starts_with(**word));
        let named = || name_before_punishment(after).unwrap_or(0);
        return Some(word.len() + said.map_or_else(named, |word| word.len()));
    }
    if word == "判" && before.ends_with(['审', '裁', '原', '前', '宣', '该', '所', '批', '谈']) {
        return None;
    }
    if word == "判" && after.starts_with('刑') {
        return (!after.starts_with("刑期") && !after.starts_with("刑罚") && !after.starts_with("刑时"))
            .then_some(0);
    }
    let words = after.strip_prefix('为').unwrap_or(after);
    let skipped = after.len() - words.len();
    if starts(words, &WORDS.punishment_heads) {
        return Some(word.len() + skipped);
    }
    if word.starts_with("改判") {
        return name_before_punishment(words).map(|at| word.len() + skipped + at);
    }
    None
}

/// 改判赵某某有期徒刑: where the punishment starts behind a short name.
fn name_before_punishment(text: &str) -> Option<usize> {
    if starts(text, &WORDS.punishment_heads) {
        return None;
    }
    text.char_indices()
        .take(8)
        .map(|(at, _)| at)
        .find(|&at| at > 0 && starts(&text[at..], &WORDS.punishment_heads[..7]))
}

/// Words before a sanction that are no part of it.
const LEADS: [&str; 5] = ["被", "决定", "并处", "处以", "处"];

/// 请求对其减轻或免除处罚, 作出如下判决: no sanction of the past.
fn is_asked_for(before: &str) -> bool {
    let clause = before.rsplit(['；', '。', '\n']).next().unwrap_or_default();
    holds(clause, &["请求", "建议", "如下判决", "判决如下", "减轻或", "从轻或"])
}

/// 被公安局警告 is a sanction; a warning within the party or at work is none.
fn is_warned(word: &str, before: &str) -> bool {
    let clause = before.rsplit(['，', '；', '。', '\n']).next().unwrap_or_default();
    word != "警告"
        || clause.contains('被')
            && !before.ends_with("严重")
            && !["党内", "口头", "多次", "经"].iter().any(|word| before.ends_with(word))
}

/// 变更为社区戒毒, 提前解除强制隔离戒毒: what became of a sanction told before.
fn is_changed_or_ended(before: &str) -> bool {
    let clause = before.rsplit(['，', '；', '。', '\n']).next().unwrap_or_default();
    clause.ends_with("解除") || clause.contains("变更") || clause.ends_with("撤销")
}
