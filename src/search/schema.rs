//! The index: one entry a paper, with its words and the fields of its case. Nothing is stored; the store has it all.

use std::collections::BTreeMap;

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, NumericOptions, Schema, SchemaBuilder, TextFieldIndexing,
    TextOptions,
};

use super::query::FieldName;
use super::tokens::{CHARS, GRAMS, WORDS};

/// Changes whenever the schema or the tokens do: an index of another form is made anew from the store.
pub(super) const FORM: u32 = 1;

/// How a field of the query language lies in the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Few distinct values, kept whole; counted by facets.
    Keyword,
    /// Many distinct values, found by any part of them.
    Part,
    /// Yuan, months, counts.
    Number,
    /// Days as yyyymmdd.
    Day,
}

/// Every field of the index.
#[derive(Debug, Clone)]
pub(super) struct Fields {
    /// Number of the case in the store.
    pub case: Field,
    /// Number of the paper in the store.
    pub paper: Field,
    /// Pairs of neighbouring characters, with positions: any substring is a phrase.
    pub grams: Field,
    /// Single characters.
    pub characters: Field,
    /// Words of the facts, once a case, for similar cases.
    pub facts: Field,
    /// 年份, for facets.
    pub year: Field,
    named: BTreeMap<FieldName, Field>,
}

/// Name of the field that facets of the year count.
pub(super) const YEAR: &str = "year";

/// Every field of the query language with its shape.
pub(super) const SHAPES: [(FieldName, Shape); 24] = [
    (FieldName::Charge, Shape::Keyword),
    (FieldName::Article, Shape::Keyword),
    (FieldName::Circumstance, Shape::Keyword),
    (FieldName::Amount, Shape::Number),
    (FieldName::Term, Shape::Number),
    (FieldName::Punishment, Shape::Keyword),
    (FieldName::Suspended, Shape::Keyword),
    (FieldName::Probation, Shape::Number),
    (FieldName::Fine, Shape::Number),
    (FieldName::Date, Shape::Day),
    (FieldName::Court, Shape::Keyword),
    (FieldName::Procuratorate, Shape::Keyword),
    (FieldName::Handler, Shape::Keyword),
    (FieldName::Person, Shape::Part),
    (FieldName::Persons, Shape::Number),
    (FieldName::Case, Shape::Part),
    (FieldName::Number, Shape::Part),
    (FieldName::Paper, Shape::Keyword),
    (FieldName::Title, Shape::Part),
    (FieldName::Source, Shape::Keyword),
    (FieldName::Point, Shape::Keyword),
    (FieldName::Severity, Shape::Keyword),
    (FieldName::Findings, Shape::Number),
    (FieldName::Grade, Shape::Keyword),
];

impl Fields {
    /// The schema and its fields.
    pub(super) fn build() -> (Schema, Self) {
        let mut schema = Schema::builder();
        let fields = Self {
            case: schema.add_u64_field("case_id", INDEXED | FAST),
            paper: schema.add_u64_field("paper_id", FAST),
            grams: text(&mut schema, "grams", GRAMS, IndexRecordOption::WithFreqsAndPositions),
            characters: text(&mut schema, "characters", CHARS, IndexRecordOption::Basic),
            facts: text(&mut schema, "facts", WORDS, IndexRecordOption::WithFreqs),
            year: keyword(&mut schema, YEAR),
            named: SHAPES.iter().map(|&(name, shape)| (name, add(&mut schema, name, shape))).collect(),
        };
        (schema.build(), fields)
    }

    /// The field of a name of the query language.
    pub(super) fn of(&self, name: FieldName) -> Field {
        self.named[&name]
    }
}

/// Name a field has in the index.
pub(super) fn column(name: FieldName) -> String {
    format!("{name:?}").to_lowercase()
}

/// How a field lies in the index.
pub(super) fn shape(name: FieldName) -> Shape {
    SHAPES.iter().find(|(known, _)| *known == name).map_or(Shape::Part, |&(_, shape)| shape)
}

fn add(schema: &mut SchemaBuilder, name: FieldName, shape: Shape) -> Field {
    let column = column(name);
    match shape {
        Shape::Keyword => keyword(schema, &column),
        Shape::Part => text(schema, &column, GRAMS, IndexRecordOption::WithFreqsAndPositions),
        Shape::Number => schema.add_f64_field(&column, NumericOptions::default().set_fast()),
        Shape::Day => schema.add_i64_field(&column, NumericOptions::default().set_fast()),
    }
}

fn keyword(schema: &mut SchemaBuilder, name: &str) -> Field {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_fieldnorms(false)
        .set_index_option(IndexRecordOption::Basic);
    schema.add_text_field(name, TextOptions::default().set_indexing_options(indexing).set_fast("raw"))
}

fn text(schema: &mut SchemaBuilder, name: &str, tokens: &str, kept: IndexRecordOption) -> Field {
    let norms = kept != IndexRecordOption::Basic;
    let indexing =
        TextFieldIndexing::default().set_tokenizer(tokens).set_fieldnorms(norms).set_index_option(kept);
    schema.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::query::fields;

    #[test]
    fn every_field_of_the_query_language_has_a_shape() {
        let missing: Vec<_> = fields()
            .iter()
            .filter(|info| !SHAPES.iter().any(|(name, _)| *name == info.field))
            .map(|info| &info.name)
            .collect();
        assert_eq!(missing, Vec::<&String>::new());
    }
}
