//! What a guest in Rust needs on the border of Wakeful: tasks in static memory, sleeps, pins, and logs. No
//! allocator, no dependencies.
//!
//! A guest is a `cdylib` that exports `start`, and spawns its tasks there:
//!
//! ```ignore
//! #![no_std]
//! use wakeful_guest::{millis, sleep, task, Level, Output};
//!
//! task! {
//!     async fn blink(pin: u16, period: u32) {
//!         let led = Output::new(pin, Level::Low);
//!         loop {
//!             led.toggle();
//!             sleep(millis(period)).await;
//!         }
//!     }
//! }
//!
//! #[no_mangle]
//! pub extern "C" fn start() {
//!     blink(13, 500);
//! }
//! ```
#![no_std]
#![deny(unsafe_op_in_unsafe_fn)]

#[cfg(target_feature = "atomics")]
compile_error!("a guest has one thread, and its statics are made for that: build without atomics");

/// The functions and numbers of the border.
#[path = "../../../../hal/generated/wakeful_hal.rs"]
pub mod border;
mod executor;
mod input;
mod local;
mod log;
mod output;
mod panic;
mod task;
mod timer;

pub use input::{EdgeWait, Input, Listener, Pull};
pub use log::{write_log, Argument};
pub use output::{Level, Output};
pub use task::{frame_bytes, Pool};
pub use timer::{micros, millis, now, seconds, sleep, sleep_until, Duration, Instant, Sleep};
