//! Tensors of a safetensors file, by name.

use std::borrow::Cow;
use std::collections::HashMap;

use bytemuck::Pod;
use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors};
use serde_json::Value;

use super::error::ModelError;

/// Plain tensors with the `meta` of their manifest entry.
#[derive(Debug)]
pub struct Arrays {
    file: String,
    tensors: HashMap<String, Tensor>,
    meta: Value,
}

#[derive(Debug)]
struct Tensor {
    shape: Vec<usize>,
    values: Values,
}

#[derive(Debug)]
enum Values {
    F32(Cow<'static, [f32]>),
    I8(Cow<'static, [i8]>),
    U8(Cow<'static, [u8]>),
    U16(Cow<'static, [u16]>),
    I32(Cow<'static, [i32]>),
    U32(Cow<'static, [u32]>),
}

macro_rules! slices {
    ($($name:ident $variant:ident $kind:ty),*) => {
        $(
            #[doc = concat!("The values of a tensor of ", stringify!($kind), ", row by row.")]
            pub fn $name(&self, tensor: &str) -> Result<&[$kind], ModelError> {
                match &self.tensor(tensor)?.values {
                    Values::$variant(values) => Ok(values),
                    _ => Err(self.wrong(tensor, concat!("类型不是 ", stringify!($kind)))),
                }
            }
        )*
    };
}

/// The values of a view by its type. The file is little-endian, as is every machine this program is built for.
macro_rules! values {
    ($view:ident, $read:ident) => {
        match $view.dtype() {
            Dtype::F32 => Some(Values::F32($read($view.data()))),
            Dtype::I8 => Some(Values::I8($read($view.data()))),
            Dtype::U8 => Some(Values::U8($read($view.data()))),
            Dtype::U16 => Some(Values::U16($read($view.data()))),
            Dtype::I32 => Some(Values::I32($read($view.data()))),
            Dtype::U32 => Some(Values::U32($read($view.data()))),
            _ => None,
        }
    };
}

impl Arrays {
    slices!(f32 F32 f32, i8 I8 i8, u8 U8 u8, u16 U16 u16, i32 I32 i32, u32 U32 u32);

    /// Tensors of a file that is part of the program stay where they are; those of any other are copied.
    pub(super) fn parse(file: &str, content: Cow<'static, [u8]>, meta: Value) -> Result<Self, ModelError> {
        let tensors = match content {
            Cow::Borrowed(content) => tensors(file, content, |view| values!(view, lent))?,
            Cow::Owned(content) => tensors(file, &content, |view| values!(view, copied))?,
        };
        Ok(Self { file: file.to_owned(), tensors, meta })
    }

    /// The sizes of a tensor.
    pub fn shape(&self, tensor: &str) -> Result<&[usize], ModelError> {
        Ok(&self.tensor(tensor)?.shape)
    }

    /// Whether there is such a tensor.
    pub fn contains(&self, tensor: &str) -> bool {
        self.tensors.contains_key(tensor)
    }

    /// What the manifest says to the task's own code.
    pub fn meta(&self) -> &Value {
        &self.meta
    }

    /// The values of a tensor that must have this shape.
    pub(super) fn shaped(&self, tensor: &str, shape: &[usize]) -> Result<&[f32], ModelError> {
        self.expect(tensor, shape)?;
        self.f32(tensor)
    }

    pub(super) fn expect(&self, tensor: &str, shape: &[usize]) -> Result<(), ModelError> {
        let found = self.shape(tensor)?;
        if found == shape {
            return Ok(());
        }
        Err(self.wrong(tensor, &format!("形状为 {found:?}，应为 {shape:?}")))
    }

    fn tensor(&self, name: &str) -> Result<&Tensor, ModelError> {
        self.tensors.get(name).ok_or_else(|| self.wrong(name, "不存在"))
    }

    fn wrong(&self, tensor: &str, reason: &str) -> ModelError {
        ModelError::Layout { file: self.file.clone(), tensor: tensor.to_owned(), reason: reason.to_owned() }
    }
}

fn tensors<'c>(
    file: &str,
    content: &'c [u8],
    values: impl Fn(&TensorView<'c>) -> Option<Values>,
) -> Result<HashMap<String, Tensor>, ModelError> {
    let unreadable = |tensor: &str, reason| ModelError::Layout {
        file: file.to_owned(),
        tensor: tensor.to_owned(),
        reason,
    };
    let parsed =
        SafeTensors::deserialize(content).map_err(|error| unreadable("文件头", error.to_string()))?;
    let read = |(name, view): (&str, TensorView<'c>)| {
        let values =
            values(&view).ok_or_else(|| unreadable(name, format!("不支持类型 {:?}", view.dtype())))?;
        Ok((name.to_owned(), Tensor { shape: view.shape().to_vec(), values }))
    };
    parsed.iter().map(read).collect()
}

fn lent<T: Pod>(data: &'static [u8]) -> Cow<'static, [T]> {
    bytemuck::try_cast_slice(data).map_or_else(|_| copied(data), Cow::Borrowed)
}

fn copied<T: Pod>(data: &[u8]) -> Cow<'static, [T]> {
    Cow::Owned(bytemuck::pod_collect_to_vec(data))
}
