//! With the feature `codegen`, generates the client from the spec, as `cargo xtask generate` does. Without it there is
//! nothing to do: the crate compiles the committed copy.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "codegen")]
    codegen::run();
}

#[cfg(feature = "codegen")]
mod codegen {
    use std::path::Path;
    use std::{env, fs};

    pub(super) fn run() {
        if let Err(message) = generate() {
            for line in message.lines() {
                println!("cargo::error={line}");
            }
        }
    }

    fn generate() -> Result<(), String> {
        let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../openapi/thanos.yaml");
        let samples = spec.with_file_name("samples");
        println!("cargo::rerun-if-changed={}", spec.display());
        println!("cargo::rerun-if-changed={}", samples.display());
        let text = fs::read_to_string(&spec).map_err(|error| {
            format!(
                "the feature `codegen` reads {}: {error}; it works in the repository of thanos-api only, build without it",
                spec.display()
            )
        })?;
        let sample = |name: &str| fs::read_to_string(samples.join(name)).ok();
        let generated =
            thanos_api_gen::generate_with(&text, sample).map_err(|error| error.render("openapi/thanos.yaml"))?;
        let folder = env::var("OUT_DIR").map_err(|error| format!("cargo set no OUT_DIR: {error}"))?;
        let target = Path::new(&folder).join("client.rs");
        fs::write(&target, generated.client).map_err(|error| format!("cannot write {}: {error}", target.display()))
    }
}
