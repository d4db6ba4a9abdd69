//! Sex, birth, identity number, ethnic group, education, occupation and places of a person.

use std::sync::LazyLock;

use regex::Regex;

use super::clause::{self, Clause, Label};
use super::ethnic;
use super::words::{FIELDS, holds};
use crate::document::Document;
use crate::extract::elements::{Party, PartyRole, Sex};
use crate::extract::people;
use crate::text::{Cited, Found, Moment, Range, date, identity};

/// Read from a named field.
const NAMED: f32 = 0.97;
/// Read from its place and form.
const PLACED: f32 = 0.9;
/// What is left over.
const GUESSED: f32 = 0.6;

static EDUCATION: LazyLock<Regex> = LazyLock::new(|| {
    let words = FIELDS.education_words.join("|");
    let tail =
        "文化程度|文化|文华|程度|学历|毕业|肄业|在读|就读|辍学|休学|退学|结业|学位|在校|[一二三四五六]年级";
    Regex::new(&format!(
        "^(?:相当于|具有|普通|全日制|中央|省|成人|在职|自报|职业|中等|高等)*(?:{words})(?:[、（]?(?:{words}|{tail})[）]?)*"
    ))
    .expect("the list holds plain words")
});

/// Words of custody and earlier sanctions: such a clause names no field.
const TAIL: [&str; 20] = [
    "涉嫌",
    "拘留",
    "逮捕",
    "取保",
    "羁押",
    "判处",
    "刑满",
    "释放",
    "教养",
    "处罚",
    "监视居住",
    "抓获",
    "戒毒",
    "罚金",
    "缓刑",
    "因犯",
    "曾因",
    "因本案",
    "判刑",
    "传唤",
];

/// Fills the fields of `party` from its paragraph.
pub(super) fn read(document: &Document, body: &Range, dates: &[Found<Moment>], party: &mut Party) {
    let plain = document.plain();
    let mut in_tail = false;
    for clause in clause::all(plain, body) {
        let text = &plain[clause.start..clause.value.end];
        // 上诉人某的诉讼代理人周某，律师: what follows tells of somebody else.
        if clause.label.is_none() && holds(text, &["诉讼代理人", "委托代理人", "共同代理人"]) {
            break;
        }
        let is_tail = holds(text, &TAIL)
            && !matches!(clause.label, Some(Label::Address | Label::Household) if !holds(text, &["涉嫌", "因犯", "判处"]))
            && !matches!(clause.label, Some(Label::Occupation) if !text.contains("涉嫌"));
        // 因未持操作证，违规作业，被行政拘留: a reason, and what goes on with it.
        in_tail |= is_tail || clause.label.is_none() && text.starts_with('因');
        if is_tail {
            continue;
        }
        let reader = Reader { document, dates, in_tail };
        match clause.label {
            Some(label) => reader.named(label, &clause, party),
            None if !in_tail => reader.placed(clause.value.clone(), party),
            None => {}
        }
    }
}

struct Reader<'a> {
    document: &'a Document,
    dates: &'a [Found<Moment>],
    in_tail: bool,
}

impl Reader<'_> {
    fn text(&self, range: &Range) -> &str {
        &self.document.plain()[range.clone()]
    }

    fn named(&self, label: Label, clause: &Clause, party: &mut Party) {
        let range = match label {
            Label::Birthplace | Label::Household | Label::Address => self.without_remark(&clause.value),
            _ => clause.value.clone(),
        };
        let text = self.text(&range);
        let whole = || Some(self.document.cite(text.to_owned(), &range, NAMED));
        match label {
            Label::Sex => self.sex(&range, party),
            Label::Birth => self.birth(&range, party),
            Label::Identity => self.identity(&range, party),
            Label::Ethnicity => {
                let is_whole = text.ends_with('族') || ethnic::at_start(text) == Some(text.len());
                let value = if is_whole { text.to_owned() } else { format!("{text}族") };
                party.ethnicity.get_or_insert_with(|| self.document.cite(value, &range, NAMED));
            }
            Label::Education => party.education = party.education.take().or_else(whole),
            Label::Occupation
                if works(party)
                    && !self.in_tail
                    && !holds(
                        text,
                        &["被告人", "被害人", "之妻", "之子", "之父", "之母", "关系", "本案"],
                    ) =>
            {
                self.occupation(&(clause.start..range.start), &range, party);
            }
            Label::Birthplace => {
                if self
                    .dates
                    .iter()
                    .any(|date| range.start <= date.range.start && date.range.end <= range.end)
                {
                    self.birth(&range, party);
                } else {
                    let range = self.second_label(&range, party);
                    self.birthplace(&range, party);
                }
            }
            Label::Household | Label::Address if is_no_place(text) => {}
            Label::Household => {
                let words = self.text(&(clause.start..range.start));
                let range = self.second_label(&range, party);
                let value = || Some(self.document.cite(self.text(&range).to_owned(), &range, NAMED));
                if words.contains("住") && (words.contains("及") || words.contains("、")) {
                    party.address = party.address.take().or_else(value);
                }
                party.household = party.household.take().or_else(value);
            }
            Label::Address => {
                let words = self.text(&(clause.start..range.start));
                if words.contains("户籍") {
                    party.household = party.household.take().or_else(whole);
                }
                // 现住 is closer than 捕前住 or 暂住, but one of them is better than none.
                party.address = party.address.take().or_else(whole);
            }
            Label::Alias => self.alias(&range, party),
            Label::Occupation | Label::Skip => {}
        }
    }

    /// 原系某局局长 is what somebody was, so the word is kept; 现任某公司经理 behind it is what counts.
    fn occupation(&self, label: &Range, range: &Range, party: &mut Party) {
        let words = self.text(label);
        let is_former = |work: &Cited<String>| work.value.starts_with('原');
        if words.contains('现') && party.occupation.as_ref().is_some_and(is_former) {
            party.occupation = None;
        }
        let start = words.find('原').map_or(range.start, |at| label.start + at);
        let work =
            || self.document.cite(self.text(&(start..range.end)).to_owned(), &(start..range.end), NAMED);
        party.occupation.get_or_insert_with(work);
    }

    /// 住云岭县（以上身份情况系自报）: the bracket is no part of the place.
    fn without_remark(&self, range: &Range) -> Range {
        let text = self.text(range);
        let Some(open) = text.rfind('（').filter(|_| text.ends_with('）')) else { return range.clone() };
        let is_remark = holds(
            &text[open..],
            &["自报", "简称", "以下称", "下称", "以上", "上述", "身份", "未核实", "均系", "下同"],
        );
        if is_remark && open > 0 { range.start..range.start + open } else { range.clone() }
    }

    /// 户籍所在地及现住址X, 户籍所在地X住Y: takes the second field off, leaves the first.
    fn second_label(&self, range: &Range, party: &mut Party) -> Range {
        let text = self.text(range);
        for joint in ["及", "、", "暨", "和", "与"] {
            let Some(rest) = text.strip_prefix(joint) else { continue };
            let Some((label, length)) = clause::label_at_start(rest) else { continue };
            let value = range.end - rest.len() + length..range.end;
            let place = || self.document.cite(self.text(&value).to_owned(), &value, NAMED);
            match label {
                Label::Address => _ = party.address.get_or_insert_with(place),
                Label::Household => _ = party.household.get_or_insert_with(place),
                _ => continue,
            }
            return value;
        }
        range.clone()
    }

    /// Fields told by their form and place; a clause without commas may hold several.
    fn placed(&self, mut range: Range, party: &mut Party) {
        while !range.is_empty() {
            let text = self.text(&range);
            let taken = if let Some(length) = Self::sex_at(text, party) {
                self.sex(&(range.start..range.start + length), party);
                length
            } else if let Some(length) = self.birth_at(&range, party) {
                length
            } else if let Some(length) = ethnic::at_start(text) {
                let place = range.start..range.start + length;
                party
                    .ethnicity
                    .get_or_insert_with(|| self.document.cite(text[..length].to_owned(), &place, PLACED));
                length + text[length..].strip_prefix('人').map_or(0, |_| '人'.len_utf8())
            } else if let Some(length) = education_at(text, party) {
                let place = range.start..range.start + length;
                party
                    .education
                    .get_or_insert_with(|| self.document.cite(text[..length].to_owned(), &place, PLACED));
                length
            } else if let Some((label, length)) = clause::label_at_start(text) {
                let clause =
                    Clause { label: Some(label), value: range.start + length..range.end, start: range.start };
                self.named(label, &clause, party);
                return;
            } else {
                self.left_over(&range, party);
                return;
            };
            range.start += taken;
        }
    }

    fn sex_at(text: &str, party: &Party) -> Option<usize> {
        let sex = text.chars().next().filter(|c| matches!(c, '男' | '女'))?;
        let rest = &text[sex.len_utf8()..];
        let length = if rest.starts_with('性') { 6 } else { 3 };
        let is_whole = rest.is_empty() || rest == "性";
        (is_whole || party.sex.is_none() && !rest.starts_with(['子', '儿', '友', '工', '士']))
            .then_some(length)
    }

    fn sex(&self, range: &Range, party: &mut Party) {
        let text = self.text(range);
        let sex = if text.starts_with('男') {
            Sex::Male
        } else if text.starts_with('女') {
            Sex::Female
        } else {
            return;
        };
        let range = range.start..range.start + '男'.len_utf8();
        party.sex.get_or_insert_with(|| self.document.cite(sex, &range, NAMED));
    }

    fn birth(&self, range: &Range, party: &mut Party) {
        let date =
            self.dates.iter().find(|date| range.start <= date.range.start && date.range.start < range.end);
        if let Some(date) = date {
            party.birth.get_or_insert_with(|| self.document.cite(date.value, &date.range, NAMED));
        }
    }

    /// A birth date at the start of the clause, with 出生于 and the place after it.
    fn birth_at(&self, range: &Range, party: &mut Party) -> Option<usize> {
        let date = self.dates.iter().find(|date| {
            date.range.start >= range.start
                && date.range.start <= range.start + 9
                && date.range.end <= range.end
        })?;
        let after = self.text(&(date.range.end..range.end));
        let lead = self.text(&(range.start..date.range.start));
        if !lead.is_empty() && !matches!(lead, "生于" | "自报" | "于" | "农历" | "约" | "出生于") {
            return None;
        }
        let after = after.trim_start_matches("（农历）").trim_start_matches("（公历）");
        let is_said = after.starts_with('出') || after.starts_with('生') || matches!(lead, "生于" | "出生于");
        if !is_said && !after.is_empty() && !after.starts_with('，') {
            // 1990年1月2日汉族: a date where the birth date belongs.
            ethnic::at_start(after)?;
        }
        // A date alone behind a seal is when the paper was signed: （户口专用章）2022年7月18日.
        let is_sealed = after.is_empty() && self.document.plain()[..range.start].ends_with('）');
        if !is_said && (party.sex.is_none() || is_sealed || self.leads_event(range)) {
            return None;
        }
        if party.birth.is_some() {
            return Some(range.end - range.start);
        }
        party.birth = Some(self.document.cite(date.value, &date.range, if is_said { NAMED } else { PLACED }));
        let mut at = range.end - after.len();
        for word in ["出", "生人", "生"] {
            if self.text(&(at..range.end)).starts_with(word) {
                at += word.len();
            }
        }
        let rest = self.text(&(at..range.end));
        // 1990年3月7日出生青城市南山区
        let is_place = rest.ends_with(['省', '市', '县', '区', '州', '旗', '镇', '乡'])
            && !rest.contains(['族', '住'])
            && !rest.contains("文化");
        if is_said && is_place {
            self.birthplace(&(range.end - rest.trim_start_matches(['于', '在']).len()..range.end), party);
            return Some(range.end - range.start);
        }
        for word in ["于", "在"] {
            if let Some(place) = rest.strip_prefix(word) {
                let value = range.end - place.len()..range.end;
                self.birthplace(&value, party);
                return Some(range.end - range.start);
            }
        }
        Some(at - range.start)
    }

    /// 出生于青城市汉族: the ethnic group may stand at the end of the place without a comma.
    fn birthplace(&self, range: &Range, party: &mut Party) {
        let range = &self.without_remark(range);
        // 出生于青城市出生于青城市: printed twice, told once.
        let text = self.text(range).split("出生").next().unwrap_or_default();
        let ends = |at: usize| ethnic::at_start(&text[at..]).is_some_and(|length| at + length == text.len());
        let cut = text.char_indices().map(|(at, _)| at).find(|&at| at > 0 && ends(at)).unwrap_or(text.len());
        if cut < text.len() {
            let group = range.start + cut..range.start + text.len();
            party.ethnicity.get_or_insert_with(|| self.document.cite(text[cut..].to_owned(), &group, PLACED));
        }
        if cut > 0 {
            let place = range.start..range.start + cut;
            party
                .birthplace
                .get_or_insert_with(|| self.document.cite(text[..cut].to_owned(), &place, PLACED));
        }
    }

    /// 。2014年8月27日，因本案被取保候审: a date of the custody chain, not of birth.
    fn leads_event(&self, range: &Range) -> bool {
        let plain = self.document.plain();
        let after = plain[range.end..].trim_start_matches('，');
        plain[..range.start].ends_with(['。', '\n'])
            || after.starts_with(['因', '被', '经', '由', '本', '又'])
            || after.split(['，', '。', '；', '\n']).next().is_some_and(|clause| {
                holds(clause, &["抓获", "拘留", "逮捕", "传唤", "归案", "到案", "投案"])
            })
    }

    fn identity(&self, range: &Range, party: &mut Party) {
        let text = self.text(range);
        let Some(found) = identity::scan(text).into_iter().next() else {
            if !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '*' | '×'))
            {
                party.identity.get_or_insert_with(|| self.document.cite(text.to_owned(), range, PLACED));
            }
            return;
        };
        let found = found.shifted(range.start);
        party.identity.get_or_insert_with(|| self.document.cite(found.value.text, &found.range, NAMED));
    }

    fn alias(&self, range: &Range, party: &mut Party) {
        let mut at = range.start;
        for part in self.text(range).split_inclusive('、') {
            let name = part.trim_matches('、');
            // 小名阿木、绰号大木: each may have a label of its own.
            let label = match clause::label_at_start(name) {
                Some((Label::Alias, length)) => length,
                _ => 0,
            };
            let name = name[label..].trim_matches(['、', '“', '”', '"', '：', '‘', '’', '叫', '《', '》']);
            let offset = part.find(name).unwrap_or(0);
            let place = at + offset..at + offset + name.len();
            at += part.len();
            if !name.is_empty() && name != "无" && name.chars().count() <= 16 {
                party.aliases.push(self.document.cite(name.to_owned(), &place, NAMED));
            }
        }
    }

    /// Identity numbers without a label, 湖北省应城市人, and else the occupation.
    fn left_over(&self, range: &Range, party: &mut Party) {
        let text = self.text(range);
        if let Some(found) = identity::scan(text).into_iter().next() {
            let found = found.shifted(range.start);
            party.identity.get_or_insert_with(|| self.document.cite(found.value.text, &found.range, PLACED));
            return;
        }
        let count = text.chars().count();
        let is_place = text.ends_with('人')
            && count >= 4
            && holds(text, &["省", "市", "县", "区", "州", "旗"])
            && !holds(
                text,
                &[
                    "法人",
                    "负责人",
                    "经营人",
                    "代表",
                    "承包人",
                    "合伙人",
                    "工人",
                    "商人",
                    "军人",
                    "控制人",
                    "管理人",
                ],
            )
            && !holds(text, &["公司", "集团", "厂", "合作社", "事务所", "中心", "学校", "医院", "银行"]);
        if is_place {
            let place = self.without_remark(&(range.start..range.end - '人'.len_utf8()));
            party
                .birthplace
                .get_or_insert_with(|| self.document.cite(self.text(&place).to_owned(), &place, PLACED));
            return;
        }
        let is_address = count >= 6
            && text.ends_with(['号', '室', '组', '村', '户', '栋', '社'])
            && holds(text, &["省", "市", "县", "区", "镇", "乡", "街", "路"])
            && !holds(text, &["公司", "厂", "店", "证", "车"]);
        if is_address {
            party.address.get_or_insert_with(|| self.document.cite(text.to_owned(), range, GUESSED));
            return;
        }
        if !works(party) {
            return;
        }
        let has_start = party.sex.is_some() || party.birth.is_some() || party.ethnicity.is_some();
        if let Some((_, place)) = text.split_once("出生于").filter(|(_, place)| !place.is_empty()) {
            self.birthplace(&(range.end - place.len()..range.end), party);
            return;
        }
        if count <= 6 && text.ends_with('族') && !text.ends_with("民族") {
            let group = text
                .char_indices()
                .map(|(at, _)| at)
                .find(|&at| ethnic::at_start(&text[at..]).is_some_and(|length| at + length == text.len()));
            // 缅族: a group the list does not know, where the ethnic group stands.
            let unknown =
                (has_start && party.ethnicity.is_none() && count <= 4 && !text.contains('×')).then_some(0);
            if let Some(at) = group.or(unknown) {
                let place = range.start + at..range.end;
                party
                    .ethnicity
                    .get_or_insert_with(|| self.document.cite(text[at..].to_owned(), &place, GUESSED));
                return;
            }
        }
        // 缅语四档文化: a degree of schooling the list does not know.
        if has_start && party.education.is_none() && count <= 10 && text.ends_with("文化") {
            party.education = Some(self.document.cite(text.to_owned(), range, GUESSED));
            return;
        }
        // 某局原局长（2022年5月27日被开除公职）: the remark behind it has days of its own.
        let bare = text.split('（').next().unwrap_or(text);
        let is_other = FIELDS.no_occupation.iter().any(|word| text == word)
            || holds(text, &["国籍", "党员", "代表", "委员会委员", "身份", "前科", "违法犯罪", "周岁"])
                && !text.contains("法定代表")
            // 某国公民 is a nationality.
            || text.ends_with("公民")
            || count < 2
            || text.starts_with('（')
            || text.ends_with(['省', '市', '县', '区', '镇', '乡', '村', '旗', '州'])
            || bare.contains(|c: char| c.is_ascii_digit())
                && !holds(text, &["公司", "厂", "店", "队", "学生", "学院", "大学"]);
        let is_known = FIELDS.occupation_words.iter().any(|word| text.contains(word.as_str()));
        if is_other || !(has_start || is_known) || party.occupation.is_some() {
            return;
        }
        let confidence = if is_known { PLACED } else { GUESSED };
        party.occupation = Some(self.document.cite(text.to_owned(), range, confidence));
    }
}

/// Whether a party is somebody who may have an occupation: 某保险公司的代表人，总经理 is not the company's.
fn works(party: &Party) -> bool {
    party.role != PartyRole::Organisation && !people::is_organisation(&party.name.value)
}

/// 户籍登记为1998年11月2日, 户籍男: no place.
fn is_no_place(text: &str) -> bool {
    matches!(text, "男" | "女" | "略" | "（略）")
        || text.contains('年') && date::scan(text).last().is_some_and(|day| day.range.end == text.len())
}

fn education_at(text: &str, party: &Party) -> Option<usize> {
    if party.education.is_some()
        || holds(text, &["学生", "教师", "老师", "教授", "校长", "任教", "法定代表", "公司", "在校生"])
            && !text.contains("文化")
    {
        return None;
    }
    EDUCATION.find(text).map(|found| found.end())
}
