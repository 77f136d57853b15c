//! Versions: what the manifest says, and what changes ask for.

use semver::{Prerelease, Version};

use super::change::Step;

/// The version in the text of the workspace's manifest.
pub(super) fn of_manifest(text: &str) -> Option<Version> {
    let manifest = toml::Value::Table(text.parse().ok()?);
    let stated = |table: &toml::Value| Version::parse(table.get("package")?.get("version")?.as_str()?).ok();
    manifest.get("workspace").and_then(stated).or_else(|| stated(&manifest))
}

/// The version that a release with changes up to a step has at least. Below 1.0 cargo counts every step one lower.
pub(super) fn next(base: &Version, step: Option<Step>) -> Version {
    let mut next = Version::new(base.major, base.minor, base.patch);
    // What led to a pre-release leads to the release of that name.
    if step.is_none() || !base.pre.is_empty() {
        return if step.is_none() { base.clone() } else { next };
    }
    let step = match step {
        Some(Step::Major) if base.major > 0 => Step::Major,
        Some(Step::Major) if base.minor > 0 => Step::Minor,
        Some(Step::Minor) if base.major > 0 => Step::Minor,
        _ => Step::Patch,
    };
    match step {
        Step::Major => next = Version::new(base.major + 1, 0, 0),
        Step::Minor => next = Version::new(base.major, base.minor + 1, 0),
        Step::Patch => next.patch += 1,
    }
    next
}

/// Whether a version is high enough: a pre-release of what is asked for is, if it comes later than the base.
pub(super) fn suffices(stated: &Version, base: &Version, needed: &Version) -> bool {
    if needed == base {
        return stated >= base;
    }
    let release = Version { pre: Prerelease::EMPTY, ..stated.clone() };
    stated > base && release >= *needed
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn version(text: &str) -> Version {
        of_manifest(&format!("[package]\nversion = \"{text}\" # here\n")).unwrap()
    }

    #[test]
    fn steps_shift_below_one_as_cargos_do() {
        for (base, patch, minor, major) in [
            ("1.4.2", "1.4.3", "1.5.0", "2.0.0"),
            ("0.3.1", "0.3.2", "0.3.2", "0.4.0"),
            ("0.0.3", "0.0.4", "0.0.4", "0.0.4"),
            ("2.0.0-rc.1", "2.0.0", "2.0.0", "2.0.0"),
        ] {
            for (step, expected) in [(Step::Patch, patch), (Step::Minor, minor), (Step::Major, major)] {
                assert_eq!(next(&version(base), Some(step)), version(expected), "{base} {step}");
            }
            assert_eq!(next(&version(base), None), version(base));
        }
    }

    #[test]
    fn a_version_suffices_from_the_needed_one_on() {
        for (stated, base, needed, suffice) in [
            ("1.4.2", "1.4.2", "1.4.2", true),
            ("1.4.1", "1.4.2", "1.4.2", false),
            ("1.5.0", "1.4.2", "2.0.0", false),
            ("2.0.0", "1.4.2", "2.0.0", true),
            ("2.0.0-rc.1", "1.4.2", "2.0.0", true),
            ("2.0.0-rc.1", "2.0.0-rc.1", "2.0.0", false),
            ("2.0.0-rc.2", "2.0.0-rc.1", "2.0.0", true),
            ("3.1.0", "1.4.2", "1.5.0", true),
        ] {
            assert_eq!(suffices(&version(stated), &version(base), &version(needed)), suffice, "{stated} {needed}");
        }
    }

    #[test]
    fn only_the_packages_own_version_counts() {
        let manifest = "[workspace.dependencies]\nversion = \"9.0.0\"\n[workspace.package]\nversion = \"1.2.3\"\n";
        assert_eq!(of_manifest(manifest), Some(Version::new(1, 2, 3)));
        let inherited = format!("{manifest}[package]\nversion.workspace = true\n");
        assert_eq!(of_manifest(&inherited), Some(Version::new(1, 2, 3)));
        assert_eq!(of_manifest("[package]\nname = \"x\"\n"), None);
    }
}
