//! 三书比对分析报告: what 起诉意见书, 起诉书 and 判决书 say of each aspect, side by side, then every difference in prose.

mod aspects;
mod grid;

use docx_rs::Docx;

use super::line::Line;
use super::{CaseWork, Paper, differences};
use crate::case::naming;
use crate::report::layout::{self, Cell, label, left, middle};
use crate::report::words;
use grid::{Column, columns, rows};

const WIDTHS: [usize; 5] = [1555, 2900, 2900, 2900, 2500];

pub(super) fn paper(work: &CaseWork<'_>) -> Docx {
    let case = &work.review.case;
    let columns = columns(case);
    let mut cells = vec![(layout::HEADING, heading(&columns))];
    cells.extend(aspects::rows(work, &columns).into_iter().map(|row| (420, row)));
    cells.extend(rows(work, &columns).into_iter().map(|row| (420, row)));
    let mut page = layout::lying_page()
        .add_paragraph(layout::title(Paper::Comparison.title()))
        .add_paragraph(layout::labelled("案件名称", &work.name()))
        .add_paragraph(layout::labelled("部门受案号", &naming::number(case).unwrap_or_else(|| "（未载明）".to_owned())))
        .add_paragraph(layout::heading("一、比对表"))
        .add_table(layout::table(&WIDTHS, cells))
        .add_paragraph(layout::note(
            "注：“未载明”指该文书没有写到此项，不等于不一致；“—”指此处差异不涉及该文书；“卷内未见”指卷宗中没有该文书。",
        ))
        .add_paragraph(layout::heading("二、差异说明"));
    for line in differences::lines(work) {
        page = page.add_paragraph(layout::body(&line.text()));
    }
    page = page.add_paragraph(layout::heading("三、重点评查情形"));
    page = page.add_paragraph(layout::body(&triggers(work).text()));
    page.add_paragraph(layout::empty())
        .add_paragraph(layout::signature("评查员（签名）：　　　　　"))
        .add_paragraph(layout::signature("　　　　年　　月　　日"))
}

fn heading(columns: &[Column; 3]) -> Vec<Cell> {
    let [first, second, third] = columns;
    vec![label("比对项目"), label(first.name), label(second.name), label(third.name), label("情况")]
}

fn triggers(work: &CaseWork<'_>) -> Line {
    let told = words::triggers(&work.review.triggers);
    Line::body(told.map_or_else(|| "卷内材料未显示属重点评查的情形。".to_owned(), |told| format!("{told}。")))
}

/// A cell of short paragraphs; 未载明 and the like stand in the middle.
fn cell(lines: &[String]) -> Cell {
    match lines {
        [one] if one.chars().count() <= 10 => middle(one),
        lines => left(lines),
    }
}
