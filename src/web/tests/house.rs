//! A house to knock at: an archive with a reviewed case and some judgments, people, and their sessions.

use std::path::Path;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use jiff::Timestamp;
use tower::ServiceExt;

use crate::case::Profile;
use crate::case::profile::Sentenced;
use crate::extract::elements::SentenceKind;
use crate::job::{Desk, worker};
use crate::office::{Actor, Rank, Role, token};
use crate::search::Archive;
use crate::standard::Standards;
use crate::store::{CaseRecord, Deed, JobKind, Origin, Original, PaperRecord, Request as Job, Store};
use crate::web::{Site, Standing, router};

const INDICTMENT: &str = "青城市人民检察院\n起诉书\n青检刑诉〔2023〕12号\n被告人赵某某，男，1990年2月3日出生。\n本案由青城市公安局侦查终结，以被告人赵某某\
     涉嫌盗窃罪移送审查起诉。\n经依法审查查明：\n2023年1月5日，被告人赵某某撬门进入云岭路9号，窃得手机一部。\n本院认为，被告人赵某某的行为\
     触犯了《中华人民共和国刑法》第二百六十四条，应当以盗窃罪追究其刑事责任。\n";

const SCENE: &str = "现场勘验笔录\n门锁有撬压痕迹。<script>alert(1)</script>\n";
const PRINTED: &[u8] = include_bytes!("../../../tests/files/两份文书.pdf");
const CARD: &str = r#"{"承办检察官": "郑文远", "承办部门": "第一检察部"}"#;

/// The papers of the case.
const PAPERS: [(&str, &str); 3] =
    [("1起诉书.txt", INDICTMENT), ("2现场勘验笔录.txt", SCENE), ("案卡.json", CARD)];

/// Account of the organiser who also reviews: whoever nobody else is asked for.
pub(in crate::web) const ANYBODY: &str = "zhou";

/// A point of the shipped standards that a person looks at in every case.
pub(super) const POINT: &str = "EVI-06";

type Row = (&'static str, &'static str, &'static str, &'static [Role], Option<Rank>);

/// Everybody in the house: account, name, department, roles, rank. The case is handled by the first handler.
pub(super) const PEOPLE: [Row; 11] = [
    (ANYBODY, "周晓岚", "案件管理部", &[Role::Organiser, Role::Reviewer], None),
    ("organiser", "古明", "案件管理部", &[Role::Organiser], None),
    ("reviewer", "骆云帆", "第三检察部", &[Role::Reviewer], None),
    ("colleague", "裴立", "第三检察部", &[Role::Reviewer], None),
    ("handler", "郑文远", "第一检察部", &[Role::Handler], None),
    ("stranger", "廖青", "第二检察部", &[Role::Handler], None),
    ("deputy", "丰国钟", "院领导", &[Role::Approver], Some(Rank::Deputy)),
    ("chief", "明振海", "院领导", &[Role::Approver], Some(Rank::Chief)),
    ("system", "卜云舟", "技术处", &[Role::SystemOfficer], None),
    ("security", "席安平", "办公室", &[Role::SecurityOfficer], None),
    ("audit", "迟正言", "督察处", &[Role::AuditOfficer], None),
];

/// Password of everybody.
pub(in crate::web) const PASSWORD: &str = "云岭县的秋天来得早些";

/// A site with people in it.
pub(in crate::web) struct House {
    pub site: Arc<Site>,
}

/// A judgment taken in by itself; `number` makes it another one.
fn judgment(number: usize) -> CaseRecord {
    CaseRecord {
        key: format!("j{number}"),
        origin: Origin::Judgment,
        profile: Profile {
            name: format!("林小舟诈骗案（{number}）"),
            charges: vec![if number == 0 { "合同诈骗罪" } else { "诈骗罪" }.to_owned()],
            date: Some(jiff::civil::date(2020 + (number % 3) as i16, 7, 1)),
            sentences: vec![Sentenced {
                person: "林小舟".to_owned(),
                kind: SentenceKind::Imprisonment,
                months: Some(6.0 + number as f64),
                suspended_months: None,
                fine_fen: Some(500_000),
            }],
            ..Profile::default()
        },
        tags: Vec::new(),
        grade: None,
        papers: vec![PaperRecord {
            document: "d1".to_owned(),
            file: format!("{number}.txt"),
            kind: "判决书".to_owned(),
            title: None,
            first_page: 1,
            page_starts: vec![0, 13],
            facts: vec![(0, 28)],
            text: "被告人林小舟虚构项目。\r\n骗取<b>八万元</b>，案发后退赔。".to_owned(),
        }],
    }
}

impl House {
    /// A house where one must sign in.
    pub(in crate::web) fn new() -> Self {
        let (archive, standing) = furnished();
        Self { site: Arc::new(Site::new(archive, standing)) }
    }

    /// The same in a folder, to be copied and opened again; a PDF is among the papers.
    pub(super) fn built(folder: &Path) -> Self {
        let mut papers = PAPERS.map(|(name, text)| (name, text.as_bytes())).to_vec();
        papers.push(("3两份文书.pdf", PRINTED));
        let (archive, standing) = furnished_in(Archive::open(folder).unwrap(), Standards::default(), &papers);
        // A job that cannot be done.
        take_in(&archive, &standing.standards, "空卷", &[]);
        Self { site: Arc::new(Site::new(archive, standing)) }
    }

    /// A house that was built in a folder.
    pub(super) fn at(folder: &Path) -> Self {
        let archive = Arc::new(Archive::open(folder).unwrap());
        // A point that people look at, and the grades; nothing that takes time.
        let mut standards = Standards::shipped().unwrap();
        standards.points.retain(|point| point.code == POINT);
        let standing = Standing { standards, province: None };
        Self { site: Arc::new(Site::new(archive, standing)) }
    }

    /// A house where one must sign in, whose case has these papers and is reviewed by these standards.
    pub(in crate::web) fn of(standards: Standards, papers: &[(&str, &str)]) -> Self {
        let (archive, standing) = furnished_with(standards, papers);
        Self { site: Arc::new(Site::new(archive, standing)) }
    }

    /// A house open to everybody, as [`ANYBODY`].
    pub(in crate::web) fn open() -> Self {
        let (archive, standing) = furnished();
        Self { site: Arc::new(Site::new(archive, standing).open_to_all(ANYBODY)) }
    }

    pub(in crate::web) fn store(&self) -> &Store {
        self.site.store()
    }

    /// Takes in another dossier and gives its number.
    pub(in crate::web) fn take_in(&self, key: &str, files: &[(&str, &[u8])]) -> i64 {
        take_in(self.site.archive(), &self.site.standing().standards, key, files);
        self.site.archive().follow(|_| ()).unwrap();
        self.store().case(key).unwrap().unwrap().id
    }

    /// Number of the reviewed case.
    pub(in crate::web) fn case(&self) -> i64 {
        self.store().case("青城一号").unwrap().unwrap().id
    }

    /// The token of a new session of an account.
    pub(in crate::web) fn session(&self, account: &str) -> String {
        self.store().enter(account, Timestamp::now(), super::super::site::random().unwrap()).unwrap()
    }

    pub(in crate::web) fn ask(&self, request: Request<Body>) -> Told {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let response = router(self.site.clone()).oneshot(request).await.unwrap();
            let (status, headers) = (response.status(), response.headers().clone());
            assert!(headers.contains_key("content-security-policy"));
            let body = to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec();
            Told { status, headers, body }
        })
    }

    pub(in crate::web) fn get(&self, address: &str) -> Told {
        self.ask(Request::get(address).body(Body::empty()).unwrap())
    }

    /// As somebody with a session.
    pub(in crate::web) fn get_as(&self, session: &str, address: &str) -> Told {
        let cookie = format!("qiuhao={session}");
        self.ask(Request::get(address).header("cookie", cookie).body(Body::empty()).unwrap())
    }

    /// A form of a page of the session. Fields as they are sent: `a=1&b=2`.
    pub(in crate::web) fn post_as(&self, session: &str, address: &str, fields: &str) -> Told {
        let body = format!("form={}&{fields}", token::form_token(session));
        let request = Request::post(address)
            .header("cookie", format!("qiuhao={session}"))
            .header("content-type", "application/x-www-form-urlencoded");
        self.ask(request.body(Body::from(body)).unwrap())
    }
}

/// What came back.
pub(in crate::web) struct Told {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Told {
    pub(in crate::web) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub(in crate::web) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// A header; empty where it is missing.
    pub(in crate::web) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

fn furnished() -> (Arc<Archive>, Standing) {
    furnished_with(Standards::default(), &PAPERS)
}

fn furnished_with(standards: Standards, papers: &[(&str, &str)]) -> (Arc<Archive>, Standing) {
    let papers: Vec<(&str, &[u8])> = papers.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    furnished_in(Archive::in_memory().unwrap(), standards, &papers)
}

fn furnished_in(
    archive: Archive,
    standards: Standards,
    papers: &[(&str, &[u8])],
) -> (Arc<Archive>, Standing) {
    take_in(&archive, &standards, "青城一号", papers);
    archive.store().put(&(0..25).map(judgment).collect::<Vec<_>>()).unwrap();
    archive.follow(|_| ()).unwrap();
    settle(archive.store());
    (Arc::new(archive), Standing { standards, province: None })
}

fn take_in(archive: &Archive, standards: &Standards, key: &str, files: &[(&str, &[u8])]) {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut zip, bytes).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    let job = Job {
        kind: JobKind::Upload,
        key: key.to_owned(),
        source: format!("{key}.zip"),
        file: Some(Original::new(&format!("{key}.zip"), &bytes).unwrap()),
        listing: None,
    };
    let clock = || 1_790_000_000_000;
    archive.store().enqueue(&[job], clock()).unwrap();
    let desk = Desk { archive, standards, province: None, clock: &clock };
    worker::clear(&desk, &|_| ()).unwrap();
}

fn settle(store: &Store) {
    let console = Actor::console("test");
    for (account, display, department, roles, rank) in PEOPLE {
        let actor = Actor {
            name: account.to_owned(),
            display: display.to_owned(),
            department: department.to_owned(),
            roles: roles.iter().copied().collect(),
            rank,
        };
        store.add_user(Deed::new(&console, Timestamp::now()), &actor, PASSWORD, [7; 16]).unwrap();
    }
}
