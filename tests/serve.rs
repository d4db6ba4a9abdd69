//! The pages over a data folder show what a review of the dossier shows.

use std::process::Command;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::Request;
use jiff::Timestamp;
use qiuhao::office::{Actor, Role};
use qiuhao::search::Archive;
use qiuhao::standard::Standards;
use qiuhao::store::Deed;
use qiuhao::web::{Site, Standing, router};
use serde_json::Value;
use tower::ServiceExt;

use crate::samples;

const DOSSIER: &str = "11-郭小梅开设赌场不起诉案";

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_qiuhao"))
}

async fn get(site: &Arc<Site>, address: &str) -> (u16, String) {
    let request = Request::get(address).body(Body::empty()).expect("a request");
    let answer = router(site.clone()).oneshot(request).await.expect("an answer");
    let status = answer.status().as_u16();
    let body = to_bytes(answer.into_body(), usize::MAX).await.expect("a body");
    (status, String::from_utf8(body.to_vec()).expect("UTF-8"))
}

/// Times differ from run to run.
fn timeless(json: &[u8]) -> Value {
    let mut review: Value = serde_json::from_slice(json).expect("JSON");
    review.as_object_mut().expect("an object").remove("timing_ms");
    review
}

#[tokio::test]
async fn a_watched_dossier_is_served_as_it_is_reviewed() {
    let folder = tempfile::tempdir().expect("a folder");
    let (watched, data) = (folder.path().join("卷宗"), folder.path().join("数据"));
    let original = samples::dossier(DOSSIER);
    samples::copy(&original, &watched.join(DOSSIER), &samples::as_it_is);
    std::fs::write(watched.join(DOSSIER).join("完成.txt"), "").expect("a writable folder");
    let watch = program().arg("watch").arg(&watched).args(["--once", "--data-dir"]).arg(&data).output();
    assert!(watch.expect("the program runs").status.code().is_some_and(|code| code < 2));
    let direct = program().args(["review", "--format", "json", "--all"]).arg(&original).output();

    let archive = Arc::new(Archive::open(&data).expect("the archive opens"));
    let case = archive.store().case(DOSSIER).expect("a store").expect("the case");
    let standing = Standing { standards: Standards::shipped().expect("the standards"), province: None };
    let person = Actor {
        name: "zhou".to_owned(),
        display: "周晓岚".to_owned(),
        department: String::new(),
        roles: [Role::Organiser].into(),
        rank: None,
    };
    let console = Actor::console("test");
    let deed = Deed::new(&console, Timestamp::now());
    archive.store().add_user(deed, &person, "云岭县的秋天来得早些", [7; 16]).expect("an account");
    let site = Arc::new(Site::new(archive, standing).open_to_all("zhou"));
    let (status, list) = get(&site, "/").await;
    assert_eq!(status, 200);
    assert!(list.contains(&format!("/cases/{}", case.id)) && list.contains("郭小梅"));
    let (status, served) = get(&site, &format!("/cases/{}/review.json", case.id)).await;
    assert_eq!(status, 200);
    assert_eq!(timeless(served.as_bytes()), timeless(&direct.expect("the program runs").stdout));
    assert_eq!(get(&site, &format!("/cases/{}", case.id)).await.0, 200);
    assert_eq!(get(&site, "/cases/999999").await.0, 404);
}
