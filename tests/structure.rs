//! The house keeps its floors: imports point down, files stay small.

use std::path::{Path, PathBuf};

/// Modules from the ground up. An import may only name a module of a lower floor.
const FLOORS: &[&[&str]] = &[
    &["text"],
    &["law"],
    &["document", "nlp"],
    &["extract"],
    &["case"],
    &["compare", "standard"],
    &["review"],
    &["office", "report"],
    &["pipeline", "store"],
    &["papers", "search"],
    &["job"],
    &["eval", "web"],
    &["cli"],
];
const LONGEST_FILE: usize = 500;

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found
}

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&module))
}

/// First path component below `src`, without the ending.
fn module_of(path: &Path, root: &Path) -> String {
    let relative = path.strip_prefix(root).expect("inside src");
    let first = relative.components().next().expect("a component").as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

#[test]
fn imports_point_down() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    let mut imports = 0;
    for path in sources(&root) {
        let module = module_of(&path, &root);
        // Tests may look from above.
        if module == "lib" || module == "main" || path.ends_with("tests.rs") {
            continue;
        }
        let own = floor(&module).unwrap_or_else(|| panic!("{module} stands on no floor"));
        let text = std::fs::read_to_string(&path).expect("a readable file");
        for (number, line) in text.lines().enumerate() {
            if line.trim_start().starts_with("//") {
                continue;
            }
            for used in line.split("crate::").skip(1) {
                let name: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let Some(other) = floor(&name) else { continue };
                imports += 1;
                if name != module && other >= own {
                    wrong.push(format!("{}:{} {module} imports {name}", path.display(), number + 1));
                }
            }
        }
    }
    assert!(imports > 100, "the scan sees imports");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_stay_small() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let long: Vec<String> = [top.join("src"), top.join("tests")]
        .iter()
        .flat_map(|folder| sources(folder))
        .filter_map(|path| {
            let lines = std::fs::read_to_string(&path).expect("a readable file").lines().count();
            (lines > LONGEST_FILE).then(|| format!("{} has {lines} lines", path.display()))
        })
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn one_file_knows_which_database_it_is() {
    // What only SQLite has, or what only its own file may say.
    let words = ["rusqlite", "PRAGMA", "INSERT OR ", "REPLACE INTO", "iif(", "rowid", "sqlite_master"];
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let own = top.join("store/sqlite.rs");
    let mut outside = Vec::new();
    for path in sources(&top) {
        // Tests may look from behind.
        if path == own
            || path.components().any(|part| part.as_os_str().to_string_lossy().starts_with("tests"))
        {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a readable file");
        let said = words.iter().filter(|word| text.contains(*word));
        outside.extend(said.map(|word| format!("{} says {word}", path.display())));
    }
    assert!(std::fs::read_to_string(own).expect("a readable file").contains("rusqlite"), "it is there");
    assert!(outside.is_empty(), "{}", outside.join("\n"));
}

#[test]
fn only_the_kernels_are_unsafe() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    // Written in two parts, so that this file does not name it.
    let word = concat!("un", "safe");
    let mut inside = 0;
    let mut outside = Vec::new();
    for path in [top.join("src"), top.join("benches")].iter().flat_map(|folder| sources(folder)) {
        let text = std::fs::read_to_string(&path).expect("a readable file");
        for (number, line) in text.lines().enumerate() {
            // The lint's own name, and a word of the rules browsers are given about styles.
            let code = line.split("//").next().unwrap_or_default();
            let code = code.replace(&format!("{word}_code"), "").replace(&format!("'{word}-inline'"), "");
            if !code.contains(word) {
                continue;
            }
            if path.starts_with(top.join("src/nlp/kernel")) {
                inside += 1;
            } else {
                outside.push(format!("{}:{}", path.display(), number + 1));
            }
        }
    }
    assert!(inside > 10, "the scan sees the kernels");
    assert!(outside.is_empty(), "{}", outside.join("\n"));
    let lints = std::fs::read_to_string(top.join("src/lib.rs")).expect("a readable file");
    assert!(lints.contains(&format!("#![deny({word}_code)]")), "the compiler looks as well");
    let allowed: usize = sources(&top.join("src"))
        .iter()
        .map(|path| {
            std::fs::read_to_string(path).expect("a readable file").matches(&format!("({word}_code,")).count()
        })
        .sum();
    assert_eq!(allowed, 1, "one module is allowed it");
}
