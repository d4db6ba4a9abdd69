//! An office's folder laid over the standards: points of its own (`*.md`) and changes (`office.toml`).
//!
//! Within a folder two words on one matter are a conflict; a later folder overrules an earlier one.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::{Table, Value};

use super::load::{StandardError, Standards};
use super::office::{self, Adjust, Office};
use super::point::Point;
use super::reading;
use super::trigger::Trigger;

/// What an office's folder changed, for people to see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Code of the point.
    pub code: String,
    /// What was done, in Chinese.
    pub what: String,
    /// File and line it stands at.
    pub place: (String, usize),
}

impl Standards {
    /// Lays an office's folder over these standards.
    ///
    /// # Errors
    /// When the folder or a file of it does not read, names what does not exist, or contradicts itself.
    pub fn overlay(&mut self, folder: &Path) -> Result<(), StandardError> {
        let files = Files::find(folder)?;
        let mut places: BTreeMap<String, String> = BTreeMap::new();
        for path in &files.points {
            let (file, text) = read(path)?;
            if !text.trim_start_matches('\u{feff}').starts_with("+++") {
                continue;
            }
            let point = Point::parse(&file, &text)?;
            if let Some(other) = places.insert(point.code.clone(), file.clone()) {
                return Err(conflict(&point, &other));
            }
            self.lay(point);
        }
        if let Some(path) = &files.office {
            let (file, text) = read(path)?;
            self.change(&file, &text)?;
        }
        self.points.sort_by(|a, b| a.code.cmp(&b.code));
        Ok(())
    }

    fn lay(&mut self, point: Point) {
        let place = (point.source.file.clone(), point.source.line_of(&point.code));
        let known = self.points.iter_mut().find(|known| known.code == point.code);
        let what = if known.is_some() { "替换自带评查点" } else { "新增评查点" };
        self.changes.push(Change { code: point.code.clone(), what: what.to_owned(), place });
        match known {
            Some(known) => *known = point,
            None => self.points.push(point),
        }
    }

    /// Applies `office.toml`.
    fn change(&mut self, file: &str, text: &str) -> Result<(), StandardError> {
        let office: Office = reading::read_toml(file, text, 1)?;
        let at = |offset: usize| reading::line_of(text, offset);
        let mut lines: BTreeMap<String, usize> = BTreeMap::new();
        for adjust in office.adjust {
            let line = at(adjust.span().start);
            let adjust = adjust.into_inner();
            if let Some(other) = lines.insert(adjust.code.clone(), line) {
                let reason = format!("{} 已在第 {other} 行调整过，请合并为一处", adjust.code);
                return Err(malformed(file, line, reason));
            }
            self.adjust(&adjust, file, line)?;
        }
        for suppression in office.suppress {
            let line = at(suppression.span().start);
            let suppression = suppression.into_inner();
            self.known(&suppression.point, file, line)?;
            if self.suppressions.contains(&suppression) {
                return Err(malformed(file, line, format!("{} 的同一条不再提示写了两次", suppression.point)));
            }
            self.suppressions.push(suppression);
        }
        if let Some(grading) = office.grading {
            let line = at(grading.span().start);
            self.regrade(grading.into_inner(), file, line)?;
        }
        for amount in office.amount {
            let line = at(amount.span().start);
            let amount = amount.into_inner();
            if let Some(fault) = amount.fault() {
                return Err(malformed(file, line, fault));
            }
            self.amounts.insert(0, amount);
        }
        self.retrigger(&office.triggers_off, office.trigger, file, text)?;
        self.province = office.province.or(self.province.take());
        Ok(())
    }

    fn adjust(&mut self, adjust: &Adjust, file: &str, line: usize) -> Result<(), StandardError> {
        let at = self.known(&adjust.code, file, line)?;
        let code = self.points[at].code.clone();
        let mut record = |what: String| {
            self.changes.push(Change { code: code.clone(), what, place: (file.to_owned(), line) });
        };
        if adjust.off {
            record(format!("停用：{}", adjust.reason));
            self.points.remove(at);
            return Ok(());
        }
        if adjust.severity.is_none() && adjust.status.is_none() && adjust.check.is_none() {
            let reason = format!("{} 没有写明调整什么，可用：off、severity、status、check", adjust.code);
            return Err(malformed(file, line, reason));
        }
        record(format!("调整：{}", adjust.reason));
        let adjusted = self.points[at].adjusted(adjust).map_err(|reason| malformed(file, line, reason))?;
        self.points[at] = adjusted;
        Ok(())
    }

    /// Position of a point by its code.
    fn known(&self, code: &str, file: &str, line: usize) -> Result<usize, StandardError> {
        let codes: Vec<&str> = self.points.iter().map(|point| point.code.as_str()).collect();
        let at = codes.iter().position(|known| known.eq_ignore_ascii_case(code));
        at.ok_or_else(|| {
            malformed(file, line, format!("没有编号为“{code}”的评查点{}", reading::suggestion(code, &codes)))
        })
    }

    /// Switches grounds for a mandatory review off, adds or replaces them.
    fn retrigger(
        &mut self,
        off: &[String],
        own: Vec<Trigger>,
        file: &str,
        text: &str,
    ) -> Result<(), StandardError> {
        for code in off {
            let Some(at) = self.triggers.iter().position(|known| known.code == *code) else {
                let line = text.find(code.as_str()).map_or(1, |at| reading::line_of(text, at));
                return Err(malformed(file, line, format!("没有编号为“{code}”的重点评查情形")));
            };
            self.triggers.remove(at);
        }
        for trigger in own {
            self.triggers.retain(|known| known.code != trigger.code);
            self.triggers.push(trigger);
        }
        Ok(())
    }

    /// Changes parameters of grading schemes.
    fn regrade(&mut self, grading: Table, file: &str, line: usize) -> Result<(), StandardError> {
        for (name, changes) in grading {
            let Some(scheme) = self.schemes.iter_mut().find(|scheme| scheme.name == name) else {
                return Err(malformed(file, line, format!("没有名为“{name}”的等次标准，可用：2018、2026")));
            };
            let Value::Table(changes) = changes else {
                return Err(malformed(
                    file,
                    line,
                    format!("等次标准“{name}”应写成一节，如 [grading.\"2026\"]"),
                ));
            };
            let adjusted = scheme.adjusted(changes);
            *scheme = adjusted.map_err(|error| malformed(file, line, reading::chinese(error.message())))?;
        }
        Ok(())
    }
}

/// The point with the office's changes made.
impl Point {
    fn adjusted(&self, adjust: &Adjust) -> Result<Self, String> {
        let told = |error: toml::de::Error| format!("{}：{}", self.code, reading::chinese(error.message()));
        let mut front: Table = toml::from_str(&self.source.front).map_err(told)?;
        if let (Some(changes), Some(Value::Table(check))) = (&adjust.check, front.get_mut("check")) {
            check.extend(changes.clone());
        }
        let mut point = Point::deserialize(front).map_err(told)?;
        point.severity = adjust.severity.clone().unwrap_or(point.severity);
        point.status = adjust.status.unwrap_or(point.status);
        point.check_values()?;
        Ok(Self { prose: self.prose.clone(), source: self.source.clone(), ..point })
    }
}

fn conflict(point: &Point, other: &str) -> StandardError {
    let line = point.source.line_of(&point.code);
    malformed(&point.source.file, line, format!("编号 {} 已在 {other} 中使用", point.code))
}

fn malformed(file: &str, line: usize, reason: String) -> StandardError {
    StandardError::Malformed { file: file.to_owned(), line, reason }
}

/// Files of an office's folder.
#[derive(Default)]
struct Files {
    points: Vec<PathBuf>,
    office: Option<PathBuf>,
}

impl Files {
    fn find(folder: &Path) -> Result<Self, StandardError> {
        let mut files = Self::default();
        for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
            let entry = entry.map_err(|error| StandardError::Unreadable {
                path: folder.display().to_string(),
                source: error.into_io_error().unwrap_or_else(|| std::io::Error::other("loop of links")),
            })?;
            let path = entry.into_path();
            match path.extension().and_then(|ending| ending.to_str()) {
                Some("md") => files.points.push(path),
                Some("toml") if path.file_name().is_some_and(|name| name == office::FILE) => {
                    files.office = Some(path);
                }
                Some("toml") => {
                    let reason = format!("不认识的文件，本院的调整写在 {} 里", office::FILE);
                    return Err(malformed(&path.display().to_string(), 1, reason));
                }
                _ => {}
            }
        }
        Ok(files)
    }
}

fn read(path: &Path) -> Result<(String, String), StandardError> {
    let file = path.display().to_string();
    match std::fs::read_to_string(path) {
        Ok(text) => Ok((file, text)),
        Err(source) => Err(StandardError::Unreadable { path: file, source }),
    }
}
