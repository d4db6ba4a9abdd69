use crate::nlp::similar::CaseModel;
use crate::search::{Archive, asked_of_text, intake};

const THEFT: &str = "被告人赵某某于深夜撬门进入云岭县一民宅，窃得现金和手机，后将手机卖掉。";

fn judgment(id: &str, facts: &str, charge: &str) -> crate::store::CaseRecord {
    let text = format!(
        "青城市人民法院\n刑事判决书\n被告人赵某某，男。\n经审理查明：{facts}\n本院认为，被告人赵某某的行为构成{charge}。\n判决如下：\n被告人赵某某犯{charge}，判处有期徒刑一年。"
    );
    let line = serde_json::json!({"id": id, "text": text});
    intake::of_judgment(serde_json::from_value(line).unwrap())
}

fn cases() -> [crate::store::CaseRecord; 3] {
    [
        judgment("盗窃", "被告人赵某某翻窗进入青城市一住宅，窃得电脑一台、现金若干，随后销赃。", "盗窃罪"),
        judgment(
            "危险驾驶",
            "被告人赵某某酒后驾驶轿车，被民警查获，血液酒精含量为每百毫升一百六十毫克。",
            "危险驾驶罪",
        ),
        judgment("抢劫", "被告人赵某某持刀威胁路人，抢走手提包一个，内有现金和手机。", "抢劫罪"),
    ]
}

fn keys(archive: &Archive) -> Vec<String> {
    let asked = asked_of_text(THEFT).unwrap();
    archive.neighbours(&asked, &[], 10).unwrap().into_iter().map(|one| one.case.key).collect()
}

fn nearest(archive: &Archive) -> Vec<i64> {
    let vector = CaseModel::shipped().unwrap().vectors.vector(THEFT);
    archive.nearness().nearest(&vector, 10)
}

#[test]
fn the_table_follows_the_store_and_is_found_again() {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::open(folder.path()).unwrap();
    archive.store().put(&cases()).unwrap();
    archive.follow(|_| ()).unwrap();
    assert_eq!(keys(&archive), ["盗窃", "抢劫"]);
    let before = nearest(&archive);
    assert_eq!(before.len(), 3);
    drop(archive);
    // What is written is read, not made again: the table alone answers.
    let archive = Archive::open(folder.path()).unwrap();
    archive.nearness().follow(archive.store()).unwrap();
    assert_eq!(nearest(&archive), before);
    archive.store().remove(&["盗窃"]).unwrap();
    archive.follow(|_| ()).unwrap();
    assert_eq!(keys(&archive), ["抢劫"]);
    assert_eq!(nearest(&archive).len(), 2);
    let mut changed = cases();
    changed[2].papers[0].facts = vec![(0, 5)];
    archive.store().put(&changed[2..]).unwrap();
    archive.follow(|_| ()).unwrap();
    assert_eq!(nearest(&archive).len(), 2, "a case put again has one vector");
}

#[test]
fn a_damaged_table_is_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::open(folder.path()).unwrap();
    archive.store().put(&cases()).unwrap();
    archive.follow(|_| ()).unwrap();
    let before = nearest(&archive);
    drop(archive);
    let files = std::fs::read_dir(folder.path().join("index")).unwrap().map(|file| file.unwrap().path());
    for file in files.filter(|path| path.is_file()) {
        std::fs::write(file, "坏").unwrap();
    }
    let archive = Archive::open(folder.path()).unwrap();
    archive.nearness().follow(archive.store()).unwrap();
    assert_eq!(nearest(&archive), before);
}
