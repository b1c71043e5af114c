//! The end of a guest.

use core::panic::PanicInfo;

use crate::border;

/// What the host is told: there are no texts of panics in a guest, so that they take no memory.
const PANIC: i32 = 0;

#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    // SAFETY: the host takes a number for a number, and stops the guest.
    unsafe { border::panic(PANIC) };
    // The host does not return; here it says so to the compiler.
    #[cfg(target_arch = "wasm32")]
    core::arch::wasm32::unreachable();
    #[cfg(not(target_arch = "wasm32"))]
    loop {}
}
