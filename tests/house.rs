//! The program as an office runs it: a data folder, accounts, dossiers taken in, pages served.

use std::io::Write as _;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use qiuhao::office::{Actor, Move};
use qiuhao::store::{Deed, Store};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::samples;

/// Password of everybody.
pub(crate) const PASSWORD: &str = "云岭县的秋天来得早些";

/// A served data folder; everything goes when it is dropped.
pub(crate) struct House {
    folder: TempDir,
    server: Option<Child>,
    address: String,
}

impl House {
    /// Takes in sample dossiers by their numbers (`01`) through a watched folder, then serves.
    pub(crate) fn with(dossiers: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let watched = folder.path().join("卷宗");
        for number in dossiers {
            let dossier = samples::dossier(number);
            let place = watched.join(dossier.file_name().expect("a name"));
            samples::copy(&dossier, &place, &samples::as_it_is);
            std::fs::write(place.join("完成.txt"), "").expect("a written file");
        }
        let port = TcpListener::bind("127.0.0.1:0").and_then(|one| one.local_addr()).expect("a port").port();
        let mut house = Self { folder, server: None, address: format!("127.0.0.1:{port}") };
        let watch = house.program(&["watch"]).arg(&watched).args(["--once", "--quiet"]).status();
        assert!(watch.expect("the program runs").code().is_some_and(|code| code < 2));
        house.serve();
        house
    }

    /// Starts serving, and waits until it answers.
    pub(crate) fn serve(&mut self) {
        let mut serve = self.program(&["serve"]);
        serve.args(["--listen", &self.address]).stdout(Stdio::null()).stderr(Stdio::null());
        self.server = Some(serve.spawn().expect("the program runs"));
        let end = Instant::now() + Duration::from_secs(60);
        while TcpStream::connect(&self.address).is_err() {
            assert!(Instant::now() < end, "it does not answer");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Stops serving at once, as a power cut would.
    pub(crate) fn kill(&mut self) {
        if let Some(mut server) = self.server.take() {
            let _ = server.kill();
            let _ = server.wait();
        }
    }

    /// Makes an account with roles.
    pub(crate) fn person(&self, account: &str, display: &str, roles: &[&str]) {
        let mut add = self.program(&["user", "add", account, "--display", display]);
        for role in roles {
            add.args(["--role", role]);
        }
        let mut child = add.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().expect("the program runs");
        writeln!(child.stdin.take().expect("an input"), "{PASSWORD}").expect("a password is taken");
        assert!(child.wait().expect("an end").success());
    }

    /// The store behind the pages.
    pub(crate) fn store(&self) -> Store {
        Store::open(&self.data()).expect("the store opens")
    }

    /// Number of a sample's case.
    pub(crate) fn case(&self, number: &str) -> i64 {
        let name = samples::dossier(number).file_name().expect("a name").to_string_lossy().into_owned();
        self.store().case(&name).expect("a store").expect("the case").id
    }

    /// Gives a case to a reviewer, who begins.
    pub(crate) fn hand_out(&self, case: i64, reviewer: &str) {
        let store = self.store();
        let program = Actor::program();
        let revision = store.flow(case).expect("a state").revision;
        let deed = Deed::new(&program, Timestamp::now());
        let revision = store.assign(deed, case, reviewer, "重新分工", revision).expect("it is assigned");
        let actor = store.user(reviewer).expect("a store").expect("an account").actor;
        let deed = Deed::new(&actor, Timestamp::now());
        store.make_move(deed, case, Move::Begin, "", revision).expect("it is begun");
    }

    /// The token of a new session.
    pub(crate) fn session(&self, account: &str) -> String {
        let random = Sha256::digest(format!("{account} {:?}", Instant::now())).into();
        self.store().enter(account, Timestamp::now(), random).expect("a session")
    }

    /// An address of the site.
    pub(crate) fn at(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("数据")
    }

    fn program(&self, command: &[&str]) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_qiuhao"));
        program.args(command).arg("--data-dir").arg(self.data());
        program
    }
}

impl Drop for House {
    fn drop(&mut self) {
        self.kill();
    }
}
