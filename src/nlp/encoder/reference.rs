//! The encoder on stock candle in f32: the reference that every faster path is held against.

use candle_core::{D, Device, IndexOp, Tensor};

use super::Config;
use crate::nlp::error::ModelError;
use crate::nlp::weights::Arrays;

#[derive(Debug)]
pub(super) struct Reference {
    config: Config,
    embedding: Tensor,
    embedding_norm: Norm,
    stem: Projection,
    layers: Vec<Layer>,
    final_norm: Norm,
}

#[derive(Debug)]
struct Layer {
    attention_norm: Norm,
    query_key_value: Projection,
    attention_out: Projection,
    feed_norm: Norm,
    feed_in: Projection,
    feed_out: Projection,
}

#[derive(Debug)]
struct Norm {
    weight: Tensor,
    bias: Tensor,
    epsilon: f64,
}

/// A linear layer.
#[derive(Debug)]
pub(in crate::nlp) struct Projection {
    /// [in, out]
    weight: Tensor,
    bias: Tensor,
    inputs: usize,
}

impl Projection {
    /// From rows of weights, one an output.
    pub(in crate::nlp) fn new(weight: &[f32], bias: &[f32], inputs: usize) -> Result<Self, ModelError> {
        let weight = Tensor::from_slice(weight, (bias.len(), inputs), &Device::Cpu)?.t()?.contiguous()?;
        Ok(Self { weight, bias: Tensor::new(bias, &Device::Cpu)?, inputs })
    }

    /// Outputs of rows laid end to end.
    pub(in crate::nlp) fn apply(&self, rows: &[f32]) -> Result<Vec<f32>, ModelError> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let rows = Tensor::from_slice(rows, (rows.len() / self.inputs, self.inputs), &Device::Cpu)?;
        Ok(self.forward(&rows)?.flatten_all()?.to_vec1()?)
    }

    fn load(arrays: &Arrays, name: &str, outputs: usize, inputs: usize) -> Result<Self, ModelError> {
        let weight = dequantised(arrays, &format!("{name}.weight"), outputs, inputs)?;
        Self::new(&weight, arrays.shaped(&format!("{name}.bias"), &[outputs])?, inputs)
    }

    fn forward(&self, rows: &Tensor) -> candle_core::Result<Tensor> {
        rows.matmul(&self.weight)?.broadcast_add(&self.bias)
    }
}

impl Norm {
    fn load(arrays: &Arrays, name: &str, config: &Config) -> Result<Self, ModelError> {
        let vector = |part| -> Result<Tensor, ModelError> {
            Ok(Tensor::new(arrays.shaped(&format!("{name}.{part}"), &[config.hidden])?, &Device::Cpu)?)
        };
        Ok(Self { weight: vector("weight")?, bias: vector("bias")?, epsilon: f64::from(config.norm_epsilon) })
    }

    fn forward(&self, rows: &Tensor) -> candle_core::Result<Tensor> {
        let centred = rows.broadcast_sub(&rows.mean_keepdim(D::Minus1)?)?;
        let spread = (centred.sqr()?.mean_keepdim(D::Minus1)? + self.epsilon)?.sqrt()?;
        centred.broadcast_div(&spread)?.broadcast_mul(&self.weight)?.broadcast_add(&self.bias)
    }
}

impl Reference {
    pub(super) fn load(config: &Config, arrays: &Arrays) -> Result<Self, ModelError> {
        let Config { vocab, hidden, stem_width, .. } = *config;
        let embedding = dequantised(arrays, "embedding.weight", vocab, hidden)?;
        Ok(Self {
            config: config.clone(),
            embedding: Tensor::from_vec(embedding, (vocab, hidden), &Device::Cpu)?,
            embedding_norm: Norm::load(arrays, "embedding_norm", config)?,
            stem: Projection::load(arrays, "stem", hidden, stem_width * hidden)?,
            layers: (0..config.layers)
                .map(|index| Layer::load(arrays, &format!("layers.{index}"), config))
                .collect::<Result<_, _>>()?,
            final_norm: Norm::load(arrays, "final_norm", config)?,
        })
    }

    /// States of the sequences of these lengths, laid end to end.
    pub(super) fn forward(&self, ids: &[u32], lengths: &[usize]) -> Result<Vec<f32>, ModelError> {
        let longest = lengths.iter().copied().max().unwrap_or(0);
        if longest == 0 {
            return Ok(Vec::new());
        }
        let embedded = self.embedding.index_select(&Tensor::new(ids, &Device::Cpu)?, 0)?;
        let embedded = self.embedding_norm.forward(&embedded)?;
        let around = each_sequence(&embedded, lengths, |rows| self.neighbours(rows))?;
        let mut states = (embedded + self.stem.forward(&around)?.gelu()?)?;
        let (cosine, sine) = self.rotary(longest)?;
        for layer in &self.layers {
            let projected = layer.query_key_value.forward(&layer.attention_norm.forward(&states)?)?;
            let attended = each_sequence(&projected, lengths, |rows| self.attend(rows, &cosine, &sine))?;
            states = (states + layer.attention_out.forward(&attended)?)?;
            let fed = layer.feed_in.forward(&layer.feed_norm.forward(&states)?)?.gelu()?;
            states = (states + layer.feed_out.forward(&fed)?)?;
        }
        Ok(self.final_norm.forward(&states)?.flatten_all()?.to_vec1()?)
    }

    /// Each row with those around it, zeros beyond the ends: [length, stem width × hidden].
    fn neighbours(&self, rows: &Tensor) -> candle_core::Result<Tensor> {
        let length = rows.dim(0)?;
        let reach = self.config.stem_width / 2;
        let padded = rows.pad_with_zeros(0, reach, reach)?;
        let taps: Vec<Tensor> =
            (0..self.config.stem_width).map(|tap| padded.narrow(0, tap, length)).collect::<Result<_, _>>()?;
        Tensor::cat(&taps, 1)
    }

    /// Cosines and sines, [length, head size / 2].
    fn rotary(&self, length: usize) -> candle_core::Result<(Tensor, Tensor)> {
        let half = self.config.hidden / self.config.heads / 2;
        let frequencies: Vec<f32> =
            (0..half).map(|index| self.config.rotary_base.powf(-(index as f32) / half as f32)).collect();
        let frequencies = Tensor::from_vec(frequencies, (1, half), &Device::Cpu)?;
        let places = Tensor::arange(0, length as u32, &Device::Cpu)?.to_dtype(candle_core::DType::F32)?;
        let angles = places.reshape((length, 1))?.matmul(&frequencies)?;
        Ok((angles.cos()?, angles.sin()?))
    }

    /// Attention within one sequence: [length, 3 × hidden] to [length, hidden].
    fn attend(&self, rows: &Tensor, cosine: &Tensor, sine: &Tensor) -> candle_core::Result<Tensor> {
        let Config { hidden, heads, .. } = self.config;
        let length = rows.dim(0)?;
        let size = hidden / heads;
        let parts = rows.reshape((length, 3, heads, size))?.permute((1, 2, 0, 3))?;
        let (cosine, sine) = (cosine.narrow(0, 0, length)?, sine.narrow(0, 0, length)?);
        let query = rotate(&parts.i(0)?, &cosine, &sine)?;
        let key = rotate(&parts.i(1)?, &cosine, &sine)?;
        let scores = (query.matmul(&key.t()?)? * (1.0 / (size as f64).sqrt()))?;
        let raised = scores.broadcast_sub(&scores.max_keepdim(D::Minus1)?)?.exp()?;
        let weights = raised.broadcast_div(&raised.sum_keepdim(D::Minus1)?)?;
        weights.matmul(&parts.i(2)?.contiguous()?)?.transpose(0, 1)?.reshape((length, hidden))
    }
}

impl Layer {
    fn load(arrays: &Arrays, name: &str, config: &Config) -> Result<Self, ModelError> {
        let Config { hidden, feed_forward, .. } = *config;
        let norm = |part| Norm::load(arrays, &format!("{name}.{part}"), config);
        let linear =
            |part, outputs, inputs| Projection::load(arrays, &format!("{name}.{part}"), outputs, inputs);
        Ok(Self {
            attention_norm: norm("attention_norm")?,
            query_key_value: linear("query_key_value", 3 * hidden, hidden)?,
            attention_out: linear("attention_out", hidden, hidden)?,
            feed_norm: norm("feed_norm")?,
            feed_in: linear("feed_in", feed_forward, hidden)?,
            feed_out: linear("feed_out", hidden, feed_forward)?,
        })
    }
}

/// Turns the pairs (i, i + half) by the angle of their place.
fn rotate(rows: &Tensor, cosine: &Tensor, sine: &Tensor) -> candle_core::Result<Tensor> {
    let half = rows.dim(D::Minus1)? / 2;
    let first = rows.narrow(D::Minus1, 0, half)?;
    let second = rows.narrow(D::Minus1, half, half)?;
    let turned = (first.broadcast_mul(cosine)? - second.broadcast_mul(sine)?)?;
    let other = (first.broadcast_mul(sine)? + second.broadcast_mul(cosine)?)?;
    Tensor::cat(&[turned, other], D::Minus1)
}

/// Applies a function to the rows of every sequence and lays the results end to end.
fn each_sequence(
    rows: &Tensor,
    lengths: &[usize],
    apply: impl Fn(&Tensor) -> candle_core::Result<Tensor>,
) -> candle_core::Result<Tensor> {
    let mut start = 0;
    let mut results = Vec::with_capacity(lengths.len());
    for length in lengths.iter().copied().filter(|length| *length > 0) {
        results.push(apply(&rows.narrow(0, start, length)?)?);
        start += length;
    }
    Tensor::cat(&results, 0)
}

/// The values of 8-bit rows with one scale a row.
fn dequantised(arrays: &Arrays, name: &str, rows: usize, columns: usize) -> Result<Vec<f32>, ModelError> {
    arrays.expect(name, &[rows, columns])?;
    let scales = arrays.shaped(&format!("{name}.scale"), &[rows])?;
    let values = arrays.i8(name)?.chunks_exact(columns).zip(scales);
    Ok(values.flat_map(|(row, scale)| row.iter().map(move |value| f32::from(*value) * scale)).collect())
}
