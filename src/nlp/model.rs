//! An encoder with its heads, applied to texts of any length.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use serde_json::Value;

use super::batch::groups;
use super::chunk::{Chunk, chunks};
use super::encoder::{Arithmetic, Config, Encoder};
use super::error::ModelError;
use super::heads::{Head, Scores, States};
use super::tokens::Vocabulary;
use super::weights::Arrays;

/// A loaded model, shared by all threads.
#[derive(Debug)]
pub struct Model {
    name: String,
    vocabulary: Arc<Vocabulary>,
    encoder: Encoder,
    heads: BTreeMap<String, Head>,
    meta: Value,
}

impl Model {
    pub(super) fn load(
        name: &str,
        config: &Config,
        heads: &BTreeMap<String, Vec<String>>,
        arrays: &Arrays,
        vocabulary: Arc<Vocabulary>,
        arithmetic: Arithmetic,
    ) -> Result<Self, ModelError> {
        let encoder = Encoder::load(config, arrays, arithmetic)?;
        let heads = heads
            .iter()
            .map(|(head, labels)| {
                Ok((head.clone(), Head::load(arrays, head, labels, config.hidden, arithmetic)?))
            })
            .collect::<Result<_, ModelError>>()?;
        Ok(Self { name: name.to_owned(), vocabulary, encoder, heads, meta: arrays.meta().clone() })
    }

    /// Encoder states of every character.
    pub fn states(&self, texts: &[&str]) -> Result<Vec<States>, ModelError> {
        let width = self.width();
        let pieces = self.pieces(texts, |rows| Ok(rows.to_vec()))?;
        Ok(pieces.into_iter().map(|parts| States { width, values: parts.concat() }).collect())
    }

    /// Scores of every character for the labels of a head.
    pub fn logits(&self, head: &str, texts: &[&str]) -> Result<Vec<Scores>, ModelError> {
        let head = self.head(head)?;
        let pieces = self.pieces(texts, |rows| head.apply(rows))?;
        Ok(pieces
            .into_iter()
            .map(|parts| Scores { labels: Arc::clone(&head.labels), values: parts.concat() })
            .collect())
    }

    /// One vector a text: the mean of its states, of length one (all zero for an empty text).
    pub fn pooled(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>, ModelError> {
        let mut vectors = self.means(texts)?;
        for vector in &mut vectors {
            let length = vector.iter().map(|value| value * value).sum::<f32>().sqrt();
            for value in vector {
                *value /= length.max(1e-9);
            }
        }
        Ok(vectors)
    }

    /// Scores of a whole text for the labels of a head over the mean of its states.
    pub fn text_logits(&self, head: &str, texts: &[&str]) -> Result<Vec<Scores>, ModelError> {
        let head = self.head(head)?;
        let means = self.means(texts)?;
        means
            .iter()
            .map(|mean| Ok(Scores { labels: Arc::clone(&head.labels), values: head.apply(mean)? }))
            .collect()
    }

    /// A head over states that the caller has, laid end to end: scores, a row a state.
    pub fn apply(&self, head: &str, states: &[f32]) -> Result<Vec<f32>, ModelError> {
        self.head(head)?.apply(states)
    }

    /// States of sequences of ids, each read whole however long: for measuring.
    pub fn whole(&self, sequences: &[&[u32]]) -> Result<Vec<Vec<f32>>, ModelError> {
        self.sequences(sequences, |_, states| Ok(states.to_vec()))
    }

    /// The labels of a head; none where there is no such head.
    pub fn labels(&self, head: &str) -> &[String] {
        self.heads.get(head).map_or(&[], |head| &head.labels)
    }

    /// What the manifest says to the task's own code.
    pub fn meta(&self) -> &Value {
        &self.meta
    }

    /// Length of a state.
    pub fn width(&self) -> usize {
        self.encoder.width()
    }

    /// The characters this model knows.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    fn head(&self, head: &str) -> Result<&Head, ModelError> {
        self.heads
            .get(head)
            .ok_or_else(|| ModelError::NoHead { model: self.name.clone(), head: head.to_owned() })
    }

    fn means(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>, ModelError> {
        let width = self.width();
        let sums = self.pieces(texts, |rows| {
            let mut sum = vec![0.0; width];
            for row in rows.chunks_exact(width) {
                add(&mut sum, row);
            }
            Ok(sum)
        })?;
        Ok(sums
            .into_iter()
            .zip(texts)
            .map(|(parts, text)| {
                let mut mean = vec![0.0; width];
                for part in &parts {
                    add(&mut mean, part);
                }
                let count = text.chars().count().max(1) as f32;
                for value in &mut mean {
                    *value /= count;
                }
                mean
            })
            .collect())
    }

    /// What `of_rows` makes of the states of each chunk, by text and in order. Groups of chunks run on all cores.
    fn pieces<R: Send>(
        &self,
        texts: &[&str],
        of_rows: impl Fn(&[f32]) -> Result<R, ModelError> + Sync,
    ) -> Result<Vec<Vec<R>>, ModelError> {
        let ids: Vec<Vec<u32>> = texts.iter().map(|text| self.vocabulary.encode(text)).collect();
        let pieces: Vec<(usize, Chunk)> = texts
            .iter()
            .enumerate()
            .flat_map(|(text, content)| chunks(content).into_iter().map(move |chunk| (text, chunk)))
            .collect();
        let sequences: Vec<&[u32]> =
            pieces.iter().map(|(text, chunk)| &ids[*text][chunk.read.clone()]).collect();
        let computed = self.sequences(&sequences, |piece, states| {
            let Chunk { read, core } = &pieces[piece].1;
            let first = core.start - read.start;
            of_rows(&states[first * self.width()..(first + core.len()) * self.width()])
        })?;
        let mut by_text: Vec<Vec<R>> = texts.iter().map(|_| Vec::new()).collect();
        for ((text, _), result) in pieces.iter().zip(computed) {
            by_text[*text].push(result);
        }
        Ok(by_text)
    }

    /// What `of_states` makes of each sequence, in order. Groups of sequences run on all cores.
    fn sequences<R: Send>(
        &self,
        sequences: &[&[u32]],
        of_states: impl Fn(usize, &[f32]) -> Result<R, ModelError> + Sync,
    ) -> Result<Vec<R>, ModelError> {
        let lengths: Vec<usize> = sequences.iter().map(|sequence| sequence.len()).collect();
        let compute = |members: &Vec<usize>| -> Result<Vec<(usize, R)>, ModelError> {
            let group: Vec<&[u32]> = members.iter().map(|member| sequences[*member]).collect();
            let states = self.encoder.forward(&group)?;
            let mut results = Vec::with_capacity(members.len());
            let mut start = 0;
            for member in members {
                let end = start + lengths[*member] * self.width();
                results.push((*member, of_states(*member, &states[start..end])?));
                start = end;
            }
            Ok(results)
        };
        let computed: Vec<Vec<(usize, R)>> =
            groups(&lengths).par_iter().map(compute).collect::<Result<_, ModelError>>()?;
        let mut results: Vec<(usize, R)> = computed.into_iter().flatten().collect();
        results.sort_by_key(|(sequence, _)| *sequence);
        Ok(results.into_iter().map(|(_, result)| result).collect())
    }
}

fn add(sum: &mut [f32], row: &[f32]) {
    for (total, value) in sum.iter_mut().zip(row) {
        *total += value;
    }
}
