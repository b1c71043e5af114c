/** avr-libc has no such header; wasm2c includes it and calls nothing of it. */
