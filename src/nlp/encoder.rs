//! The character encoder: the same function as `models/training/encoder.py`.

mod quick;
mod reference;

use serde::Deserialize;

use super::error::ModelError;
use super::kernel::Path;
use super::weights::Arrays;

pub(super) use reference::Projection;

/// Shape of an encoder, as the manifest has it.
#[derive(Debug, Clone, Deserialize)]
pub struct Config {
    /// Number of ids.
    pub vocab: usize,
    /// Length of a state.
    pub hidden: usize,
    /// Transformer layers.
    pub layers: usize,
    /// Attention heads.
    pub heads: usize,
    /// Inner width of the feed-forward part.
    pub feed_forward: usize,
    /// Characters the convolution stem sees.
    pub stem_width: usize,
    /// Base of the rotary frequencies.
    pub rotary_base: f32,
    /// Added to the variance in every norm.
    pub norm_epsilon: f32,
}

/// How the numbers are computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arithmetic {
    /// 8-bit products with the instructions of this path.
    Quick(Path),
    /// Stock candle in f32 over the same weights.
    Reference,
}

/// A loaded encoder.
#[derive(Debug)]
pub struct Encoder {
    width: usize,
    vocabulary: usize,
    computed: Computed,
}

#[derive(Debug)]
enum Computed {
    Quick(Box<quick::Quick>),
    Reference(Box<reference::Reference>),
}

impl Encoder {
    /// Reads and checks every tensor the shape asks for.
    pub(super) fn load(config: &Config, arrays: &Arrays, arithmetic: Arithmetic) -> Result<Self, ModelError> {
        check(config)?;
        let computed = match arithmetic {
            Arithmetic::Quick(path) => Computed::Quick(Box::new(quick::Quick::load(config, arrays, path)?)),
            Arithmetic::Reference => {
                Computed::Reference(Box::new(reference::Reference::load(config, arrays)?))
            }
        };
        Ok(Self { width: config.hidden, vocabulary: config.vocab, computed })
    }

    /// Length of a state.
    pub fn width(&self) -> usize {
        self.width
    }

    /// States of the sequences, laid end to end.
    pub(super) fn forward(&self, sequences: &[&[u32]]) -> Result<Vec<f32>, ModelError> {
        let ids: Vec<u32> = sequences.concat();
        if ids.iter().any(|id| *id as usize >= self.vocabulary) {
            return Err(ModelError::Compute("字符编号超出词表，tokenizer.json 与模型不配套".to_owned()));
        }
        let lengths: Vec<usize> = sequences.iter().map(|sequence| sequence.len()).collect();
        match &self.computed {
            Computed::Quick(quick) => quick.forward(&ids, &lengths),
            Computed::Reference(reference) => reference.forward(&ids, &lengths),
        }
    }
}

/// Shapes that no code below has to think of.
fn check(config: &Config) -> Result<(), ModelError> {
    let sizes =
        [config.vocab, config.hidden, config.layers, config.heads, config.feed_forward, config.stem_width];
    let possible = sizes.iter().all(|size| (1..=1 << 20).contains(size))
        && config.hidden.is_multiple_of(2 * config.heads)
        && config.stem_width % 2 == 1
        && config.rotary_base > 0.0
        && config.norm_epsilon > 0.0;
    if possible {
        Ok(())
    } else {
        Err(ModelError::Manifest(format!("编码器尺寸不可用：{config:?}")))
    }
}
