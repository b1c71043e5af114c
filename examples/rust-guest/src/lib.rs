//! `examples/blink` in Rust: two LEDs blink, each in its own time, on the same pins.
#![no_std]

use wakeful_guest::{millis, sleep, task, Level, Output};

task! {
    /// Toggles an LED for ever.
    pool(2) async fn blink(pin: u16, period: u32) {
        let led = Output::new(pin, Level::Low);
        loop {
            led.toggle();
            sleep(millis(period)).await;
        }
    }
}

/// Called once by the host, before anything else.
#[no_mangle]
pub extern "C" fn start() {
    blink(13, 500);
    blink(12, 300);
}
