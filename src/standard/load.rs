//! The points the program carries, and folders laid over them.

use super::office::Suppression;
use super::overlay::Change;
use super::pattern::shipped;
use super::point::Point;
use super::scheme::{Scheme, schemes};
use super::trigger::{Trigger, triggers};
use crate::law::tiers;

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
#[derive(Debug, Clone, Default)]
pub struct Standards {
    /// Points by code.
    pub points: Vec<Point>,
    /// Grading schemes, newest last.
    pub schemes: Vec<Scheme>,
    /// Grounds for a mandatory review.
    pub triggers: Vec<Trigger>,
    /// Findings that the office has looked at and set aside.
    pub suppressions: Vec<Suppression>,
    /// Amounts of an office's own province.
    pub amounts: Vec<tiers::Province>,
    /// What offices changed of the shipped standards.
    pub changes: Vec<Change>,
    /// The office's province, where its figures apply.
    pub province: Option<String>,
}

impl Standards {
    /// The standards the program carries.
    ///
    /// # Errors
    /// When a shipped file does not read; a test keeps that from happening.
    pub fn shipped() -> Result<Self, StandardError> {
        let read = || POINTS.iter().map(|(file, text)| Point::parse(file, text)).collect();
        let mut points: Vec<Point> = shipped::<Result<_, _>>(read)?;
        points.sort_by(|a, b| a.code.cmp(&b.code));
        Ok(Self { points, schemes: schemes()?, triggers: triggers()?, ..Self::default() })
    }

    /// A point by its code.
    pub fn point(&self, code: &str) -> Option<&Point> {
        self.points.iter().find(|point| point.code.eq_ignore_ascii_case(code))
    }
}
