//! Time, and futures that wait for it.

use core::cell::Cell;
use core::future::Future;
use core::marker::PhantomPinned;
use core::ops::Add;
use core::pin::Pin;
use core::ptr::NonNull;
use core::task::{Context, Poll};

use crate::border;
use crate::executor;
use crate::local::Local;
use crate::task::Task;

/// A span of time, in whole microseconds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Duration(u64);

/// A point in time: microseconds since reset.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant(u64);

pub const fn micros(n: u32) -> Duration {
    Duration(n as u64)
}

pub const fn millis(n: u32) -> Duration {
    Duration(n as u64 * 1_000)
}

pub const fn seconds(n: u32) -> Duration {
    Duration(n as u64 * 1_000_000)
}

pub fn now() -> Instant {
    // SAFETY: the host takes no address and gives back a number.
    Instant(unsafe { border::now() } as u64)
}

impl Instant {
    /// The border counts no further, and takes this for "never".
    const NEVER: Self = Self(border::NEVER as u64);

    pub const fn as_micros(self) -> u64 {
        self.0
    }
}

impl Add<Duration> for Instant {
    type Output = Self;

    fn add(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(duration.0)).min(Self::NEVER)
    }
}

/// Waits for at least so long, counted from this call.
pub fn sleep(duration: Duration) -> Sleep {
    sleep_until(now() + duration)
}

/// Waits until then; ready at once if it is past.
pub fn sleep_until(deadline: Instant) -> Sleep {
    Sleep { deadline, next: Cell::new(None), task: Cell::new(None), _pinned: PhantomPinned }
}

/// The future of [`sleep`]. 16 bytes, and while it waits a part of the timer queue. Dropped before its time, it
/// leaves the queue.
#[must_use = "nothing waits until it is awaited"]
pub struct Sleep {
    deadline: Instant,
    /// The next in the timer queue.
    next: Cell<Option<NonNull<Sleep>>>,
    /// `None` if it is not in the timer queue.
    task: Cell<Option<Task>>,
    /// The queue holds its address.
    _pinned: PhantomPinned,
}

/// The sleep with the next deadline: a list in the order of deadlines, and of arrival where they are equal. To enter it
/// takes time in proportion to the number of sleeps, which is a handful here; an executor for many tasks would keep
/// a heap.
static FIRST: Local<Cell<Option<NonNull<Sleep>>>> = Local::new(Cell::new(None));

/// What is in the queue: pinned, so it does not move, and it leaves the queue before it is dropped.
fn queued(sleep: NonNull<Sleep>) -> &'static Sleep {
    // SAFETY: as just said. The reference lives no longer than one call of this module's functions.
    unsafe { sleep.as_ref() }
}

/// The link that holds the first sleep for which `is_found`, or the last link.
fn find(is_found: impl Fn(NonNull<Sleep>) -> bool) -> &'static Cell<Option<NonNull<Sleep>>> {
    let mut link: &'static Cell<_> = &FIRST;
    while let Some(sleep) = link.get() {
        if is_found(sleep) {
            break;
        }
        link = &queued(sleep).next;
    }
    link
}

/// Wakes whoever is due.
pub(crate) fn expire(now: Instant) {
    while let Some(first) = FIRST.get() {
        let sleep = queued(first);
        if sleep.deadline > now {
            return;
        }
        FIRST.set(sleep.next.get());
        if let Some(task) = sleep.task.take() {
            executor::wake(task);
        }
    }
}

pub(crate) fn next_deadline() -> Option<Instant> {
    FIRST.get().map(|first| queued(first).deadline)
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let sleep = self.into_ref().get_ref();
        // Whoever polls last is woken.
        if sleep.task.replace(Some(Task::of_context(context))).is_none() {
            if sleep.deadline <= now() {
                sleep.task.set(None);
                return Poll::Ready(());
            }
            let link = find(|other| queued(other).deadline > sleep.deadline);
            sleep.next.set(link.replace(Some(NonNull::from(sleep))));
        }
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if self.task.get().is_some() {
            let link = find(|other| other == NonNull::from(&*self));
            link.set(self.next.get());
        }
    }
}
