use std::sync::LazyLock;

use proptest::prelude::*;
use tantivy::collector::DocSetCollector;
use tantivy::query::{PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use tantivy::{Index, IndexReader, Term, doc};

use super::{
    CHARS, CharTokenizer, END, GRAMS, GramTokenizer, Pattern, WORDS, WordTokenizer, pattern, register,
};
use crate::search::fold::{fold, fold_text};
use crate::search::words;

const PAPERS: [&str; 4] = [
    "青城市人民檢察院起訴書\n青检刑诉〔２０２３〕７号\n被告人林小舟，男，1990年5月1日出生，户籍所在地青城市云岭县。\n\
     经依法审查查明：2023年3月2日21时许，被告人林小舟在云岭县“好又多”超市（东门店）内，趁店员不备，盗走iPhone 13手机一部，\
     经鉴定价值人民币4,280.50元。认定上述事实的证据如下：1.物证；2.书证；3.证人赵某某的证言。",
    "被告人趙某某醉酒駕駛小型轿车，车牌号青A·12O45，血液酒精含量为183mg/100ml。赵某某赵某某到案后如实供述，自愿认罪认罚，\
     签署《认罪认罚具结书》。\n\n本院认为，赵某某的行为构成危险驾驶罪，建议判处拘役一个月，并处罚金三千元。",
    "啊啊啊啊啊，他喊道。好好好好 a a a aa aaa 1111 11111",
    "中华人民共和国公民享有辩护权利。𠮷林某某、𠮷林某。",
];

struct Fixture {
    reader: IndexReader,
    grams: Field,
    chars: Field,
}

static FIXTURE: LazyLock<Fixture> = LazyLock::new(|| {
    let mut schema = Schema::builder();
    let grams = schema.add_text_field("grams", options(GRAMS, IndexRecordOption::WithFreqsAndPositions));
    let chars = schema.add_text_field("chars", options(CHARS, IndexRecordOption::Basic));
    let words = schema.add_text_field("words", options(WORDS, IndexRecordOption::WithFreqs));
    let index = Index::create_in_ram(schema.build());
    register(index.tokenizers());
    let mut writer = index.writer_with_num_threads(1, 15_000_000).unwrap();
    for paper in PAPERS {
        writer.add_document(doc!(grams => paper, chars => paper, words => paper)).unwrap();
    }
    // Two values of one field: no phrase may run from one into the other.
    writer.add_document(doc!(grams => "甲乙", grams => "丙丁", chars => "甲乙", chars => "丙丁")).unwrap();
    writer.commit().unwrap();
    Fixture { reader: index.reader().unwrap(), grams, chars }
});

fn options(tokenizer: &str, record: IndexRecordOption) -> TextOptions {
    let indexing = TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(record);
    TextOptions::default().set_indexing_options(indexing.set_fieldnorms(false))
}

/// Papers in which the passage is found, by their places in [`PAPERS`].
fn find(passage: &str) -> Vec<u32> {
    let Fixture { reader, grams, chars } = &*FIXTURE;
    let term = |field: &Field, text: &str| Term::from_field_text(*field, text);
    let query: Box<dyn Query> = match pattern(passage) {
        Pattern::Empty => return Vec::new(),
        Pattern::Character(text) => Box::new(TermQuery::new(term(chars, &text), IndexRecordOption::Basic)),
        Pattern::Pair(text) => Box::new(TermQuery::new(term(grams, &text), IndexRecordOption::Basic)),
        Pattern::Phrase(pairs) => {
            let terms = pairs.iter().map(|(at, text)| (*at, term(grams, text))).collect();
            Box::new(PhraseQuery::new_with_offset(terms))
        }
    };
    let mut found: Vec<u32> =
        reader.searcher().search(&query, &DocSetCollector).unwrap().iter().map(|hit| hit.doc_id).collect();
    found.sort_unstable();
    found
}

/// The same by looking.
fn look(passage: &str) -> Vec<u32> {
    let passage = fold_text(passage);
    (0u32..).zip(PAPERS).filter(|(_, paper)| fold_text(paper).contains(&passage)).map(|(at, _)| at).collect()
}

fn tokens(tokenizer: &mut impl Tokenizer, text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    tokenizer.token_stream(text).process(&mut |token| found.push((token.position, token.text.clone())));
    found
}

#[test]
fn passages_are_found_however_they_are_typed() {
    for (passage, papers) in [
        ("起诉书", vec![0]),
        ("(2023)7号", vec![]),
        ("[2023]7号", vec![0]),
        ("市云岭县。经依法", vec![0]),
        ("iphone13手機", vec![0]),
        ("４，２８０．５０", vec![0]),
        ("赵某某", vec![0, 1]),
        ("赵某某赵某某到", vec![1]),
        ("啊啊啊啊啊,", vec![2]),
        ("啊啊啊啊啊啊", vec![]),
        ("aaaaaa", vec![2]),
        ("共和国公民", vec![3]),
        ("𠮷林某、", vec![]),
        ("𠮷林某某、𠮷", vec![3]),
        ("罪", vec![1]),
        ("駕", vec![1]),
        ("乙丙", vec![]),
        ("甲乙丙", vec![]),
        ("丙丁", vec![4]),
        (" \n", vec![]),
    ] {
        assert_eq!(find(passage), papers, "{passage}");
    }
}

#[test]
fn pairs_count_characters_and_the_last_has_an_end() {
    let pairs = tokens(&mut GramTokenizer::default(), "甲 Ａ\n乙");
    assert_eq!(pairs, [(0, "甲a".to_owned()), (1, "a乙".to_owned()), (2, format!("乙{END}"))]);
    assert_eq!(tokens(&mut GramTokenizer::default(), " \n"), []);
    let characters = tokens(&mut CharTokenizer::default(), "甲乙甲 𠮷𠮷");
    assert_eq!(characters, [(0, "甲".to_owned()), (1, "乙".to_owned()), (2, "𠮷".to_owned())]);
}

#[test]
fn a_tokenizer_starts_anew_with_each_text() {
    let (mut grams, mut chars, mut words) =
        (GramTokenizer::default(), CharTokenizer::default(), WordTokenizer::default());
    for _ in 0..2 {
        assert_eq!(tokens(&mut grams, "甲乙").len(), 2);
        assert_eq!(tokens(&mut chars, "甲乙").len(), 2);
        assert_eq!(tokens(&mut words, "手机和电脑"), [(0, "手机".to_owned()), (2, "电脑".to_owned())]);
    }
}

#[test]
fn a_query_has_the_words_the_index_has() {
    for paper in PAPERS {
        let indexed = tokens(&mut WordTokenizer::default(), paper).into_iter().map(|(_, text)| text);
        assert!(indexed.eq(words::of_query(paper)));
    }
}

/// Words as jieba gives them for searching, parts before the whole: the way that breaks phrases.
#[derive(Clone)]
struct SearchMode(jieba_rs::Jieba);

struct Listed(Vec<Token>, usize);

impl Tokenizer for SearchMode {
    type TokenStream<'a> = Listed;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Listed {
        let cut = self.0.cut_for_search(text, true).into_iter().enumerate();
        let tokens =
            cut.map(|(position, word)| Token { position, text: word.word.to_owned(), ..Token::default() });
        Listed(tokens.collect(), 0)
    }
}

impl TokenStream for Listed {
    fn advance(&mut self) -> bool {
        self.1 += 1;
        self.1 <= self.0.len()
    }

    fn token(&self) -> &Token {
        &self.0[self.1 - 1]
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.0[self.1 - 1]
    }
}

#[test]
fn search_mode_breaks_a_phrase_that_pairs_keep() {
    let mut tokenizer = SearchMode(jieba_rs::Jieba::new());
    let mut schema = Schema::builder();
    let body = schema.add_text_field("body", options("search", IndexRecordOption::WithFreqsAndPositions));
    let index = Index::create_in_ram(schema.build());
    index.tokenizers().register("search", tokenizer.clone());
    let mut writer = index.writer_with_num_threads(1, 15_000_000).unwrap();
    writer.add_document(doc!(body => PAPERS[3])).unwrap();
    writer.commit().unwrap();
    let searcher = index.reader().unwrap().searcher();
    let mut count = |passage: &str| {
        let terms = tokens(&mut tokenizer, passage);
        let terms = terms.into_iter().map(|(at, text)| (at, Term::from_field_text(body, &text))).collect();
        searcher.search(&PhraseQuery::new_with_offset(terms), &DocSetCollector).unwrap().len()
    };
    assert_eq!(count("公民享有"), 1, "the index works");
    assert_eq!(count("共和国公民"), 0, "the whole stands between the part and what follows");
    assert_eq!(find("共和国公民"), [3]);
}

proptest! {
    #[test]
    fn every_substring_is_found_and_nothing_else(paper in 0..PAPERS.len(), from in 0usize..400, length in 1usize..24) {
        let characters: Vec<char> = PAPERS[paper].chars().collect();
        let from = from % characters.len();
        let passage: String = characters[from..].iter().take(length).collect();
        prop_assume!(!fold(&passage).chars.is_empty());
        let found = find(&passage);
        prop_assert!(found.contains(&(paper as u32)), "{passage}");
        prop_assert_eq!(found, look(&passage));
    }

    #[test]
    fn no_false_hit(passage in "[赵某啊好a1]{1,7}|[被告人林小舟赵某某醉酒驾驶，]{2,4}") {
        prop_assert_eq!(find(&passage), look(&passage));
    }

    #[test]
    fn any_text_is_cut_without_panic(text in "\\PC{0,40}") {
        let folded = fold(&text).chars;
        prop_assert_eq!(tokens(&mut GramTokenizer::default(), &text).len(), folded.len());
        let _ = pattern(&text);
    }
}
