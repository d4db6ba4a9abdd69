//! Case cards without papers are reviewed, and tell whether their case must be.

use qiuhao::job::{End, import};
use serde_json::json;

use super::office::Office;

#[test]
fn cards_alone_are_checked_and_trigger() {
    let office = Office::open();
    let acquitted = json!({
        "部门受案号": "1号", "案件名称": "赵立诚盗窃案", "案由": "盗窃罪", "受理日期": "2023-05-06",
        "人员": [{"姓名": "赵立诚", "起诉罪名": ["盗窃罪"], "判决": {"主刑": "无罪"},
                  "强制措施": [{"种类": "逮捕", "执行日期": "2023-03-16"}]}]
    });
    let late = json!({
        "部门受案号": "2号", "案件名称": "孙大山诈骗案", "案由": "诈骗罪", "受理日期": "2023-07-06",
        "处理": {"结果": "提起公诉", "日期": "2023-05-20"}, "人员": [{"姓名": "孙大山", "起诉罪名": ["诈骗罪"], "判决罪名": ["盗窃罪"]}]
    });
    let export = json!([acquitted, late]).to_string();
    let jobs = import::queue_bytes(office.store(), "导出.json", export.as_bytes(), 1).expect("queued");
    assert_eq!(jobs.len(), 2);
    assert_eq!(office.work().iter().filter(|end| matches!(end, End::Kept { .. })).count(), 2);
    let review = |key: &str| {
        let version = office.store().latest(key).expect("read").expect("a version");
        office.store().review(version.case_id, 1).expect("read").expect("a review").review
    };
    let first = review("1号");
    assert_eq!(first["case"]["name"], "赵立诚盗窃案");
    let codes = |review: &serde_json::Value| {
        let triggers = review["triggers"].as_array().expect("a list").clone();
        triggers
            .iter()
            .map(|trigger| trigger["code"].as_str().expect("a code").to_owned())
            .collect::<Vec<_>>()
    };
    assert!(codes(&first).contains(&"T03".to_owned()), "{:?}", codes(&first));
    assert_eq!(codes(&review("2号")), ["T09"]);
    let fails: Vec<String> = review("2号")["findings"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|finding| finding["outcome"] == "fail")
        .map(|finding| finding["point"].as_str().expect("a code").to_owned())
        .collect();
    assert!(!fails.is_empty(), "prosecuted before it was received");
    // The same export again changes nothing.
    import::queue_bytes(office.store(), "导出.json", export.as_bytes(), 2).expect("queued");
    assert!(office.work().iter().all(|end| matches!(end, End::Unchanged { version: 1 })));
}
