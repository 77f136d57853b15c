//! The table, in Markdown.

use std::fs;
use std::time::SystemTime;

use crate::bulk::Cost;
use crate::options::Options;
use crate::programs::Program;
use crate::server::Ready;
use crate::shapes::Shape;

/// What was measured, when and where, and the heads of the columns.
pub(crate) fn head(options: &Options) -> String {
    let cpu_info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu_info.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or_default();
    let model = model.trim_start_matches([' ', '\t', ':']);
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let date = httpdate::fmt_http_date(SystemTime::now());
    let rounds = options.rounds;
    format!(
        "{date}; {cores} × {model}; medians of {rounds}. \"× plain\" is how many times faster than plain progenitor,\n\
         \"÷ drained\" how many times slower than draining, each by wall time / by CPU time.\n\n\
         | | wall | CPU | peak | allocations | first user | × plain | ÷ drained |\n\
         |---|--:|--:|--:|--:|--:|--:|--:|\n"
    )
}

#[allow(clippy::cast_precision_loss, reason = "shown with two digits")]
pub(crate) fn title(shape: Shape, ready: &Ready) -> String {
    let size = quantity(ready.bytes as f64, ["B", "kB", "MB", "GB"]);
    format!("| *{}* ({} users, {size}) | | | | | | | |\n", shape.describe(), ready.users)
}

/// A program's costs, beside those of the two that all are measured by.
pub(crate) fn row(cost: &Cost, all: &[Cost]) -> String {
    let of = |program| all.iter().find(|other| other.program == program);
    let faster = of(Program::Plain).map(|plain| ratios(plain.wall / cost.wall, plain.cpu / cost.cpu));
    let slower = of(Program::Drain).map(|drain| ratios(cost.wall / drain.wall, cost.cpu / drain.cpu));
    format!(
        "| {} | {} | {} | {} | {} | {} | {} | {} |\n",
        cost.program.describe(),
        seconds(cost.wall),
        seconds(cost.cpu),
        quantity(cost.peak_bytes, ["B", "kB", "MB", "GB"]),
        quantity(cost.allocations, ["", "k", "M", "G"]),
        cost.first_user.map_or("–".to_owned(), seconds),
        faster.unwrap_or_default(),
        slower.unwrap_or_default(),
    )
}

fn ratios(wall: f64, cpu: f64) -> String {
    format!("{wall:.1} / {cpu:.1}")
}

fn seconds(seconds: f64) -> String {
    quantity(seconds * 1e6, ["µs", "ms", "s", "ks"])
}

/// Three digits of a number, with the unit in which it has at most three before the point.
fn quantity(mut number: f64, units: [&str; 4]) -> String {
    let mut unit = 0;
    while number >= 999.5 && unit < 3 {
        number /= 1000.0;
        unit += 1;
    }
    let digits = if number >= 99.95 || units[unit].is_empty() {
        0
    } else if number >= 9.995 {
        1
    } else {
        2
    };
    format!("{number:.digits$} {}", units[unit]).trim_end().to_owned()
}
