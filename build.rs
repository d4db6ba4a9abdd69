//! Lists the review points (one Markdown file each) and the text models so that the program carries them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("points.rs"), points(&root)).expect("the build folder is writable");
    fs::write(out.join("models.rs"), models(&root)).expect("the build folder is writable");
}

fn points(root: &Path) -> String {
    let folder = root.join("review-standards/points");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files = Vec::new();
    collect(&folder, &mut files);
    files.sort();
    let mut code = String::from("&[\n");
    for file in files {
        let name = file.strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
        writeln!(code, "({name:?}, include_str!({:?})),", file.to_string_lossy()).expect("a string grows");
    }
    code.push(']');
    code
}

/// Weights, tokenizer and manifest of `models/`. Without any of them the program has no models and works without.
fn models(root: &Path) -> String {
    let folder = root.join("models");
    // Every change of a model changes its hash in the manifest.
    println!("cargo::rerun-if-changed={}", folder.join("manifest.json").display());
    let files = fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> = files
        .filter(|path| path.extension().is_some_and(|ending| ending == "json" || ending == "safetensors"))
        .collect();
    files.sort();
    let mut code = String::from("&[\n");
    for file in files {
        let name = file.file_name().expect("a listed file").to_string_lossy();
        let bytes = format!("*include_bytes!({:?})", file.to_string_lossy());
        writeln!(code, "({name:?}, &Aligned {{ start: [], bytes: {bytes} }}),").expect("a string grows");
    }
    code.push(']');
    code
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            println!("cargo::rerun-if-changed={}", path.display());
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "md") {
            files.push(path);
        }
    }
}
