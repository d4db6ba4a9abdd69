//! 公开文书: what a paper made for publication must not show.

use std::sync::LazyLock;

use regex::Regex;

use super::super::engine::Desk;
use super::super::verdict::Verdict;
use crate::case::Paper;
use crate::case::publication::public_papers;
use crate::text::{Range, identity};

static PRIVATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:^|[^\d])(?P<phone>1[3-9]\d{9})(?:[^\d]|$)|(?:账号|卡号|账户)[：为]?(?P<account>\d{15,19})",
    )
    .expect("the pattern is fixed")
});

pub(super) fn check(desk: Desk<'_>) -> Vec<Verdict> {
    let mut papers = public_papers(desk.case).peekable();
    if papers.peek().is_none() {
        return vec![Verdict::unknown("卷宗中未见公开版文书")];
    }
    let found: Vec<Verdict> = papers.flat_map(|(paper, _)| one(paper)).collect();
    if found.is_empty() { vec![Verdict::pass()] } else { found }
}

fn one(paper: &Paper) -> Vec<Verdict> {
    let plain = paper.document.plain();
    let numbers = identity::scan(plain).into_iter().filter(|number| !number.value.masked);
    let mut shown: Vec<(Range, &str)> = numbers.map(|number| (number.range, "身份号码")).collect();
    for hit in PRIVATE.captures_iter(plain) {
        shown.extend(hit.name("phone").map(|phone| (phone.range(), "电话号码")));
        shown.extend(hit.name("account").map(|account| (account.range(), "银行账号")));
    }
    let told = shown.into_iter().map(|(range, what)| {
        let title = paper.document.title.as_deref().unwrap_or_else(|| paper.kind().label());
        let message = format!("公开文书《{title}》未屏蔽{what}");
        Verdict::fail(message, vec![paper.document.quote(&range)]).confident(0.8)
    });
    told.collect()
}
