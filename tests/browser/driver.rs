//! A browser to drive, over the WebDriver protocol (W3C): the few calls these tests need.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// How long a page may take to show something.
const PATIENCE: Duration = Duration::from_secs(20);
/// Key under which the protocol names an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A key of the keyboard as the protocol writes it.
pub(super) mod key {
    pub(crate) const ENTER: &str = "\u{E007}";
    pub(crate) const ESCAPE: &str = "\u{E00C}";
    pub(crate) const CONTROL: &str = "\u{E009}";
}

/// A running chromedriver.
pub(super) struct Driver {
    process: Child,
    address: String,
}

/// A browser of its own, with its own cookies.
pub(super) struct Browser {
    session: String,
}

impl Driver {
    pub(super) fn start() -> Self {
        let mut process = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is installed, see tests/run");
        let mut lines = BufReader::new(process.stdout.take().expect("its output")).lines();
        let port = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| line.split("started successfully on port ").nth(1).map(str::to_owned))
            .expect("chromedriver says where it listens");
        std::thread::spawn(move || lines.for_each(drop));
        Self { process, address: format!("http://127.0.0.1:{}", port.trim_end_matches('.')) }
    }

    /// A fresh browser. Downloads go to a folder.
    pub(super) fn browser(&self, downloads: &Path) -> Browser {
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "browserName": "chrome",
            "goog:chromeOptions": {
                "args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                         "--window-size=1366,768", "--lang=zh-CN"],
                "prefs": {"download.default_directory": downloads, "download.prompt_for_download": false}
            }
        }}});
        let answer = call("POST", &format!("{}/session", self.address), &wanted).expect("a browser");
        let id = answer["sessionId"].as_str().expect("a session").to_owned();
        Browser { session: format!("{}/session/{id}", self.address) }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Browser {
    /// Opens an address and waits until it is loaded.
    pub(super) fn open(&self, address: &str) {
        self.post("url", &json!({"url": address}));
    }

    pub(super) fn reload(&self) {
        self.post("refresh", &json!({}));
    }

    /// One step back in the history, as the button of the browser does it.
    pub(super) fn back(&self) {
        self.post("back", &json!({}));
    }

    /// The address of the page.
    pub(super) fn address(&self) -> String {
        let answer = call("GET", &format!("{}/url", self.session), &Value::Null).expect("an address");
        answer.as_str().unwrap_or_default().to_owned()
    }

    /// What a script gives: the body of a function.
    pub(super) fn run(&self, script: &str) -> Value {
        self.post("execute/sync", &json!({"script": script, "args": []}))
    }

    /// The visible text of the first element a selector finds, as soon as there is one.
    pub(super) fn text(&self, selector: &str) -> String {
        let element = self.find(selector);
        let answer = call("GET", &format!("{}/element/{element}/text", self.session), &Value::Null);
        answer.ok().and_then(|text| text.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// How many elements a selector finds.
    pub(super) fn count(&self, selector: &str) -> usize {
        let found = self.run(&format!("return document.querySelectorAll(\"{selector}\").length"));
        usize::try_from(found.as_u64().expect("a count")).expect("a small one")
    }

    pub(super) fn click(&self, selector: &str) {
        let element = self.find(selector);
        self.post(&format!("element/{element}/click"), &json!({}));
    }

    /// Types into a field in place of what stands there.
    pub(super) fn fill(&self, selector: &str, text: &str) {
        let element = self.find(selector);
        self.post(&format!("element/{element}/clear"), &json!({}));
        self.post(&format!("element/{element}/value"), &json!({"text": text}));
    }

    /// Presses keys where the focus is, as hands would.
    pub(super) fn press(&self, keys: &str) {
        let strokes: Vec<Value> = keys
            .chars()
            .flat_map(|key| {
                [json!({"type": "keyDown", "value": key}), json!({"type": "keyUp", "value": key})]
            })
            .collect();
        let keyboard = json!({"type": "key", "id": "keyboard", "actions": strokes});
        self.post("actions", &json!({"actions": [keyboard]}));
    }

    /// Presses a key while others are held.
    pub(super) fn chord(&self, held: &str, key: &str) {
        let stroke = |kind: &str, value: &str| json!({"type": kind, "value": value});
        let strokes =
            [stroke("keyDown", held), stroke("keyDown", key), stroke("keyUp", key), stroke("keyUp", held)];
        let keyboard = json!({"type": "key", "id": "keyboard", "actions": strokes});
        self.post("actions", &json!({"actions": [keyboard]}));
    }

    /// Waits until the page is loaded, its keys work, and a script gives true.
    pub(super) fn wait(&self, what: &str, script: &str) {
        let end = Instant::now() + PATIENCE;
        let script =
            format!("return document.readyState === 'complete' && (function () {{ {script} }})() === true");
        while self.run(&script) != Value::Bool(true) {
            assert!(Instant::now() < end, "{what} does not come at {}:\n{}", self.address(), self.body());
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Waits until the page says something.
    pub(super) fn wait_for(&self, words: &str) {
        self.wait(words, &format!("return document.body.innerText.includes({})", json!(words)));
    }

    /// Everything the page shows.
    pub(super) fn body(&self) -> String {
        self.run("return document.body.innerText").as_str().unwrap_or_default().to_owned()
    }

    fn find(&self, selector: &str) -> String {
        let end = Instant::now() + PATIENCE;
        let wanted = json!({"using": "css selector", "value": selector});
        loop {
            let found = call("POST", &format!("{}/element", self.session), &wanted);
            if let Some(element) = found.ok().and_then(|found| found[ELEMENT].as_str().map(str::to_owned)) {
                return element;
            }
            assert!(Instant::now() < end, "no {selector} at {}:\n{}", self.address(), self.body());
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn post(&self, command: &str, body: &Value) -> Value {
        let answer = call("POST", &format!("{}/{command}", self.session), body);
        answer.unwrap_or_else(|error| panic!("{command}: {error}"))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = call("DELETE", &self.session, &Value::Null);
    }
}

/// One call of the protocol: its value, or what went wrong.
fn call(method: &str, address: &str, body: &Value) -> Result<Value, String> {
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let answer = match method {
        "POST" => agent.post(address).send_json(body),
        "DELETE" => agent.delete(address).call(),
        _ => agent.get(address).call(),
    };
    let mut answer = answer.map_err(|error| error.to_string())?;
    let told: Value = answer.body_mut().read_json().map_err(|error| error.to_string())?;
    match told["value"]["error"].as_str() {
        Some(error) => Err(format!("{error}: {}", told["value"]["message"].as_str().unwrap_or_default())),
        None => Ok(told["value"].clone()),
    }
}
