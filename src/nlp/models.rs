//! Which models there are, and loading each of them once.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, OnceLock};

use super::encoder::Arithmetic;
use super::error::ModelError;
use super::kernel::Path as Instructions;
use super::manifest::{FileEntry, Manifest, ModelEntry};
use super::model::Model;
use super::tokens::Vocabulary;
use super::weights::Arrays;

/// The files of `models/` by name, part of the program.
static EMBEDDED: &[(&str, &Aligned<[u8]>)] = include!(concat!(env!("OUT_DIR"), "/models.rs"));

/// Begins where every type of number may begin, so that tensors can be read in place.
#[repr(C)]
struct Aligned<B: ?Sized> {
    start: [u64; 0],
    bytes: B,
}

/// Models of the command line or the settings, in place of the embedded ones.
static REPLACEMENT: OnceLock<Models> = OnceLock::new();

/// A set of models. Each is loaded when first asked for and then shared.
#[derive(Debug)]
pub struct Models {
    source: Source,
    arithmetic: Arithmetic,
    manifest: Option<Manifest>,
    vocabulary: OnceLock<Result<Arc<Vocabulary>, ModelError>>,
    loaded: BTreeMap<String, Slot>,
}

#[derive(Debug, Clone)]
enum Source {
    Embedded,
    Folder(PathBuf),
    Off,
}

#[derive(Debug, Default)]
struct Slot {
    model: OnceLock<Result<Model, ModelError>>,
    arrays: OnceLock<Result<Arrays, ModelError>>,
}

impl Models {
    /// The models that are part of the program, or those put in their place when it started.
    pub fn shipped() -> &'static Self {
        static SHIPPED: LazyLock<Models> = LazyLock::new(|| {
            let manifest = embedded("manifest.json").and_then(|content| Manifest::parse(content).ok());
            Models::new(Source::Embedded, manifest)
        });
        REPLACEMENT.get().unwrap_or(&SHIPPED)
    }

    /// Puts these models in the place of the shipped ones for the life of the program. Only the first call counts.
    pub fn replace_shipped(self) {
        let _ = REPLACEMENT.set(self);
    }

    /// The models of a folder with a `manifest.json`; its other files are read when needed.
    pub fn open(folder: &Path) -> Result<Self, ModelError> {
        let content = std::fs::read(folder.join("manifest.json"))
            .map_err(|error| unreadable("manifest.json", &error))?;
        Ok(Self::new(Source::Folder(folder.to_owned()), Some(Manifest::parse(&content)?)))
    }

    /// No models: every request is answered with `ModelError::TurnedOff`.
    pub fn off() -> Self {
        Self::new(Source::Off, None)
    }

    /// The same models, not loaded yet, computed in another way: for measuring.
    #[must_use]
    pub fn computed(&self, arithmetic: Arithmetic) -> Self {
        Self { arithmetic, ..Self::new(self.source.clone(), self.manifest.clone()) }
    }

    /// The encoder model of this name.
    pub fn encoder_model(&self, name: &str) -> Result<&Model, ModelError> {
        let (slot, entry) = self.find(name)?;
        slot.model.get_or_init(|| self.load_model(name, entry)).as_ref().map_err(ModelError::clone)
    }

    /// The plain arrays of this name.
    pub fn arrays(&self, name: &str) -> Result<&Arrays, ModelError> {
        let (slot, entry) = self.find(name)?;
        slot.arrays.get_or_init(|| self.load_arrays(entry)).as_ref().map_err(ModelError::clone)
    }

    /// Names of all models.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.loaded.keys().map(String::as_str)
    }

    /// Names of the models with an encoder.
    pub fn encoders(&self) -> impl Iterator<Item = &str> {
        let entries = self.manifest.iter().flat_map(|manifest| &manifest.models);
        entries.filter(|(_, entry)| entry.encoder.is_some()).map(|(name, _)| name.as_str())
    }

    /// The hash of a model's file, as the manifest has it.
    pub fn hash(&self, name: &str) -> Option<&str> {
        self.manifest.as_ref()?.models.get(name).map(|entry| entry.file.sha256.as_str())
    }

    fn new(source: Source, manifest: Option<Manifest>) -> Self {
        let names = manifest.iter().flat_map(|manifest| manifest.models.keys());
        let loaded = names.map(|name| (name.clone(), Slot::default())).collect();
        let arithmetic = Arithmetic::Quick(Instructions::best());
        Self { source, arithmetic, manifest, vocabulary: OnceLock::new(), loaded }
    }

    fn find(&self, name: &str) -> Result<(&Slot, &ModelEntry), ModelError> {
        if matches!(self.source, Source::Off) {
            return Err(ModelError::TurnedOff(name.to_owned()));
        }
        let entry = self.manifest.as_ref().and_then(|manifest| manifest.models.get(name));
        self.loaded.get(name).zip(entry).ok_or_else(|| ModelError::NotShipped(name.to_owned()))
    }

    fn load_model(&self, name: &str, entry: &ModelEntry) -> Result<Model, ModelError> {
        let config = entry.encoder.as_ref().ok_or_else(|| ModelError::OtherKind(name.to_owned()))?;
        let arrays = self.load_arrays(entry)?;
        Model::load(name, config, &entry.heads, &arrays, self.vocabulary()?, self.arithmetic)
    }

    fn load_arrays(&self, entry: &ModelEntry) -> Result<Arrays, ModelError> {
        Arrays::parse(&entry.file.file, self.read(&entry.file)?, entry.meta.clone())
    }

    /// The characters all models of this set know.
    pub fn vocabulary(&self) -> Result<Arc<Vocabulary>, ModelError> {
        let load = || {
            let manifest =
                self.manifest.as_ref().ok_or_else(|| ModelError::NotShipped("tokenizer".to_owned()))?;
            Ok(Arc::new(Vocabulary::parse(&self.read(&manifest.tokenizer)?)?))
        };
        self.vocabulary.get_or_init(load).clone()
    }

    /// The content of a file. One from a folder must be what the manifest describes; a test holds the embedded ones to it.
    fn read(&self, entry: &FileEntry) -> Result<Cow<'static, [u8]>, ModelError> {
        let Source::Folder(folder) = &self.source else {
            let content = embedded(&entry.file).ok_or_else(|| ModelError::NotShipped(entry.file.clone()))?;
            return Ok(Cow::Borrowed(content));
        };
        let content =
            std::fs::read(folder.join(&entry.file)).map_err(|error| unreadable(&entry.file, &error))?;
        entry.verify(&content)?;
        Ok(Cow::Owned(content))
    }
}

fn embedded(file: &str) -> Option<&'static [u8]> {
    EMBEDDED.iter().find(|(name, _)| *name == file).map(|(_, content)| &content.bytes)
}

fn unreadable(file: &str, error: &std::io::Error) -> ModelError {
    ModelError::Unreadable { file: file.to_owned(), reason: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_models_are_those_of_their_manifest() {
        let models = Models::shipped();
        let manifest = models.manifest.as_ref().unwrap();
        let files = manifest.models.values().map(|entry| &entry.file).chain([&manifest.tokenizer]);
        for entry in files {
            assert_eq!(
                embedded(&entry.file).map(|content| entry.verify(content)),
                Some(Ok(())),
                "{}",
                entry.file
            );
        }
        for name in models.names() {
            assert_eq!(models.arrays(name).map(|_| ()), Ok(()), "{name}");
        }
    }
}
