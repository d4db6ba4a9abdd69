//! Whether a value of a case is what a field of the query asks for.

use super::fold::fold_text;
use super::query::{FieldName, Kind};
use crate::law::charges;

/// Whether a value kept for a field answers the value asked for.
pub(super) fn matches(name: FieldName, value: &str, asked: &str) -> bool {
    match name.info().kind {
        Kind::Charge => is_charge(value, asked),
        Kind::Article => is_article(value, asked),
        Kind::Choice | Kind::Flag => value == asked,
        Kind::Code => is_code(value, asked),
        _ => contains(value, asked),
    }
}

/// Whether a value holds these characters in this order, whatever their width or form.
pub(super) fn contains(value: &str, asked: &str) -> bool {
    fold_text(value).contains(&fold_text(asked))
}

/// Whether a value is these characters and no more, whatever their width or form.
pub(super) fn is_whole(value: &str, asked: &str) -> bool {
    fold_text(value) == fold_text(asked)
}

/// 盗窃 means 盗窃罪 and no other charge that has the word in it; a part of a selective charge means that charge; what is no
/// charge by itself (毒品) means every charge that has it in its name.
fn is_charge(value: &str, asked: &str) -> bool {
    let name = if asked.ends_with('罪') { asked.to_owned() } else { format!("{asked}罪") };
    if value == name {
        return true;
    }
    match charges::article_of(&name) {
        Some(_) => charges::same_or_narrowed(value, &name) || charges::same_or_narrowed(&name, value),
        None => contains(value, asked),
    }
}

/// 刑法264 means that very article; 刑法 any article of it.
fn is_article(value: &str, asked: &str) -> bool {
    let Some(rest) = value.strip_prefix(asked) else { return false };
    rest.is_empty()
        || !asked.ends_with(|last: char| last.is_ascii_digit())
            && rest.starts_with(|c: char| c.is_ascii_digit())
}

/// A code of a review point, or words of its title.
fn is_code(value: &str, asked: &str) -> bool {
    let code = value.split(' ').next().unwrap_or(value);
    code.eq_ignore_ascii_case(asked) || contains(value, asked) && !asked.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_charge_is_itself_its_parts_and_nothing_that_only_shares_the_word() {
        let asked = |value: &str, asked: &str| matches(FieldName::Charge, value, asked);
        assert!(asked("盗窃罪", "盗窃"));
        assert!(asked("盗窃罪", "盗窃罪"));
        assert!(!asked("盗窃、抢夺枪支、弹药、爆炸物、危险物质罪", "盗窃"));
        assert!(asked("贩卖毒品罪", "走私、贩卖、运输、制造毒品"));
        assert!(asked("走私、贩卖、运输、制造毒品罪", "贩卖毒品"));
        assert!(asked("容留他人吸毒罪", "吸毒"));
    }

    #[test]
    fn articles_codes_and_names() {
        assert!(matches(FieldName::Article, "刑法133之1", "刑法133之1"));
        assert!(!matches(FieldName::Article, "刑法133之1", "刑法133"));
        assert!(!matches(FieldName::Article, "刑法2641", "刑法264"));
        assert!(matches(FieldName::Article, "刑法264", "刑法"));
        assert!(matches(FieldName::Point, "CM-07 审查逮捕期限", "cm-07"));
        assert!(matches(FieldName::Point, "CM-07 审查逮捕期限", "逮捕期限"));
        assert!(!matches(FieldName::Point, "CM-07 审查逮捕期限", "CM-0"));
        assert!(matches(FieldName::Court, "青城市人民法院", "青城"));
        assert!(matches(FieldName::Court, "青城市人民法院", "青城市人民法院"));
    }
}
