//! The encoder on 8-bit weights: the same function as `reference.rs` up to the rounding of weights and inputs.
//!
//! Sequences are laid end to end without padding; attention runs within each. To candle the whole encoder is one
//! operation from ids to states.

use std::sync::{Mutex, PoisonError};

use candle_core::{CpuStorage, CustomOp1, Device, Layout, Shape, Tensor};

use super::Config;
use crate::nlp::error::ModelError;
use crate::nlp::kernel::{Attention, Linear, Norm, Path, Quantised, Rotary, Then};
use crate::nlp::weights::Arrays;

/// Rows that go through the wide inner layer at once, so that they stay in the cache.
const ROWS: usize = 128;
/// Places the rotary table is made for; longer sequences make their own.
const PLACES: usize = 512;

#[derive(Debug)]
pub(super) struct Quick {
    path: Path,
    config: Config,
    embedding: Vec<i8>,
    embedding_scales: Vec<f32>,
    embedding_norm: Norm,
    stem: Linear,
    layers: Vec<Layer>,
    final_norm: Norm,
    rotary: Rotary,
    /// Memory of passes that are done, for those to come.
    spare: Mutex<Vec<Workspace>>,
}

#[derive(Debug)]
struct Layer {
    attention_norm: Norm,
    query_key_value: Linear,
    attention_out: Linear,
    feed_norm: Norm,
    feed_in: Linear,
    feed_out: Linear,
}

#[derive(Debug)]
struct Workspace {
    quantised: Quantised,
    states: Vec<f32>,
    wide: Vec<f32>,
    attended: Vec<f32>,
    attention: Attention,
}

/// One pass over sequences of these lengths.
struct Pass<'a> {
    encoder: &'a Quick,
    lengths: &'a [usize],
}

impl CustomOp1 for Pass<'_> {
    fn name(&self) -> &'static str {
        "character encoder"
    }

    fn cpu_fwd(&self, storage: &CpuStorage, layout: &Layout) -> candle_core::Result<(CpuStorage, Shape)> {
        let (CpuStorage::U32(ids), Some((start, end))) = (storage, layout.contiguous_offsets()) else {
            candle_core::bail!("ids are contiguous and u32");
        };
        let states = self.encoder.states(&ids[start..end], self.lengths);
        Ok((CpuStorage::F32(states), (end - start, self.encoder.config.hidden).into()))
    }
}

impl Quick {
    pub(super) fn load(config: &Config, arrays: &Arrays, path: Path) -> Result<Self, ModelError> {
        let Config { vocab, hidden, stem_width, heads, .. } = *config;
        arrays.expect("embedding.weight", &[vocab, hidden])?;
        Ok(Self {
            path,
            config: config.clone(),
            embedding: arrays.i8("embedding.weight")?.to_vec(),
            embedding_scales: arrays.shaped("embedding.weight.scale", &[vocab])?.to_vec(),
            embedding_norm: norm(arrays, "embedding_norm", config)?,
            stem: linear(path, arrays, "stem", hidden, stem_width * hidden)?,
            layers: (0..config.layers)
                .map(|index| Layer::load(path, arrays, &format!("layers.{index}"), config))
                .collect::<Result<_, _>>()?,
            final_norm: norm(arrays, "final_norm", config)?,
            rotary: Rotary::new(config.rotary_base, hidden / heads, PLACES),
            spare: Mutex::default(),
        })
    }

    /// States of the sequences of these lengths, laid end to end.
    pub(super) fn forward(&self, ids: &[u32], lengths: &[usize]) -> Result<Vec<f32>, ModelError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let ids = Tensor::new(ids, &Device::Cpu)?;
        Ok(ids.apply_op1_no_bwd(&Pass { encoder: self, lengths })?.flatten_all()?.to_vec1()?)
    }

    /// The ids lie within the vocabulary and the lengths add up to their number.
    fn states(&self, ids: &[u32], lengths: &[usize]) -> Vec<f32> {
        let spare = self.spare.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut space = spare.unwrap_or_else(|| self.workspace());
        self.embed(ids, lengths, &mut space);
        let longest = lengths.iter().copied().max().unwrap_or(0);
        let longer = (longest > self.rotary.len()).then(|| {
            let mut rotary = self.rotary.clone();
            rotary.extend(longest);
            rotary
        });
        let rotary = longer.as_ref().unwrap_or(&self.rotary);
        for layer in &self.layers {
            layer.attend(self.path, lengths, rotary, &mut space);
            layer.feed(self.path, &mut space);
        }
        self.final_norm.apply(self.path, &mut space.states);
        let states = space.states.clone();
        self.spare.lock().unwrap_or_else(PoisonError::into_inner).push(space);
        states
    }

    fn workspace(&self) -> Workspace {
        let Config { hidden, heads, .. } = self.config;
        Workspace {
            quantised: Quantised::default(),
            states: Vec::new(),
            wide: Vec::new(),
            attended: Vec::new(),
            attention: Attention::new(self.path, heads, hidden / heads),
        }
    }

    /// Embedding, its norm, and the stem over each character's neighbours.
    fn embed(&self, ids: &[u32], lengths: &[usize], space: &mut Workspace) {
        let hidden = self.config.hidden;
        let Workspace { quantised, states, wide, attended: embedded, .. } = space;
        embedded.clear();
        for id in ids {
            let id = *id as usize;
            let scale = self.embedding_scales[id];
            let row = &self.embedding[id * hidden..(id + 1) * hidden];
            embedded.extend(row.iter().map(|value| f32::from(*value) * scale));
        }
        self.embedding_norm.apply(self.path, embedded);
        states.clone_from(embedded);
        let around = self.config.stem_width * hidden;
        let reach = self.config.stem_width / 2 * hidden;
        let sequences = split(embedded, lengths, hidden).zip(split_mut(states, lengths, hidden));
        for (sequence, states) in sequences {
            for (block, states) in states.chunks_mut(ROWS * hidden).enumerate() {
                wide.clear();
                for row in 0..states.len() / hidden {
                    let start = (block * ROWS + row) * hidden;
                    // Zeros stand before the first and behind the last character.
                    wide.resize(wide.len() + reach.saturating_sub(start), 0.0);
                    let end = sequence.len().min(start + hidden + reach);
                    wide.extend_from_slice(&sequence[start.saturating_sub(reach)..end]);
                    wide.resize((row + 1) * around, 0.0);
                }
                quantised.rows(self.path, wide, around);
                self.stem.apply(quantised, Then::GeluAdd, states);
            }
        }
    }
}

impl Layer {
    fn load(path: Path, arrays: &Arrays, name: &str, config: &Config) -> Result<Self, ModelError> {
        let Config { hidden, feed_forward, .. } = *config;
        let norm = |part| norm(arrays, &format!("{name}.{part}"), config);
        let linear = |part, outputs, inputs| linear(path, arrays, &format!("{name}.{part}"), outputs, inputs);
        Ok(Self {
            attention_norm: norm("attention_norm")?,
            query_key_value: linear("query_key_value", 3 * hidden, hidden)?,
            attention_out: linear("attention_out", hidden, hidden)?,
            feed_norm: norm("feed_norm")?,
            feed_in: linear("feed_in", feed_forward, hidden)?,
            feed_out: linear("feed_out", hidden, feed_forward)?,
        })
    }

    fn attend(&self, path: Path, lengths: &[usize], rotary: &Rotary, space: &mut Workspace) {
        let Workspace { quantised, states, wide, attended, attention } = space;
        let hidden = self.attention_out.outputs();
        quantised.normed(path, states, &self.attention_norm);
        wide.resize(3 * states.len(), 0.0);
        self.query_key_value.apply(quantised, Then::Store, wide);
        for (rows, out) in split(wide, lengths, 3 * hidden).zip(split_mut(attended, lengths, hidden)) {
            attention.apply(rotary, rows, out);
        }
        quantised.rows(path, attended, hidden);
        self.attention_out.apply(quantised, Then::Add, states);
    }

    fn feed(&self, path: Path, space: &mut Workspace) {
        let Workspace { quantised, states, wide, .. } = space;
        let (hidden, inner) = (self.feed_out.outputs(), self.feed_in.outputs());
        for states in states.chunks_mut(ROWS * hidden) {
            quantised.normed(path, states, &self.feed_norm);
            wide.resize(states.len() / hidden * inner, 0.0);
            self.feed_in.apply(quantised, Then::Gelu, wide);
            quantised.rows(path, wide, inner);
            self.feed_out.apply(quantised, Then::Add, states);
        }
    }
}

fn norm(arrays: &Arrays, name: &str, config: &Config) -> Result<Norm, ModelError> {
    let part = |part| arrays.shaped(&format!("{name}.{part}"), &[config.hidden]);
    Ok(Norm::new(part("weight")?, part("bias")?, config.norm_epsilon))
}

fn linear(
    path: Path,
    arrays: &Arrays,
    name: &str,
    outputs: usize,
    inputs: usize,
) -> Result<Linear, ModelError> {
    let weight = format!("{name}.weight");
    arrays.expect(&weight, &[outputs, inputs])?;
    let scales = arrays.shaped(&format!("{weight}.scale"), &[outputs])?;
    let bias = arrays.shaped(&format!("{name}.bias"), &[outputs])?;
    Ok(Linear::new(path, arrays.i8(&weight)?, scales, bias, inputs))
}

/// The rows of each sequence.
fn split<'a>(mut rows: &'a [f32], lengths: &'a [usize], width: usize) -> impl Iterator<Item = &'a [f32]> {
    lengths.iter().map(move |length| {
        let (sequence, rest) = rows.split_at(length * width);
        rows = rest;
        sequence
    })
}

/// The rows of each sequence, to be written.
fn split_mut<'a>(
    mut rows: &'a mut [f32],
    lengths: &'a [usize],
    width: usize,
) -> impl Iterator<Item = &'a mut [f32]> {
    lengths.iter().map(move |length| {
        let (sequence, rest) = std::mem::take(&mut rows).split_at_mut(length * width);
        rows = rest;
        sequence
    })
}
