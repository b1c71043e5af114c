//! Pins that are driven.

use crate::border::{self, pin_mode};

/// What a pin is at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Level {
    Low,
    High,
}

impl From<bool> for Level {
    fn from(is_high: bool) -> Self {
        if is_high {
            Level::High
        } else {
            Level::Low
        }
    }
}

/// A push-pull output. It is the pin's number, and nothing more.
pub struct Output(u16);

impl Output {
    /// Makes `pin` an output, which has the level from the first instant.
    pub fn new(pin: u16, level: Level) -> Self {
        let mode = match level {
            Level::Low => pin_mode::OUTPUT_LOW,
            Level::High => pin_mode::OUTPUT_HIGH,
        };
        // SAFETY: the host takes a number for a number.
        unsafe { border::gpio_configure(pin.into(), mode) };
        Self(pin)
    }

    pub fn set(&self, level: Level) {
        // SAFETY: as above.
        unsafe { border::gpio_write(self.0.into(), (level == Level::High).into()) };
    }

    /// The level of the pin's net, which is what was set unless something overpowers it.
    pub fn level(&self) -> Level {
        read(self.0)
    }

    /// Inverts what the pin shows now.
    pub fn toggle(&self) {
        self.set(Level::from(self.level() == Level::Low));
    }
}

/// The level of a pin now.
pub(crate) fn read(pin: u16) -> Level {
    // SAFETY: as above.
    Level::from(unsafe { border::gpio_read(pin.into()) } != 0)
}
