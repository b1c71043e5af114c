//! Pins that are read, and waits for their edges.

use core::cell::Cell;
use core::future::Future;
use core::pin::Pin;
use core::ptr;
use core::task::{Context, Poll};

use crate::border::{self, edges, pin_mode};
use crate::executor;
use crate::local::Local;
use crate::output::{read, Level};
use crate::task::Task;

/// What holds the pin while nothing drives it.
#[derive(Clone, Copy)]
pub enum Pull {
    None,
    Up,
    Down,
}

/// An input pin, in a static, where interrupts find it. 20 bytes.
pub struct Input(Local<State>);

struct State {
    pin: u16,
    pull: Pull,
    is_listening: Cell<bool>,
    /// The level after the newest edge.
    known: Cell<Level>,
    /// Edges that nobody has taken yet. As levels alternate, their number tells each one's level.
    pending: Cell<u32>,
    waiting: Cell<Option<Task>>,
    /// The next in the list of those that listen.
    next: Cell<Option<&'static State>>,
}

/// All inputs that listen.
static FIRST: Local<Cell<Option<&'static State>>> = Local::new(Cell::new(None));

fn listening() -> impl Iterator<Item = &'static State> {
    core::iter::successors(FIRST.get(), |input| input.next.get())
}

fn configure(pin: u16, mode: i32) {
    // SAFETY: the host takes numbers for numbers.
    unsafe { border::gpio_configure(pin.into(), mode) };
}

/// Chooses which edges are raised.
fn arm(pin: u16, edges: i32) {
    // SAFETY: as above.
    unsafe { border::gpio_listen(pin.into(), edges) };
}

impl Input {
    pub const fn new(pin: u16, pull: Pull) -> Self {
        Self(Local::new(State {
            pin,
            pull,
            is_listening: Cell::new(false),
            known: Cell::new(Level::Low),
            pending: Cell::new(0),
            waiting: Cell::new(None),
            next: Cell::new(None),
        }))
    }

    /// Makes the pin an input, and counts its edges from now on; the level now is where they start. Only one can wait
    /// for them: whoever has the [`Listener`].
    ///
    /// # Panics
    /// If this input has a `Listener` already.
    pub fn listen(&'static self) -> Listener {
        let input: &State = &self.0;
        assert!(!input.is_listening.replace(true), "this input is listened to already");
        let mode = match input.pull {
            Pull::None => pin_mode::INPUT,
            Pull::Up => pin_mode::INPUT_PULL_UP,
            Pull::Down => pin_mode::INPUT_PULL_DOWN,
        };
        configure(input.pin, mode);
        // Armed first and read then, so that no edge falls between the two. One that is raised and is in the level
        // already changes nothing: see `edge`.
        arm(input.pin, edges::BOTH);
        input.known.set(read(input.pin));
        input.pending.set(0);
        input.next.set(FIRST.replace(Some(input)));
        Listener(input)
    }
}

impl State {
    fn edge(&self, level: Level) {
        if level == self.known.replace(level) {
            return;
        }
        self.pending.set(self.pending.get().saturating_add(1));
        if let Some(task) = self.waiting.take() {
            executor::wake(task);
        }
    }

    fn take(&self) -> Option<Level> {
        let later = self.pending.get().checked_sub(1)?;
        self.pending.set(later);
        let is_known = later % 2 == 0;
        Some(Level::from((self.known.get() == Level::High) == is_known))
    }

    /// Takes it out of the list.
    fn unlink(&self) {
        let mut link: &Cell<Option<&'static State>> = &FIRST;
        while let Some(other) = link.get() {
            if ptr::eq(other, self) {
                link.set(other.next.get());
                return;
            }
            link = &other.next;
        }
    }
}

/// Gives the edges of an input, one after the other. Dropped, it stops listening.
pub struct Listener(&'static State);

impl Listener {
    /// Waits for the next edge that was not taken yet, and gives the level that follows it. If the wait is given up,
    /// the edge is there for the next one.
    pub fn edge(&mut self) -> EdgeWait<'_> {
        EdgeWait(self)
    }

    /// The level now.
    pub fn level(&self) -> Level {
        read(self.0.pin)
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let input = self.0;
        input.unlink();
        if listening().all(|other| other.pin != input.pin) {
            arm(input.pin, edges::NONE);
        }
        input.waiting.set(None);
        input.is_listening.set(false);
    }
}

/// The future of [`Listener::edge`].
#[must_use = "nothing waits until it is awaited"]
pub struct EdgeWait<'a>(&'a mut Listener);

impl Future for EdgeWait<'_> {
    type Output = Level;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Level> {
        let input = self.0 .0;
        if let Some(level) = input.take() {
            return Poll::Ready(level);
        }
        input.waiting.set(Some(Task::of_context(context)));
        Poll::Pending
    }
}

/// An edge on a pin.
pub(crate) fn deliver(pin: i32, value: i32) {
    for input in listening().filter(|input| i32::from(input.pin) == pin) {
        input.edge(Level::from(value != 0));
    }
}

/// Events were lost: an input must not keep a level that its pin no longer has.
pub(crate) fn resync() {
    for input in listening() {
        input.edge(read(input.pin));
    }
}
