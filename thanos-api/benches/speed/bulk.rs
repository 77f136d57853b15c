//! Runs programs on shapes and tabulates what they took.

use crate::measured::{Failure, Report, Seen};
use crate::options::Options;
use crate::programs::{Peers, Program};
use crate::server::{Ready, Server};
use crate::shapes::Shape;
use crate::table;

/// What a program took for a shape: the medians of all rounds, for one call.
pub(crate) struct Cost {
    pub(crate) program: Program,
    pub(crate) wall: f64,
    pub(crate) cpu: f64,
    pub(crate) peak_bytes: f64,
    pub(crate) allocations: f64,
    pub(crate) first_user: Option<f64>,
}

pub(crate) fn compare(options: &Options, peers: &Peers) -> Result<(), Failure> {
    let mut rows = Vec::new();
    for &shape in &options.shapes {
        eprintln!("{}: {}", shape.name(), shape.describe());
        let server = Server::start(shape, options.megabytes)?;
        let costs = costs(options, peers, shape, &server.ready)?;
        rows.push(table::title(shape, &server.ready));
        rows.extend(costs.iter().map(|cost| table::row(cost, &costs)));
    }
    println!("{}{}", table::head(options), rows.concat());
    Ok(())
}

fn costs(options: &Options, peers: &Peers, shape: Shape, ready: &Ready) -> Result<Vec<Cost>, Failure> {
    let calls = shape.calls(options.megabytes);
    let mut reports: Vec<Vec<Report>> = vec![Vec::new(); options.programs.len()];
    for _ in 0..options.rounds {
        for (&program, reports) in options.programs.iter().zip(&mut reports) {
            reports.push(program.measure(peers, &ready.url, calls)?);
        }
    }
    let all = options.programs.iter().zip(&reports);
    check(all.clone().flat_map(|(program, reports)| reports.iter().map(|report| (*program, report))), ready, calls)?;
    Ok(all.map(|(program, reports)| cost(*program, reports, f64::from(calls))).collect())
}

/// All must have seen the same, or one of them was fast by doing less. How much there is to see, the server knows.
fn check<'a>(reports: impl Iterator<Item = (Program, &'a Report)>, ready: &Ready, calls: u32) -> Result<(), Failure> {
    let of_all_calls = |count| Some(count * u64::from(calls));
    let mut all = Seen { bytes: of_all_calls(ready.bytes), users: of_all_calls(ready.users), ..Seen::default() };
    for (program, Report { seen, .. }) in reports {
        let counts = [
            ("bytes", seen.bytes, &mut all.bytes),
            ("users", seen.users, &mut all.users),
            ("emails", seen.emails, &mut all.emails),
            ("permissions", seen.permissions, &mut all.permissions),
        ];
        for (what, seen, all) in counts {
            if let Some(seen) = seen
                && *all.get_or_insert(seen) != seen
            {
                return Err(format!("{} saw other {what} than the others", program.name()).into());
            }
        }
    }
    Ok(())
}

fn cost(program: Program, reports: &[Report], calls: f64) -> Cost {
    let median = |of: fn(&Report) -> f64| median(reports.iter().map(of).collect());
    #[allow(clippy::cast_precision_loss, reason = "no count is that large")]
    Cost {
        program,
        wall: median(|report| report.wall.as_secs_f64()) / calls,
        cpu: median(|report| report.cpu.as_secs_f64()) / calls,
        peak_bytes: median(|report| report.peak_bytes as f64),
        allocations: median(|report| report.allocations as f64) / calls,
        first_user: (calls < 2.0 && reports.iter().all(|report| report.first_user.is_some()))
            .then(|| median(|report| report.first_user.unwrap_or_default().as_secs_f64())),
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
