//! One measured process: what it runs, counts and reports of itself. The peers compile this file too, so that all are
//! measured by the same lines.

use std::error::Error;
use std::fs;
use std::time::{Duration, Instant};

use alloc_counter::{AllocCounterSystem, count_alloc};
use rustix::time::{ClockId, clock_gettime};
use serde::{Deserialize, Serialize};

/// Counts by plain additions in memory of the thread's own, which are 1 % of plain progenitor's instructions. What
/// counts by atomic operations costs more, and what does not pass on `realloc` would change what is measured.
#[global_allocator]
static ALLOCATOR: AllocCounterSystem = AllocCounterSystem;

pub(crate) type Failure = Box<dyn Error + Send + Sync>;

/// What a program saw of the answers. All must have seen the same, or one of them was fast by doing less.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Seen {
    /// Bytes of the bodies, decompressed: by whoever can tell.
    pub(crate) bytes: Option<u64>,
    pub(crate) users: Option<u64>,
    /// The lengths of all emails.
    pub(crate) emails: Option<u64>,
    /// The lengths of all names of permissions, those that are assigned twice: by whoever reads them.
    pub(crate) permissions: Option<u64>,
}

/// What a process reports, on one line of JSON.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Report {
    pub(crate) seen: Seen,
    pub(crate) wall: Duration,
    /// In user and system mode, of all threads.
    pub(crate) cpu: Duration,
    /// Resident, of the whole process since its start.
    pub(crate) peak_bytes: u64,
    pub(crate) allocations: u64,
    pub(crate) first_user: Option<Duration>,
}

/// Counts while a program runs.
pub(crate) struct Tally {
    start: Instant,
    first_user: Option<Duration>,
    seen: Seen,
}

impl Tally {
    pub(crate) fn bytes(&mut self, count: u64) {
        add(&mut self.seen.bytes, count);
    }

    pub(crate) fn user(&mut self, email: &str) {
        self.first_user.get_or_insert_with(|| self.start.elapsed());
        add(&mut self.seen.users, 1);
        add(&mut self.seen.emails, email.len() as u64);
    }

    pub(crate) fn permissions<'a>(&mut self, each: impl Iterator<Item = (bool, &'a str)>) {
        let lengths = each.map(|(assigned, name)| (name.len() as u64) << u32::from(assigned));
        add(&mut self.seen.permissions, lengths.sum());
    }
}

fn add(count: &mut Option<u64>, more: u64) {
    *count = Some(count.unwrap_or_default() + more);
}

/// Makes the calls one after the other on one thread, and reports. The clocks start when the program has its client
/// ready, and stop when it has dropped what it received: giving memory back is part of what an answer costs.
pub(crate) fn report(calls: u32, call: &impl AsyncFn(&mut Tally) -> Result<(), Failure>) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let cpu_before = cpu()?;
    let mut tally = Tally { start: Instant::now(), first_user: None, seen: Seen::default() };
    let ((allocations, reallocations, _), done) = count_alloc(|| {
        runtime.block_on(async {
            for _ in 0..calls {
                call(&mut tally).await?;
            }
            Ok::<_, Failure>(())
        })
    });
    let (wall, cpu) = (tally.start.elapsed(), cpu()?.saturating_sub(cpu_before));
    done?;
    let Tally { first_user, seen, .. } = tally;
    let allocations = (allocations + reallocations) as u64;
    let report = Report { seen, wall, cpu, peak_bytes: peak_bytes()?, allocations, first_user };
    println!("{}", serde_json::to_string(&report)?);
    Ok(())
}

fn cpu() -> Result<Duration, Failure> {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Ok(Duration::new(time.tv_sec.try_into()?, time.tv_nsec.try_into()?))
}

fn peak_bytes() -> Result<u64, Failure> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no VmHWM in /proc/self/status")?;
    let kilobytes: u64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kilobytes * 1024)
}
