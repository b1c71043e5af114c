//! `examples/button` in Rust: two LEDs that blink at once, and a third that follows a button.
#![no_std]

use wakeful_guest::{log, millis, sleep, task, Input, Level, Output, Pull};

/// Number of the text "edge {} shows the button down".
const EDGE_SHOWS_DOWN: u16 = 0;

task! {
    /// Toggles an LED for ever.
    pool(2) async fn blink(pin: u16, period: u32) {
        let led = Output::new(pin, Level::Low);
        loop {
            sleep(millis(period)).await;
            led.toggle();
        }
    }
}

task! {
    /// Shows on an LED whether a button, which pulls its pin low, is pressed.
    async fn follow(led_pin: u16, button: &'static Input) {
        let led = Output::new(led_pin, Level::Low);
        let mut button = button.listen();
        let mut presses: u32 = 0;
        loop {
            button.edge().await;
            let is_pressed = button.level() == Level::Low;
            led.set(Level::from(is_pressed));
            if is_pressed {
                presses += 1;
                log!(EDGE_SHOWS_DOWN, presses);
            }
        }
    }
}

static BUTTON: Input = Input::new(4, Pull::Up);

/// Called once by the host, before anything else.
#[no_mangle]
pub extern "C" fn start() {
    blink(13, 500);
    blink(12, 300);
    follow(11, &BUTTON);
}
