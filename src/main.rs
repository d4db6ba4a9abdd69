//! Entry point: parses arguments and calls one function.

fn main() -> std::process::ExitCode {
    qiuhao::cli::run()
}
