//! A watched folder with its archive, and workers that end when all is done.

use std::io::{Cursor, Write};
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

use qiuhao::job::watch::Watcher;
use qiuhao::job::worker::{self, Event, Signals};
use qiuhao::job::{Desk, End};
use qiuhao::search::Archive;
use qiuhao::standard::Standards;
use qiuhao::store::{Job, JobState, Store};

pub(super) const JUDGMENT: &str = "云岭县人民法院\n刑事判决书\n（2023）青0299刑初88号\n公诉机关云岭县人民检察院。\n被告人赵立诚，男，1991年1月2日出生，汉族，初中文化，无业，住云岭县桃园路5号。因涉嫌犯盗窃罪于2023年3月5日被取保候审。\n云岭县人民检察院以云检刑诉〔2023〕62号起诉书指控被告人赵立诚犯盗窃罪，于2023年5月31日向本院提起公诉。\n经审理查明：2023年3月4日，被告人赵立诚在青城桃源里窃得被害人孙大山现金6000元。\n本院认为，被告人赵立诚以非法占有为目的，秘密窃取他人财物，数额较大，其行为已构成盗窃罪。依照《中华人民共和国刑法》第二百六十四条之规定，判决如下：\n被告人赵立诚犯盗窃罪，判处有期徒刑八个月，并处罚金人民币二千元。\n审判长 郭文\n2023年8月3日\n书记员 马丽\n";

pub(super) struct Office {
    folder: tempfile::TempDir,
    pub(super) archive: Archive,
    /// Milliseconds.
    pub(super) settle: i64,
    clock: AtomicI64,
}

impl Office {
    pub(super) fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("卷宗")).expect("made");
        let archive = Archive::open(&folder.path().join("数据")).expect("an archive");
        Self { folder, archive, settle: 0, clock: AtomicI64::new(1_767_225_600_000) }
    }

    pub(super) fn store(&self) -> &Store {
        self.archive.store()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("卷宗").join(name)
    }

    pub(super) fn drop_file(&self, name: &str, text: &str) {
        self.drop_bytes(name, text.as_bytes());
    }

    pub(super) fn drop_bytes(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, bytes).expect("written");
    }

    /// Gives a file another time.
    pub(super) fn touch(&self, name: &str) {
        let file = std::fs::File::options().write(true).open(self.path(name)).expect("opened");
        file.set_modified(SystemTime::now() + Duration::from_secs(5)).expect("touched");
    }

    pub(super) fn watcher(&self) -> Watcher {
        let data = self.folder.path().join("数据");
        Watcher::new(&self.folder.path().join("卷宗"), &data, self.settle, self.store()).expect("a watcher")
    }

    pub(super) fn jobs(&self, state: JobState) -> Vec<Job> {
        self.store().jobs(Some(state), 0, 99).expect("read")
    }

    /// A restart: looks at the folder and works until nothing is left.
    pub(super) fn run(&self) -> Vec<End> {
        let now = self.clock.load(Ordering::Relaxed);
        self.watcher().look(self.store(), now).expect("looked");
        self.work()
    }

    /// Works until nothing is left to begin, or a try failed that will be made again.
    pub(super) fn work(&self) -> Vec<End> {
        let standards = Standards::shipped().expect("the shipped standards");
        let clock = || self.clock.fetch_add(1, Ordering::Relaxed);
        let desk = Desk { archive: &self.archive, standards: &standards, province: None, clock: &clock };
        let (stop, more_to_come) = (AtomicBool::new(false), AtomicBool::new(false));
        let signals = Signals { stop: &stop, until_idle: true, more_to_come: &more_to_come };
        let ends = Mutex::new(Vec::new());
        let told = |event: &Event<'_>| match event {
            Event::Ended(_, end) => ends.lock().expect("no panic").push((*end).clone()),
            Event::Failed { again: true, .. } => stop.store(true, Ordering::Release),
            _ => (),
        };
        worker::run(&desk, &self.folder.path().join("数据"), 2, &signals, &told).expect("worked");
        ends.into_inner().expect("no panic")
    }
}

pub(super) fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a file");
        writer.write_all(text.as_bytes()).expect("written");
    }
    writer.finish().expect("a zip").into_inner()
}
