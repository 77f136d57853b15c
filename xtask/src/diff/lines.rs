//! Changes as a person reads them, and as the changelog does.

use annotate_snippets::normalize_untrusted_str;

use super::change::{Changes, Step, Urgency};

/// How changes are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Text,
    Markdown,
}

impl Format {
    pub(super) fn tell(self, changes: &Changes, summary: &str) -> String {
        let mut lines = match self {
            Self::Text => columns(changes),
            Self::Markdown => sections(changes),
        };
        lines.push(summary.to_owned());
        // Names in an old spec are whatever stands there.
        lines.iter().map(|line| normalize_untrusted_str(line)).collect::<Vec<_>>().join("\n")
    }
}

fn columns(changes: &Changes) -> Vec<String> {
    let place = |change: &super::Change| format!("{}:{}:{}", change.file, change.place.line, change.place.column);
    let width = changes.iter().map(|change| place(change).len()).max().unwrap_or_default();
    let line = |change: &super::Change| {
        let text = change.text.replace('`', "");
        format!("{:width$}  {}  {:6}  {text}", place(change), change.step, change.urgency)
    };
    changes.iter().map(line).collect()
}

fn sections(changes: &Changes) -> Vec<String> {
    let mut lines = Vec::new();
    for (step, title) in [(Step::Major, "Breaking"), (Step::Minor, "Added"), (Step::Patch, "Changed")] {
        let of_step: Vec<_> = changes.iter().filter(|change| change.step == step).collect();
        if of_step.is_empty() {
            continue;
        }
        lines.extend([format!("### {title}"), String::new()]);
        lines.extend(of_step.iter().map(|change| match change.urgency {
            Urgency::None => format!("- {}", change.text),
            Urgency::Urgent => format!("- **Urgent:** {}", change.text),
        }));
        lines.push(String::new());
    }
    lines
}

/// How many changes ask for which step.
pub(super) fn counts(changes: &Changes) -> String {
    let count = |step| changes.iter().filter(|change| change.step == step).count();
    let steps = [Step::Major, Step::Minor, Step::Patch].map(|step| (count(step), step));
    let told: Vec<_> =
        steps.iter().filter(|(count, _)| *count > 0).map(|(count, step)| format!("{count} {step}")).collect();
    if told.is_empty() { "no change".to_owned() } else { told.join(", ") }
}
