//! What every address for programs takes and gives, by an example of each type.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::cases::{Decided, Line, Listed, Queued};
use super::session::{Account, Token};
use super::{jobs, time};
use crate::document::dossier;
use crate::office::{Decision, State, Verdict};
use crate::pipeline;
use crate::report;
use crate::review::ReviewOptions;
use crate::standard::Standards;

/// What one address takes and gives.
pub(super) struct Told {
    pub method: &'static str,
    pub path: &'static str,
    pub summary: &'static str,
    /// Names of what may stand in the address, and what each means.
    pub query: &'static [(&'static str, &'static str)],
    pub body: Option<Sent>,
    pub status: u16,
    /// An example; none where nothing or no JSON comes back.
    pub answer: Option<Value>,
}

/// What is sent.
pub(super) enum Sent {
    /// JSON like this.
    Json(Value),
    /// A file.
    File,
}

/// Everything for programs, in the order of the table of routes.
pub(super) fn all() -> Vec<Told> {
    vec![
        plain("get", "/livez", "进程在运行"),
        Told {
            answer: Some(json!({"ready": true})),
            ..plain("get", "/readyz", "可以工作；未就绪时为 503，并说明哪一部分")
        },
        plain("get", "/metrics", "监测数据（Prometheus 文本格式），本机或系统管理员可取"),
        Told {
            query: &[
                ("q", "检索式，写法见检索页的说明"),
                ("sort", "次序：空为最相关，date 日期近的在前，term 刑期长的在前"),
                ("page", "第几页，自 1 起"),
            ],
            answer: Some(json!({"query": "手机", "total": 0, "hits": [], "facets": []})),
            ..plain("get", "/api/search", "检索档案库；只列可以查看的案件")
        },
        Told {
            body: Some(Sent::Json(json!(Account {
                account: "zhouxl".to_owned(), password: "…".to_owned()
            }))),
            status: 201,
            answer: Some(json!(Token { token: "…".to_owned(), idle_seconds: 1800, most_seconds: 36000 })),
            ..plain("post", "/api/session", "登录，取得令牌；以 Authorization: Bearer 出示")
        },
        Told { status: 204, ..plain("delete", "/api/session", "令牌作废") },
        Told {
            query: &[
                ("state", "状态代码；空为全部"),
                ("from", "从第几件起，自 0 起"),
                ("count", "取几件，至多 500"),
            ],
            answer: Some(json!(Listed { total: 1, from: 0, cases: vec![line()] })),
            ..plain("get", "/api/cases", "可以查看的案件")
        },
        Told {
            query: &[("name", "文件名；也可写在 Content-Disposition 中。不带结尾的文件名即卷宗名")],
            body: Some(Sent::File),
            status: 202,
            answer: Some(json!(Queued { jobs: vec![12] })),
            ..plain("post", "/api/cases", "交来一卷（.zip）或案卡表（.xlsx、.csv、.json），排队评查")
        },
        Told {
            answer: Some(case()),
            ..plain("get", "/api/cases/{case}", "一件案件：评查结果（机器格式）、状态、处理与意见")
        },
        Told { answer: Some(json!(job())), ..plain("get", "/api/jobs/{job}", "任务进展") },
        Told { answer: Some(json!({"openapi": "3.1.0"})), ..plain("get", "/api/openapi.json", "本说明") },
    ]
}

fn plain(method: &'static str, path: &'static str, summary: &'static str) -> Told {
    Told { method, path, summary, query: &[], body: None, status: 200, answer: None }
}

fn line() -> Line {
    Line {
        case: 17,
        dossier: "云岭一号".to_owned(),
        name: "林小舟盗窃案".to_owned(),
        charges: vec!["盗窃罪".to_owned()],
        state: State::InReview,
        reviewer: Some("luoyf".to_owned()),
        due: None,
        suggested_grade: Some("合格".to_owned()),
        grade: None,
        findings: 2,
    }
}

fn job() -> jobs::Job {
    jobs::Job {
        job: 12,
        kind: "上传",
        state: "done",
        attempts: 0,
        created: time(0),
        updated: time(0),
        dossier: Some("云岭一号".to_owned()),
        case: Some(17),
        version: Some(1),
        reason: None,
    }
}

/// The review of a paper of a few words, as programs get it.
fn case() -> Value {
    let paper = "起诉书\n被告人林小舟。\n".to_owned();
    let documents = dossier::of_texts(&[("起诉书.txt".to_owned(), paper)]);
    let options = ReviewOptions { province: None, as_of: jiff::civil::date(2024, 1, 2) };
    let review = pipeline::review_documents("云岭一号", documents, &Standards::default(), &options);
    let mut review = report::json::review(&review, true);
    let decision = Decision {
        finding: "CM-07/1".to_owned(),
        point: "CM-07".to_owned(),
        verdict: Verdict::Confirmed,
        reason: String::new(),
        note: String::new(),
        severity: None,
        wording: None,
    };
    let at = Timestamp::UNIX_EPOCH.to_string();
    let decided =
        Decided { decision, revision: 1, version: 1, who: "luoyf".to_owned(), at: Some(at.clone()) };
    review["line"] = json!(line());
    review["decisions"] = json!([decided]);
    review["ticks"] = json!([{"point": "EVI-06", "ticked": true, "note": "", "who": "luoyf", "at": at}]);
    review["opinion"] = Value::Null;
    review["timing_ms"] = json!({});
    review
}
