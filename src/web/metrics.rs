//! Figures for watching over the server, in the text form of Prometheus: numbers of routes, jobs and words of reviewers, never
//! a name or a word of a case.
//!
//! The form is a few lines of text, so no library comes with it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::extract::State;
use axum::http::{Method, header};
use axum::response::{IntoResponse, Response};

use super::error::PageError;
use super::site::{Site, aside};
use crate::store::{JobState, Store, StoreError};

/// Upper ends of the classes of the histogram, in seconds.
const CLASSES: [f64; 10] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

/// What happened since the start.
#[derive(Debug, Default)]
pub(super) struct Metrics(Mutex<Counts>);

#[derive(Debug, Default)]
struct Counts {
    answers: BTreeMap<(String, &'static str, u16), u64>,
    times: BTreeMap<(String, &'static str), Times>,
}

#[derive(Debug, Default)]
struct Times {
    classes: [u64; CLASSES.len()],
    count: u64,
    seconds: f64,
}

impl Metrics {
    pub(super) fn count(&self, method: &Method, route: &'static str, status: u16, took: Duration) {
        // Words of others are no labels: there would be no end of them.
        let known = [Method::GET, Method::HEAD, Method::POST, Method::DELETE];
        let method = if known.contains(method) { method.as_str() } else { "other" };
        let mut counts = self.all();
        *counts.answers.entry((method.to_owned(), route, status)).or_default() += 1;
        let times = counts.times.entry((method.to_owned(), route)).or_default();
        let seconds = took.as_secs_f64();
        times.count += 1;
        times.seconds += seconds;
        for (class, _) in times.classes.iter_mut().zip(CLASSES).filter(|(_, end)| seconds <= *end) {
            *class += 1;
        }
    }

    fn all(&self) -> MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self, text: &mut String) {
        let counts = self.all();
        head(text, "qiuhao_requests_total", "counter", "Requests answered, by method, route and status.");
        for ((method, route, status), count) in &counts.answers {
            line(
                text,
                "qiuhao_requests_total",
                &[("method", method), ("route", route), ("status", &status.to_string())],
                *count,
            );
        }
        let name = "qiuhao_request_seconds";
        head(text, name, "histogram", "Seconds until the answer, by method and route.");
        for ((method, route), times) in &counts.times {
            let labels = [("method", method.as_str()), ("route", *route)];
            for (class, end) in times.classes.iter().zip(CLASSES) {
                let end = end.to_string();
                line(text, &format!("{name}_bucket"), &[labels[0], labels[1], ("le", &end)], *class);
            }
            line(text, &format!("{name}_bucket"), &[labels[0], labels[1], ("le", "+Inf")], times.count);
            line(text, &format!("{name}_sum"), &labels, format_args!("{:.6}", times.seconds));
            line(text, &format!("{name}_count"), &labels, times.count);
        }
    }
}

/// `GET /metrics`
pub(super) async fn page(State(site): State<Arc<Site>>) -> Result<Response, PageError> {
    aside(move || {
        let mut text = String::new();
        site.metrics().write(&mut text);
        of_store(&mut text, site.store())?;
        Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response())
    })
    .await
}

fn of_store(text: &mut String, store: &Store) -> Result<(), StoreError> {
    head(text, "qiuhao_jobs", "gauge", "Jobs, by state.");
    for state in JobState::ALL {
        line(text, "qiuhao_jobs", &[("state", state.name())], store.job_count(state)?);
    }
    let (cases, papers) = store.counts()?;
    head(text, "qiuhao_cases", "gauge", "Dossiers and judgments in the archive.");
    line(text, "qiuhao_cases", &[], cases);
    head(text, "qiuhao_papers", "gauge", "Papers in the archive.");
    line(text, "qiuhao_papers", &[], papers);
    let figures = store.figures()?;
    for (name, help, label, counts) in [
        (
            "qiuhao_flow",
            "Dossiers, by where they stand; those nobody touched are not among them.",
            "state",
            figures.flow,
        ),
        ("qiuhao_findings", "Open findings of the last versions, by severity.", "severity", figures.findings),
        ("qiuhao_decisions", "Last decisions on findings, by verdict.", "verdict", figures.decisions),
    ] {
        head(text, name, "gauge", help);
        for (value, count) in counts {
            line(text, name, &[(label, &value)], count);
        }
    }
    Ok(())
}

fn head(text: &mut String, name: &str, kind: &str, help: &str) {
    let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}");
}

fn line(text: &mut String, name: &str, labels: &[(&str, &str)], value: impl std::fmt::Display) {
    text.push_str(name);
    for (place, (label, value)) in labels.iter().enumerate() {
        let value = value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
        let _ = write!(text, "{}{label}=\"{value}\"", if place == 0 { '{' } else { ',' });
    }
    let _ = writeln!(text, "{} {value}", if labels.is_empty() { "" } else { "}" });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_times_by_route() {
        let metrics = Metrics::default();
        metrics.count(&Method::GET, "/cases/{case}", 200, Duration::from_millis(7));
        metrics.count(&Method::GET, "/cases/{case}", 403, Duration::from_millis(300));
        metrics.count(&Method::from_bytes(b"BREW").unwrap(), "-", 405, Duration::from_secs(60));
        let mut text = String::new();
        metrics.write(&mut text);
        for line in [
            "qiuhao_requests_total{method=\"GET\",route=\"/cases/{case}\",status=\"403\"} 1",
            "qiuhao_requests_total{method=\"other\",route=\"-\",status=\"405\"} 1",
            "qiuhao_request_seconds_bucket{method=\"GET\",route=\"/cases/{case}\",le=\"0.005\"} 0",
            "qiuhao_request_seconds_bucket{method=\"GET\",route=\"/cases/{case}\",le=\"0.01\"} 1",
            "qiuhao_request_seconds_bucket{method=\"GET\",route=\"/cases/{case}\",le=\"+Inf\"} 2",
            "qiuhao_request_seconds_sum{method=\"GET\",route=\"/cases/{case}\"} 0.307000",
            "qiuhao_request_seconds_bucket{method=\"other\",route=\"-\",le=\"10\"} 0",
        ] {
            assert!(text.lines().any(|known| known == line), "{line}\n{text}");
        }
    }
}
