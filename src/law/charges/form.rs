//! Selective charges: `[走私|贩卖|运输|制造]毒品` stands for every choice of its parts.

/// One way to write a charge, without 罪 and separators, and which parts it chooses (a bit each).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spelled {
    pub key: String,
    pub parts: u32,
}

/// Other orders than the law's are made only while a form stays below this many spellings.
const MOST_REORDERED: usize = 400;

/// All spellings of a form. A form without brackets has one, with no parts chosen apart.
pub(super) fn spellings(form: &str) -> Vec<Spelled> {
    let pieces = pieces(form);
    let reordered: usize = pieces.iter().map(Piece::ordered_choices).product();
    let mut spelled = vec![Spelled { key: String::new(), parts: 0 }];
    let mut first_bit = 0;
    for piece in &pieces {
        let choices = piece.choices(first_bit, reordered <= MOST_REORDERED);
        first_bit += piece.parts.len();
        spelled = spelled
            .iter()
            .flat_map(|start| {
                choices.iter().map(|choice| Spelled {
                    key: format!("{}{}", start.key, choice.key),
                    parts: start.parts | choice.parts,
                })
            })
            .collect();
    }
    spelled
}

/// Without separators, brackets and white space: what names are compared by.
pub(super) fn squeeze(name: &str) -> String {
    name.chars().filter(|&character| !is_separator(character)).collect()
}

/// Characters that writers put in, leave out or exchange within a charge name.
pub(super) fn is_separator(character: char) -> bool {
    matches!(character, '、' | '，' | ',' | '/' | '／' | '（' | '）' | '(' | ')' | '・' | '·')
        || (character.is_whitespace() && character != '\n')
}

/// Fixed words (one part that is always there) or a bracket of parts to choose from.
struct Piece<'a> {
    parts: Vec<&'a str>,
    fixed: &'a str,
}

fn pieces(form: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = form;
    while let Some((before, after)) = rest.split_once('[') {
        let (inside, after) = after.split_once(']').unwrap_or((after, ""));
        pieces.push(Piece { parts: Vec::new(), fixed: before });
        pieces.push(Piece { parts: inside.split('|').collect(), fixed: "" });
        rest = after;
    }
    pieces.push(Piece { parts: Vec::new(), fixed: rest });
    pieces
}

impl Piece<'_> {
    /// Σ n!/(n−k)! for k = 1..n: all non-empty choices in all orders.
    fn ordered_choices(&self) -> usize {
        let count = self.parts.len();
        let orders = |chosen: usize| (count - chosen + 1..=count).product::<usize>();
        (1..=count).map(orders).sum::<usize>().max(1)
    }

    fn choices(&self, first_bit: usize, reorder: bool) -> Vec<Spelled> {
        if self.parts.is_empty() {
            return vec![Spelled { key: squeeze(self.fixed), parts: 0 }];
        }
        let bit = |index: usize| 1 << (first_bit + index);
        let mut choices = vec![Spelled { key: String::new(), parts: 0 }];
        let mut grown_from = 0;
        // Every round appends one more part to each choice of the round before.
        for _ in &self.parts {
            let grown = choices.len();
            for at in grown_from..grown {
                for (index, part) in self.parts.iter().enumerate() {
                    let taken = choices[at].parts;
                    let in_order = taken < bit(index);
                    if taken & bit(index) != 0 || !(reorder || in_order) {
                        continue;
                    }
                    let key = format!("{}{}", choices[at].key, squeeze(part));
                    choices.push(Spelled { key, parts: taken | bit(index) });
                }
            }
            grown_from = grown;
        }
        choices.remove(0);
        choices
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(form: &str) -> Vec<String> {
        spellings(form).into_iter().map(|spelled| spelled.key).collect()
    }

    #[test]
    fn a_plain_name_has_one_spelling() {
        assert_eq!(keys("盗窃"), ["盗窃"]);
    }

    #[test]
    fn parts_are_chosen_in_any_order() {
        assert_eq!(keys("[掩饰|隐瞒]赃物"), ["掩饰赃物", "隐瞒赃物", "掩饰隐瞒赃物", "隐瞒掩饰赃物"]);
    }

    #[test]
    fn two_brackets_multiply() {
        let spelled = spellings("非法[持有|私藏][枪支|弹药]");
        assert_eq!(spelled.len(), 16);
        let all =
            spelled.iter().find(|spelled| spelled.key == "非法持有私藏枪支弹药").expect("the full name");
        assert_eq!(all.parts, 0b1111);
        let one = spelled.iter().find(|spelled| spelled.key == "非法持有枪支").expect("a narrowed name");
        assert_eq!(one.parts, 0b0101);
    }

    #[test]
    fn long_forms_keep_the_order_of_the_law() {
        let spelled = spellings("非法[制造|买卖|运输|邮寄|储存][枪支|弹药|爆炸物]");
        assert_eq!(spelled.len(), 31 * 7);
    }
}
