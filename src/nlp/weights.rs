//! Tensors of a safetensors file, by name.

use std::collections::HashMap;

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
    F32(Vec<f32>),
    I8(Vec<i8>),
    U8(Vec<u8>),
    U16(Vec<u16>),
    I32(Vec<i32>),
    U32(Vec<u32>),
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

impl Arrays {
    slices!(f32 F32 f32, i8 I8 i8, u8 U8 u8, u16 U16 u16, i32 I32 i32, u32 U32 u32);

    pub(super) fn parse(file: &str, content: &[u8], meta: Value) -> Result<Self, ModelError> {
        let unreadable = |tensor: &str, reason: String| ModelError::Layout {
            file: file.to_owned(),
            tensor: tensor.to_owned(),
            reason,
        };
        let parsed =
            SafeTensors::deserialize(content).map_err(|error| unreadable("文件头", error.to_string()))?;
        let mut tensors = HashMap::new();
        for (name, view) in parsed.iter() {
            let values =
                values(&view).ok_or_else(|| unreadable(name, format!("不支持类型 {:?}", view.dtype())))?;
            tensors.insert(name.to_owned(), Tensor { shape: view.shape().to_vec(), values });
        }
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

/// The file is little-endian, as is every machine this program is built for.
fn values(view: &TensorView) -> Option<Values> {
    let data = view.data();
    Some(match view.dtype() {
        Dtype::F32 => Values::F32(bytemuck::pod_collect_to_vec(data)),
        Dtype::I8 => Values::I8(bytemuck::pod_collect_to_vec(data)),
        Dtype::U8 => Values::U8(data.to_vec()),
        Dtype::U16 => Values::U16(bytemuck::pod_collect_to_vec(data)),
        Dtype::I32 => Values::I32(bytemuck::pod_collect_to_vec(data)),
        Dtype::U32 => Values::U32(bytemuck::pod_collect_to_vec(data)),
        _ => return None,
    })
}
