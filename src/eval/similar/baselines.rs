//! What one would do without a model: BM25 and TF-IDF over pairs of characters or words.

use std::collections::{BTreeMap, HashMap};

use anyhow::Result;
use rayon::prelude::*;

use super::{Kept, Query, pool};
use crate::search::words;

const SATURATION: f32 = 1.2;
const BY_LENGTH: f32 = 0.75;

/// A text as sorted tokens with their counts.
type Bag = Vec<(u64, f32)>;

/// Name and scores of each baseline.
pub(super) fn all(queries: &[Query], kept: &HashMap<String, Kept>) -> Result<Vec<(String, Vec<Vec<f32>>)>> {
    let mut out = Vec::new();
    for (name, tokens, of) in [
        ("二元字，全文", pairs as fn(&str) -> Vec<u64>, whole as fn(&Kept) -> &str),
        ("二元字，事实", pairs, facts),
        ("词，全文", jieba, whole),
        ("词，事实", jieba, facts),
    ] {
        let bags: BTreeMap<&str, Bag> =
            kept.par_iter().map(|(id, one)| (id.as_str(), bag(tokens(of(one))))).collect();
        let space = Space::of(bags.values());
        let asked: Vec<Bag> = queries.iter().map(|query| bag(tokens(&query.text))).collect();
        for (way, score) in
            [("BM25", Space::bm25 as fn(&Space, &Bag, &Bag) -> f32), ("TF-IDF", Space::cosine)]
        {
            let mut scored = Vec::new();
            for (query, own) in queries.iter().zip(&asked) {
                pool(query, kept)?;
                let of_pool = query.pool.iter().filter_map(|id| bags.get(id.as_str()));
                scored.push(of_pool.map(|bag| score(&space, own, bag)).collect());
            }
            out.push((format!("{way} {name}"), scored));
        }
    }
    Ok(out)
}

fn whole(kept: &Kept) -> &str {
    &kept.text
}

fn facts(kept: &Kept) -> &str {
    &kept.facts
}

fn pairs(text: &str) -> Vec<u64> {
    let letters: Vec<char> = text.chars().filter(|letter| letter.is_alphanumeric()).collect();
    letters
        .windows(2)
        .map(|pair| u64::from(u32::from(pair[0])) << 32 | u64::from(u32::from(pair[1])))
        .collect()
}

fn jieba(text: &str) -> Vec<u64> {
    // FNV-1a of the word; two words in one number are too rare to matter.
    let number = |word: String| {
        let step = |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        word.bytes().fold(0xcbf2_9ce4_8422_2325, step)
    };
    words::of_query(text).into_iter().map(number).collect()
}

fn bag(mut tokens: Vec<u64>) -> Bag {
    tokens.sort_unstable();
    tokens.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as f32)).collect()
}

/// How often tokens are, over all candidates.
struct Space {
    documents: f32,
    holders: HashMap<u64, f32>,
    length: f32,
}

impl Space {
    fn of<'a>(bags: impl Iterator<Item = &'a Bag>) -> Self {
        let mut space = Self { documents: 0.0, holders: HashMap::new(), length: 0.0 };
        let mut total = 0.0_f64;
        for bag in bags {
            space.documents += 1.0;
            total += f64::from(size(bag));
            for (token, _) in bag {
                *space.holders.entry(*token).or_default() += 1.0;
            }
        }
        space.length = (total / f64::from(space.documents.max(1.0))) as f32;
        space
    }

    fn idf(&self, token: u64) -> f32 {
        let holders = self.holders.get(&token).copied().unwrap_or(0.0);
        (1.0 + (self.documents - holders + 0.5) / (holders + 0.5)).ln()
    }

    fn bm25(&self, query: &Bag, document: &Bag) -> f32 {
        let damping = SATURATION * (1.0 - BY_LENGTH + BY_LENGTH * size(document) / self.length);
        let part = |(token, asked, count): (u64, f32, f32)| {
            self.idf(token) * asked * count * (SATURATION + 1.0) / (count + damping)
        };
        shared(query, document).map(part).sum()
    }

    fn cosine(&self, query: &Bag, document: &Bag) -> f32 {
        let weight = |token, count: f32| (1.0 + count.ln()) * self.idf(token);
        let norm =
            |bag: &Bag| bag.iter().map(|&(token, count)| weight(token, count).powi(2)).sum::<f32>().sqrt();
        let product: f32 =
            shared(query, document).map(|(token, a, b)| weight(token, a) * weight(token, b)).sum();
        product / (norm(query) * norm(document)).max(1e-6)
    }
}

fn size(bag: &Bag) -> f32 {
    bag.iter().map(|(_, count)| count).sum()
}

/// Tokens of both with the count in each.
fn shared<'a>(query: &'a Bag, document: &'a Bag) -> impl Iterator<Item = (u64, f32, f32)> + 'a {
    query.iter().filter_map(|&(token, asked)| {
        let at = document.binary_search_by_key(&token, |one| one.0).ok()?;
        Some((token, asked, document[at].1))
    })
}
