//! One bounded turn at a time, as the border asks.
//!
//! A turn first wakes the tasks whose deadlines have come, then polls each task that was ready when the round began,
//! once, in the order in which they were woken. What they wake waits for the next turn, and in between the host
//! serves interrupts.

use core::cell::{Cell, UnsafeCell};
use core::mem::MaybeUninit;
use core::task::{Context, Waker};

use crate::border;
use crate::input;
use crate::local::Local;
use crate::task::Task;
use crate::timer;

/// The newest in the run queue, a ring: its link is the oldest. A task is in there if its link is not `None`.
static LAST: Local<Cell<Option<Task>>> = Local::new(Cell::new(None));

/// Has a task polled in the next turn. It runs nothing, so it may be called from anywhere.
pub(crate) fn wake(task: Task) {
    if task.link().is_some() {
        return;
    }
    match LAST.get() {
        None => task.set_link(Some(task)),
        Some(last) => {
            task.set_link(last.link());
            last.set_link(Some(task));
        }
    }
    LAST.set(Some(task));
}

/// What the running task is polled with. It would be gone after the poll as well if it lay on a stack; but then a guest
/// would need a stack in its memory, and nothing else in here does.
struct Polling {
    task: Cell<Option<Task>>,
    waker: UnsafeCell<MaybeUninit<Waker>>,
    context: UnsafeCell<MaybeUninit<Context<'static>>>,
}

static POLLING: Local<Polling> = Local::new(Polling {
    task: Cell::new(None),
    waker: UnsafeCell::new(MaybeUninit::uninit()),
    context: UnsafeCell::new(MaybeUninit::uninit()),
});

/// Who is being polled.
pub(crate) fn running() -> Option<Task> {
    POLLING.task.get()
}

fn poll_task(task: Task) {
    POLLING.task.set(Some(task));
    // SAFETY: `round` is not entered again while it polls a task, so nobody else refers to either. What they held
    // before needs no drop: a waker owns nothing.
    let context = unsafe {
        let waker = (*POLLING.waker.get()).write(task.waker());
        (*POLLING.context.get()).write(Context::from_waker(waker))
    };
    task.poll(context);
    POLLING.task.set(None);
}

/// Polls each task that is in the queue now.
fn round() {
    let last = match LAST.take() {
        Some(last) => last,
        None => return,
    };
    let mut next = last.link();
    while let Some(task) = next {
        // Once it runs it may queue itself anew.
        next = if task == last { None } else { task.link() };
        task.set_link(None);
        poll_task(task);
    }
}

/// See `poll` in hal/border/description.ts.
#[no_mangle]
pub extern "C" fn poll() -> i64 {
    timer::expire(timer::now());
    round();
    if LAST.get().is_some() {
        return 0;
    }
    timer::next_deadline().map_or(border::NEVER, |deadline| deadline.as_micros() as i64)
}

/// See `raise` in hal/border/description.ts.
#[no_mangle]
pub extern "C" fn raise(source: i32, value: i32, _time: i64) {
    match source >> 16 {
        border::source::GPIO => input::deliver(source & 0xffff, value),
        border::source::OVERRUN => input::resync(),
        // Nothing else is listened to.
        _ => {}
    }
}
