//! A workspace with a copy of the client for each row of the table, and what is compiled with it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;
use thanos_api_gen::yaml;

use super::table::{BASE, Row};
use crate::tree::{copy, root};

const CONSUMER: &str = include_str!("consumer.rs");
const SHIPPED: &str = include_str!("shipped.rs");

/// The folder of the base, which is one more row with no edit.
const OLD: &str = "old";

pub(crate) struct Workshop {
    folder: TempDir,
}

/// The names of the programs that compile.
pub(crate) struct Compiled(BTreeSet<String>);

impl Workshop {
    /// A tree for each row that can be compared with the base, and the base itself.
    pub(crate) fn open(rows: &[Row]) -> Self {
        let workshop = Self { folder: tempfile::tempdir().unwrap() };
        // In the order in which the edited specs are written.
        let base = yaml::parse(BASE).unwrap().to_json().to_string();
        workshop.stock(OLD, &base);
        workshop.program(OLD, "shipped", SHIPPED);
        fs::write(workshop.base(), base).unwrap();
        for row in rows {
            workshop.stock(&row.name, &row.spec().to_string());
            workshop.program(&row.name, &format!("consumer-{}", row.name), CONSUMER);
            if let Some(new) = &row.new {
                let source = format!("#![allow(dead_code)]\nfn main() {{}}\n{new}\n");
                workshop.program(&row.name, &format!("new-{}", row.name), &source);
                workshop.program(OLD, &format!("old-{}", row.name), &source);
            }
        }
        let members: Vec<_> = rows.iter().map(|row| row.name.as_str()).chain([OLD]).collect();
        workshop.manifest(&members);
        workshop
    }

    pub(crate) fn tree(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn base(&self) -> PathBuf {
        self.folder.path().join("base.yaml")
    }

    fn client(&self, name: &str) -> PathBuf {
        self.tree(name).join("thanos-api")
    }

    /// A tree with the client that is generated from a spec.
    fn stock(&self, name: &str, spec: &str) {
        let client = self.client(name);
        copy(&root().join("thanos-api/src"), &client.join("src")).unwrap();
        let generated = thanos_api_gen::generate(spec).unwrap_or_else(|error| panic!("{name}: {error}"));
        fs::write(client.join("src/generated/client.rs"), generated.client).unwrap();
        let spec_file = self.tree(name).join("openapi/thanos.yaml");
        fs::create_dir_all(spec_file.parent().unwrap()).unwrap();
        fs::write(spec_file, spec).unwrap();

        let manifest = fs::read_to_string(root().join("thanos-api/Cargo.toml")).unwrap();
        // Programs need what the client itself needs. The generator has done its work.
        let (manifest, _) = manifest.split_once("[build-dependencies]").unwrap();
        let manifest = manifest.replace("name = \"thanos-api\"", &format!("name = \"client-{name}\""));
        let manifest = manifest.replace("[\"dep:thanos-api-gen\"]", "[]");
        let manifest = manifest.replace("\n[lib]\n", "\n[lib]\nname = \"thanos_api\"\n");
        fs::write(client.join("Cargo.toml"), manifest).unwrap();
    }

    fn program(&self, tree: &str, name: &str, source: &str) {
        let examples = self.client(tree).join("examples");
        fs::create_dir_all(&examples).unwrap();
        fs::write(examples.join(format!("{name}.rs")), source).unwrap();
    }

    /// The settings and versions of this workspace, but for its profiles: nothing here runs for long, or is debugged.
    fn manifest(&self, members: &[&str]) {
        let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
        let (manifest, _) = manifest.split_once("[profile.").unwrap();
        let members: Vec<_> = members.iter().map(|name| format!("{name}/thanos-api")).collect();
        let lines = manifest.lines().filter(|line| !line.contains("path =") && !line.starts_with("default-members"));
        let lines = lines.map(|line| {
            let line = if line.starts_with("members") { &format!("members = {members:?}") } else { line };
            format!("{line}\n")
        });
        let manifest = lines.collect::<String>() + "[profile.dev]\ndebug = false\n";
        fs::write(self.folder.path().join("Cargo.toml"), manifest).unwrap();
        fs::copy(root().join("Cargo.lock"), self.folder.path().join("Cargo.lock")).unwrap();
    }

    /// Compiles everything that compiles.
    pub(crate) fn compile(&self) -> Compiled {
        let output = self.cargo(&["check", "--workspace", "--lib", "--examples", "--keep-going"]);
        let mut compiled = BTreeSet::new();
        for message in messages(&output) {
            let target = &message["target"];
            let name = target["name"].as_str().unwrap_or_default().to_owned();
            let is_error = message["message"]["level"] == "error";
            assert!(!is_error || target["kind"][0] == "example", "a client does not compile: {message}");
            if message["reason"] == "compiler-artifact" {
                compiled.insert(name);
            }
        }
        assert!(compiled.contains("thanos_api"), "{}", String::from_utf8_lossy(&output.stderr));
        Compiled(compiled)
    }

    /// Builds the program that is out already.
    pub(crate) fn ship(&self) -> PathBuf {
        let output = self.cargo(&["build", "--package", &format!("client-{OLD}"), "--example", "shipped"]);
        let program = messages(&output).find_map(|message| message["executable"].as_str().map(PathBuf::from));
        program.unwrap_or_else(|| panic!("{}", String::from_utf8_lossy(&output.stderr)))
    }

    fn cargo(&self, args: &[&str]) -> Output {
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .args(args)
            .args(["--no-default-features", "--offline", "--message-format", "json"])
            .current_dir(self.folder.path())
            .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("diff"))
            .env("CARGO_INCREMENTAL", "0")
            .stdin(Stdio::null());
        cargo.output().unwrap()
    }
}

impl Compiled {
    pub(crate) fn has(&self, kind: &str, row: &Row) -> bool {
        self.0.contains(&format!("{kind}-{}", row.name))
    }
}

fn messages(output: &Output) -> impl Iterator<Item = Value> {
    output.stdout.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok())
}

/// What the shipped program says: the server that it asks unless told otherwise, and a line for each server that it
/// is told to ask.
pub(crate) fn calls(program: &Path, servers: &[String]) -> (String, Vec<String>) {
    let output = Command::new(program).args(servers).env("NO_PROXY", "*").output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    let mut lines = told.lines().map(str::to_owned);
    let default = lines.next().unwrap_or_else(|| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    (default, lines.collect())
}
