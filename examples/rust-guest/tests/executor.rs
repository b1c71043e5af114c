//! A guest for a test: what the executor promises, told by logs and pins. Built as `--example executor`.
#![no_std]

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};

use wakeful_guest::{log, millis, now, seconds, sleep, task, Input, Level, Output, Pull};

/// Numbers of the logs.
mod text {
    pub const SLEPT: u16 = 0;
    pub const FIRST: u16 = 1;
    pub const SHORT: u16 = 2;
    pub const YIELDED: u16 = 3;
    pub const EDGE: u16 = 4;
    pub const KINDS: u16 = 5;
}

/// Ready with whichever of two futures is first; they lie in the frame of the task that waits.
struct First<'a, A, B>(Pin<&'a mut A>, Pin<&'a mut B>);

impl<A: Future<Output = ()>, B: Future<Output = ()>> Future for First<'_, A, B> {
    type Output = bool;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<bool> {
        if self.0.as_mut().poll(context).is_ready() {
            return Poll::Ready(true);
        }
        self.1.as_mut().poll(context).map(|()| false)
    }
}

/// `first!(a, b)`: whether `a` was first. The other one is dropped.
macro_rules! first {
    ($a:expr, $b:expr $(,)?) => {{
        let mut a = $a;
        let mut b = $b;
        // SAFETY (of both): they are shadowed, so that nobody moves them before they are dropped.
        let a = unsafe { Pin::new_unchecked(&mut a) };
        let b = unsafe { Pin::new_unchecked(&mut b) };
        First(a, b).await
    }};
}

/// Gives way once.
struct Yield(bool);

impl Future for Yield {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.0 {
            return Poll::Ready(());
        }
        self.0 = true;
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

task! {
    /// All of them wake at one instant.
    pool(3) async fn sleeper(id: u32) {
        sleep(millis(10)).await;
        log!(text::SLEPT, id);
    }
}

task! {
    async fn racer() {
        let is_first = first!(sleep(millis(50)), sleep(millis(20)));
        log!(text::FIRST, is_first, now().as_micros());
    }
}

task! {
    async fn short(round: i32) {
        log!(text::SHORT, round);
    }
}

task! {
    /// Begins the same task again and again, each time when the one before has ended.
    async fn spawner() {
        for round in -1..2 {
            short(round);
            sleep(millis(100)).await;
        }
        log!(text::KINDS, -1i64, 0.5f64, u64::MAX, true);
    }
}

task! {
    /// Never waits for anything but its turn, for a while.
    async fn busy(pin: u16) {
        let led = Output::new(pin, Level::High);
        for _ in 0..1000 {
            Yield(false).await;
        }
        led.set(Level::Low);
        log!(text::YIELDED);
    }
}

static BUTTON: Input = Input::new(2, Pull::Down);

task! {
    /// Waits for edges until none comes for a second, twice; then more tasks are begun than there is room for.
    async fn listener() {
        for round in 0u32..2 {
            let mut button = BUTTON.listen();
            loop {
                let is_edge = first!(
                    async {
                        let level = button.edge().await;
                        log!(text::EDGE, round, level == Level::High);
                    },
                    sleep(seconds(1)),
                );
                if !is_edge {
                    break;
                }
            }
            drop(button);
            sleep(seconds(1)).await;
        }
        short(8);
        short(9);
    }
}

/// Called once by the host, before anything else.
#[no_mangle]
pub extern "C" fn start() {
    for id in 1..=3 {
        sleeper(id);
    }
    racer();
    spawner();
    busy(13);
    listener();
}
