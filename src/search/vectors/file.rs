//! The table in a file: head, ids, scales, rows, and a hash of it all. Numbers are little-endian.
//!
//! The file only repeats what can be worked out again from the papers: one that is damaged or of another version
//! is reported, and its owner makes a new one.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::VectorTable;

const MAGIC: &[u8; 8] = b"QHVECTOR";
/// Raise it when the layout or the meaning of the numbers changes.
const VERSION: u32 = 1;
const HEAD: usize = 24;
const HASH: usize = 32;
/// Numbers turned into bytes at a time.
const BLOCK: usize = 16 * 1024;

/// Why a table could not be read.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file cannot be opened or read; [`io::ErrorKind::NotFound`] where there is none.
    #[error("the vectors cannot be read: {0}")]
    Read(#[from] io::Error),
    /// Written by a program of another version.
    #[error("the vectors are of version {0}")]
    Version(u32),
    /// Not what was written.
    #[error("the file of vectors is damaged")]
    Damaged,
}

impl LoadError {
    /// Whether the table has to be made anew (and can be): there is no usable file.
    pub fn calls_for_rebuild(&self) -> bool {
        match self {
            Self::Read(error) => error.kind() == io::ErrorKind::NotFound,
            Self::Version(_) | Self::Damaged => true,
        }
    }
}

impl VectorTable {
    /// Writes the table, whole or not at all: beside the place first, then moved there.
    pub fn save(&self, path: &Path) -> io::Result<()> {
        let beside = beside(path);
        let written = self.write_to(&beside).and_then(|()| fs::rename(&beside, path));
        if written.is_err() {
            // Best effort: what is left over is overwritten by the next save.
            let _ = fs::remove_file(&beside);
            return written;
        }
        keep_entry(path)
    }

    /// Reads a table that [`Self::save`] wrote.
    pub fn load(path: &Path) -> Result<Self, LoadError> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        let mut source = Hashing { inner: BufReader::new(file), hash: Sha256::new() };
        let head: [u8; HEAD] = source.array(length)?;
        let (dimension, count) = sizes(&head, length)?;
        let ids = source.numbers(count, u32::from_le_bytes)?;
        let scales = source.numbers(count, f32::from_le_bytes)?;
        let mut rows = vec![0u8; count * dimension];
        source.fill(&mut rows)?;
        let computed = source.hash.finalize();
        let mut stored = [0; HASH];
        source.inner.read_exact(&mut stored).map_err(cut_short)?;
        if computed.as_slice() != stored || !scales.iter().all(|scale: &f32| scale.is_finite()) {
            return Err(LoadError::Damaged);
        }
        Ok(Self { dimension, ids, rows: bytemuck::cast_vec(rows), scales })
    }

    fn write_to(&self, path: &Path) -> io::Result<()> {
        let file = File::create(path)?;
        let mut sink = Hashing { inner: BufWriter::new(&file), hash: Sha256::new() };
        let mut head = Vec::with_capacity(HEAD);
        head.extend_from_slice(MAGIC);
        head.extend_from_slice(&VERSION.to_le_bytes());
        head.extend_from_slice(&(self.dimension as u32).to_le_bytes());
        head.extend_from_slice(&(self.len() as u64).to_le_bytes());
        sink.put(&head)?;
        sink.put_numbers(&self.ids, u32::to_le_bytes)?;
        sink.put_numbers(&self.scales, f32::to_le_bytes)?;
        sink.put(bytemuck::cast_slice(&self.rows))?;
        let Hashing { mut inner, hash } = sink;
        inner.write_all(&hash.finalize())?;
        inner.flush()?;
        drop(inner);
        file.sync_all()
    }
}

/// Length and count of the vectors, where the head is ours and the file as long as they make it.
fn sizes(head: &[u8; HEAD], length: u64) -> Result<(usize, usize), LoadError> {
    let (magic, rest) = head.split_first_chunk::<8>().ok_or(LoadError::Damaged)?;
    let (version, rest) = rest.split_first_chunk::<4>().ok_or(LoadError::Damaged)?;
    let (dimension, rest) = rest.split_first_chunk::<4>().ok_or(LoadError::Damaged)?;
    let count = rest.first_chunk::<8>().ok_or(LoadError::Damaged)?;
    if magic != MAGIC {
        return Err(LoadError::Damaged);
    }
    let version = u32::from_le_bytes(*version);
    if version != VERSION {
        return Err(LoadError::Version(version));
    }
    let (dimension, count) = (u32::from_le_bytes(*dimension), u64::from_le_bytes(*count));
    let body = count.checked_mul(u64::from(dimension) + 8);
    let whole = body.and_then(|body| body.checked_add((HEAD + HASH) as u64));
    // Looked at before any room is made for the vectors.
    if whole != Some(length) {
        return Err(LoadError::Damaged);
    }
    let count = usize::try_from(count).map_err(|_| LoadError::Damaged)?;
    Ok((dimension as usize, count))
}

/// Reads or writes, and hashes what went through.
struct Hashing<T> {
    inner: T,
    hash: Sha256,
}

impl<T: Read> Hashing<T> {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), LoadError> {
        self.inner.read_exact(bytes).map_err(cut_short)?;
        self.hash.update(bytes);
        Ok(())
    }

    fn array<const N: usize>(&mut self, length: u64) -> Result<[u8; N], LoadError> {
        if length < N as u64 {
            return Err(LoadError::Damaged);
        }
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    fn numbers<N>(&mut self, count: usize, read: impl Fn([u8; 4]) -> N) -> Result<Vec<N>, LoadError> {
        let mut numbers = Vec::with_capacity(count);
        let mut block = vec![0; BLOCK * 4];
        while numbers.len() < count {
            let bytes = &mut block[..(count - numbers.len()).min(BLOCK) * 4];
            self.fill(bytes)?;
            let (whole, _) = bytes.as_chunks::<4>();
            numbers.extend(whole.iter().map(|&four| read(four)));
        }
        Ok(numbers)
    }
}

impl<T: Write> Hashing<T> {
    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hash.update(bytes);
        self.inner.write_all(bytes)
    }

    fn put_numbers<N: Copy>(&mut self, numbers: &[N], write: impl Fn(N) -> [u8; 4]) -> io::Result<()> {
        let mut bytes = Vec::with_capacity(BLOCK * 4);
        for block in numbers.chunks(BLOCK) {
            bytes.clear();
            bytes.extend(block.iter().flat_map(|&number| write(number)));
            self.put(&bytes)?;
        }
        Ok(())
    }
}

fn cut_short(error: io::Error) -> LoadError {
    if error.kind() == io::ErrorKind::UnexpectedEof { LoadError::Damaged } else { LoadError::Read(error) }
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    path.with_file_name(name)
}

/// The move itself must outlast a power cut; not every system can be asked.
fn keep_entry(path: &Path) -> io::Result<()> {
    if cfg!(unix) {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
    }
    Ok(())
}
