//! Tasks in static memory.
//!
//! A slot is a header of 8 bytes and the frame behind it, in which the future lies. It never moves. So the header's
//! address is a name for the task that holds for ever, and a waker is no more than that. One that outlives its task
//! wakes whoever is in the slot then, once without need, which every future allows.

use core::cell::{Cell, UnsafeCell};
use core::future::Future;
use core::mem::{align_of, size_of, MaybeUninit};
use core::pin::Pin;
use core::ptr::{addr_of, NonNull};
use core::task::{Context, Poll, RawWaker, RawWakerVTable, Waker};

use crate::executor;
use crate::local::Local;

/// Polls the future behind a header, and drops it when it has ended.
type PollFrame = unsafe fn(Task, &mut Context<'_>) -> Poll<()>;

struct Header {
    /// The next in the run queue; `None` if it is not in there.
    link: Cell<Option<Task>>,
    /// `None` if the slot is free.
    poll: Cell<Option<PollFrame>>,
}

/// Alignment of each frame: that of the largest scalar.
#[repr(C, align(8))]
struct Frame<const BYTES: usize>(MaybeUninit<[u8; BYTES]>);

#[repr(C)]
struct Slot<const BYTES: usize> {
    header: Header,
    frame: UnsafeCell<Frame<BYTES>>,
}

/// The address of a slot, which begins with its header.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Task(NonNull<Header>);

impl Task {
    fn of<const BYTES: usize>(slot: &'static Slot<BYTES>) -> Self {
        Self(NonNull::from(slot).cast())
    }

    fn header(self) -> &'static Header {
        // SAFETY: it was made of a slot that lives for ever, and that is changed through cells only.
        unsafe { self.0.as_ref() }
    }

    pub(crate) fn link(self) -> Option<Task> {
        self.header().link.get()
    }

    pub(crate) fn set_link(self, link: Option<Task>) {
        self.header().link.set(link);
    }

    /// Polls the task. One that has ended while it was in the queue is let be.
    pub(crate) fn poll(self, context: &mut Context<'_>) {
        let poll = match self.header().poll.get() {
            Some(poll) => poll,
            None => return,
        };
        // SAFETY: `spawn` has put the function there together with the future that it is for, and the executor, which
        // alone calls this, runs one task at a time.
        if unsafe { poll(self, context) }.is_ready() {
            self.header().poll.set(None);
        }
    }

    pub(crate) fn waker(self) -> Waker {
        // SAFETY: the functions of the table keep what `RawWaker` asks for. There is no thread but this one, nothing is
        // counted, and a slot lives for ever, so that it does not matter when a waker is dropped.
        unsafe { Waker::from_raw(self.raw_waker()) }
    }

    /// The running task, which a future is to wake when it can go on. This is what a future here keeps instead of a waker:
    /// 4 bytes instead of 8, and it can be copied without a call.
    ///
    /// # Panics
    /// If a waker was put around the task's own, as combinators do that poll some of their futures only.
    pub(crate) fn of_context(context: &Context<'_>) -> Self {
        match executor::running() {
            Some(task) if context.waker().will_wake(&task.waker()) => task,
            _ => panic!("this future wakes whole tasks only"),
        }
    }

    fn raw_waker(self) -> RawWaker {
        RawWaker::new(self.0.as_ptr() as *const (), &VTABLE)
    }

    /// # Safety
    /// The address must come out of a waker of a task.
    unsafe fn from_address(address: *const ()) -> Self {
        // SAFETY: a task's address is not null.
        Self(unsafe { NonNull::new_unchecked(address as *mut Header) })
    }
}

static VTABLE: RawWakerVTable = RawWakerVTable::new(
    // SAFETY (of all three): whoever calls them hands over the address that `raw_waker` gave.
    |address| unsafe { Task::from_address(address) }.raw_waker(),
    |address| executor::wake(unsafe { Task::from_address(address) }),
    |address| executor::wake(unsafe { Task::from_address(address) }),
    |_| {},
);

/// Room for some tasks of one kind. [`task!`](crate::task) makes one for each async function.
pub struct Pool<const BYTES: usize, const TASKS: usize>(Local<[Slot<BYTES>; TASKS]>);

impl<const BYTES: usize, const TASKS: usize> Pool<BYTES, TASKS> {
    // As an initialiser, each slot gets cells of its own.
    #[allow(clippy::declare_interior_mutable_const)]
    const FREE: Slot<BYTES> = Slot {
        header: Header { link: Cell::new(None), poll: Cell::new(None) },
        frame: UnsafeCell::new(Frame(MaybeUninit::uninit())),
    };

    /// All slots are free.
    #[allow(clippy::new_without_default)]
    pub const fn new() -> Self {
        Self(Local::new([Self::FREE; TASKS]))
    }

    /// Begins a task: it is polled in the next turn.
    ///
    /// # Panics
    /// If all slots are taken.
    pub fn spawn<F: Future<Output = ()> + 'static>(&'static self, make: impl FnOnce() -> F) {
        assert!(size_of::<F>() <= BYTES && align_of::<F>() <= align_of::<Frame<BYTES>>());
        let slot = match self.0.iter().find(|slot| slot.header.poll.get().is_none()) {
            Some(slot) => slot,
            None => panic!("all slots of this task are taken"),
        };
        // SAFETY: the frame is large enough and aligned, as asserted above, and no future is in it: the slot is free.
        unsafe { slot.frame.get().cast::<F>().write(make()) };
        slot.header.poll.set(Some(poll_frame::<F, BYTES>));
        executor::wake(Task::of(slot));
    }
}

/// # Safety
/// The task must be that of a `Slot<BYTES>` with an `F` in its frame, which nobody else has a reference to.
unsafe fn poll_frame<F: Future<Output = ()>, const BYTES: usize>(
    task: Task,
    context: &mut Context<'_>,
) -> Poll<()> {
    let slot = task.0.cast::<Slot<BYTES>>().as_ptr();
    // SAFETY: it is such a slot, and the address is that of all of it.
    let future = UnsafeCell::raw_get(unsafe { addr_of!((*slot).frame) }).cast::<F>();
    // SAFETY: the future is there, nobody else refers to it, and it never moves: it is dropped where it lies.
    let ended = unsafe { Pin::new_unchecked(&mut *future) }.poll(context);
    if ended.is_ready() {
        // SAFETY: as above; the caller frees the slot, so that it is not dropped again.
        unsafe { future.drop_in_place() };
    }
    ended
}

/// The size of what an async function returns: its frame.
pub const fn frame_bytes<A, F: FnOnce(A) -> R + Copy, R>(_: F) -> usize {
    size_of::<R>()
}

/// Makes a function that begins a task out of an async function, and static room for `N` of them: `pool(N)`,
/// or 1. The function panics if all are running.
#[macro_export]
macro_rules! task {
    ($(#[$meta:meta])* async $($rest:tt)*) => {
        $crate::task! { $(#[$meta])* pool(1) async $($rest)* }
    };
    ($(#[$meta:meta])* pool($tasks:literal) async fn $name:ident($($arg:ident: $type:ty),* $(,)?) $body:block) => {
        $(#[$meta])*
        fn $name($($arg: $type),*) {
            async fn task($($arg: $type),*) $body
            const BYTES: usize = $crate::frame_bytes(|($($arg,)*): ($($type,)*)| task($($arg),*));
            static POOL: $crate::Pool<BYTES, $tasks> = $crate::Pool::new();
            POOL.spawn(move || task($($arg),*));
        }
    };
}
