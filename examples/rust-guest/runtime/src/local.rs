//! Statics of a program with one thread.

use core::ops::Deref;

/// Lets a static hold what is not `Sync`, such as a `Cell`.
pub struct Local<T>(T);

// SAFETY: a guest has one thread (`lib.rs` refuses to compile for more), and its host enters it again only after it
// has returned. So nothing is ever shared between threads.
unsafe impl<T> Sync for Local<T> {}

impl<T> Local<T> {
    pub const fn new(value: T) -> Self {
        Self(value)
    }
}

impl<T> Deref for Local<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}
