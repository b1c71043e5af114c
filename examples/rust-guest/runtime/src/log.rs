//! Logs: the number of a text, and up to four values as they are.

use crate::border;

/// What can stand in a log.
pub trait Argument {
    /// How the border calls its type.
    const KIND: i32;
    /// It, as the border wants it.
    fn bits(self) -> i64;
}

macro_rules! arguments {
    ($($type:ty: $kind:literal, $value:ident => $bits:expr;)*) => {
        $(impl Argument for $type {
            const KIND: i32 = $kind;

            fn bits(self) -> i64 {
                let $value = self;
                $bits
            }
        })*
    };
}

arguments! {
    i32: 1, value => value.into();
    i64: 1, value => value;
    u32: 2, value => value.into();
    u64: 2, value => value as i64;
    f64: 3, value => value.to_bits() as i64;
    bool: 4, value => value.into();
}

/// What [`log!`](crate::log) calls: a text's number, with the types of the values above it.
pub fn write_log(head: i32, [a, b, c, d]: [i64; 4]) {
    // SAFETY: the host takes numbers for numbers.
    unsafe { border::log(head, a, b, c, d) };
}

/// `log!(number, value, ...)`: the text with that number, in a side table or in whoever reads it, and up to four values.
#[macro_export]
macro_rules! log {
    ($text:expr $(, $value:expr)* $(,)?) => {{
        let text: u16 = $text;
        let mut head = i32::from(text);
        let mut values = [0; 4];
        let mut _count = 0;
        $(
            let value = $value;
            head |= $crate::log!(@kind value) << (16 + 4 * _count);
            values[_count] = $crate::Argument::bits(value);
            _count += 1;
        )*
        $crate::write_log(head, values);
    }};
    (@kind $value:ident) => {{
        fn kind<A: $crate::Argument>(_: &A) -> i32 {
            A::KIND
        }
        kind(&$value)
    }};
}
