//! The points the program carries, and folders laid over them.

use std::path::Path;

use super::point::Point;
use super::scheme::{Scheme, schemes};

const POINTS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/points.rs"));

/// What is wrong with a standard.
#[derive(Debug, thiserror::Error)]
pub enum StandardError {
    /// A file that does not read.
    #[error("{file} 第 {line} 行：{reason}")]
    Malformed {
        /// File.
        file: String,
        /// Line, from 1.
        line: usize,
        /// What is wrong, in Chinese where ours.
        reason: String,
    },
    /// A folder or file that cannot be read.
    #[error("读不了 {path}，请核对路径和权限")]
    Unreadable {
        /// Where.
        path: String,
        /// Why.
        source: std::io::Error,
    },
}

/// All points and schemes in use.
#[derive(Debug, Clone)]
pub struct Standards {
    /// Points by code.
    pub points: Vec<Point>,
    /// Grading schemes, newest last.
    pub schemes: Vec<Scheme>,
}

impl Standards {
    /// The standards the program carries.
    ///
    /// # Errors
    /// When a shipped file does not read; a test keeps that from happening.
    pub fn shipped() -> Result<Self, StandardError> {
        let mut points =
            POINTS.iter().map(|(file, text)| Point::parse(file, text)).collect::<Result<Vec<_>, _>>()?;
        points.sort_by(|a, b| a.code.cmp(&b.code));
        Ok(Self { points, schemes: schemes()? })
    }

    /// Lays a folder of points over these: a point of the same code replaces, a new one is added.
    ///
    /// # Errors
    /// When the folder or a file of it does not read.
    pub fn overlay(&mut self, folder: &Path) -> Result<(), StandardError> {
        for (file, text) in markdown_files(folder)? {
            let point = Point::parse(&file, &text)?;
            match self.points.iter_mut().find(|known| known.code == point.code) {
                Some(known) => *known = point,
                None => self.points.push(point),
            }
        }
        self.points.sort_by(|a, b| a.code.cmp(&b.code));
        Ok(())
    }

    /// A point by its code.
    pub fn point(&self, code: &str) -> Option<&Point> {
        self.points.iter().find(|point| point.code.eq_ignore_ascii_case(code))
    }
}

fn markdown_files(folder: &Path) -> Result<Vec<(String, String)>, StandardError> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| StandardError::Unreadable {
            path: folder.display().to_string(),
            source: error.into_io_error().unwrap_or_else(|| std::io::Error::other("loop of links")),
        })?;
        if entry.path().extension().is_none_or(|ending| ending != "md") {
            continue;
        }
        let path = entry.path().display().to_string();
        let text = std::fs::read_to_string(entry.path())
            .map_err(|source| StandardError::Unreadable { path: path.clone(), source })?;
        if text.starts_with("+++") {
            files.push((path, text));
        }
    }
    Ok(files)
}
