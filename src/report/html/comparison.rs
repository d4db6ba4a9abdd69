//! The three documents side by side.

use super::marks::{Marks, QuoteView};
use crate::document::DocumentKind;
use crate::report::Review;

/// Columns and rows of the comparison.
pub(super) struct Comparison {
    /// Identifiers of the compared documents that exist.
    pub columns: Vec<String>,
    pub rows: Vec<Row>,
}

/// One difference.
pub(super) struct Row {
    pub aspect: String,
    pub meaning: String,
    pub message: String,
    pub crosses_tier: bool,
    pub cells: Vec<Cell>,
}

/// What one document says of a row.
pub(super) struct Cell {
    pub document: String,
    pub value: String,
    pub quote: Option<QuoteView>,
}

/// Differences as rows; columns are the documents that exist.
pub(super) fn view(review: &Review, marks: &mut Marks) -> Comparison {
    let kinds = [DocumentKind::ProsecutionOpinion, DocumentKind::Indictment, DocumentKind::Judgment];
    let columns = kinds
        .into_iter()
        .filter_map(|kind| review.case.of_kind(kind).last().map(|(_, paper)| paper.document.id.clone()))
        .collect();
    let rows = review
        .differences
        .iter()
        .map(|difference| Row {
            aspect: aspect_label(&difference.aspect).to_owned(),
            meaning: difference.meaning.clone(),
            message: difference.message.clone(),
            crosses_tier: difference.crosses_tier,
            cells: difference
                .sides
                .iter()
                .map(|side| Cell {
                    document: side.document.clone(),
                    value: side.value.chars().take(80).collect(),
                    quote: side.quote.as_ref().map(|quote| marks.quote(quote)),
                })
                .collect(),
        })
        .collect();
    Comparison { columns, rows }
}

/// Chinese name of a row of the comparison.
fn aspect_label(aspect: &str) -> &str {
    match aspect {
        "name" => "姓名",
        "sex" => "性别",
        "birth_date" => "出生日期",
        "identity" => "身份号码",
        "ethnicity" => "民族",
        "education" => "文化程度",
        "household" => "户籍",
        "prior" => "前科",
        "custody" => "强制措施",
        "charge" => "罪名",
        "incident_count" => "事实笔数",
        "incident_time" => "时间",
        "place" => "地点",
        "amount" => "数额",
        "weight" => "重量",
        "injury" => "伤情",
        "alcohol" => "酒精含量",
        "victim" => "被害人",
        "circumstance" => "量刑情节",
        "article" => "法条",
        "property" => "财物",
        "sentence_recommendation" => "量刑建议",
        "procedure" => "审理程序",
        "persons_count" => "人员",
        "civil" => "附带民事",
        other => other,
    }
}
