/**
 * The module's loads and stores. Included by the C that wasm2c wrote, in place of its own (see
 * hal/build/adapt-c.ts), which add in 64 bits and compare at each access: on an AVR that is half of the program
 * (examples/button: 17,938 bytes of flash; with these 9,596, and with calls of the port's 8,530).
 *
 * wasm adds address and offset without wrapping, so an access of `size` bytes is in bounds exactly if
 *
 * ```
 *   address + offset + size <= WAKEFUL_MEMORY      in numbers without an end
 *   address <= WAKEFUL_MEMORY - size - offset      where offset + size <= WAKEFUL_MEMORY
 * ```
 *
 * Offset and size are constants, and so is the right side: one comparison in 32 bits is left. It ends in a call
 * that does not return, so the compiler knows the range of the address afterwards and drops the checks of nearer
 * fields.
 */
#ifndef WAKEFUL_ACCESS_H
#define WAKEFUL_ACCESS_H

static __attribute__((always_inline)) inline uint8_t *access_at(u32 address, u32 offset, u32 size) {
  if (UNLIKELY(offset > WAKEFUL_MEMORY || size > WAKEFUL_MEMORY - offset)) wasm_rt_trap_out_of_bounds();
  if (UNLIKELY(address > WAKEFUL_MEMORY - size - offset)) wasm_rt_trap_out_of_bounds();
  return wakeful_memory + offset + (uintptr_t)address;
}

/**
 * A port can bring loads and stores of its own for addresses that the compiler does not know, `access_load8` to
 * `access_store64`, for offsets below 256: in `access-inline.h`, with `WAKEFUL_ACCESS_CALLS` defined.
 */
#ifdef WAKEFUL_ACCESS_CALLS
#include "access-inline.h"
#define OUT_OF_LINE(address, offset) (!__builtin_constant_p(address) && (offset) < 256)
#else
#define OUT_OF_LINE(address, offset) 0
#define access_load8(address, offset) 0
#define access_load16(address, offset) 0
#define access_load32(address, offset) 0
#define access_load64(address, offset) 0
#define access_store8(address, offset, value) (void)0
#define access_store16(address, offset, value) (void)0
#define access_store32(address, offset, value) (void)0
#define access_store64(address, offset, value) (void)0
#endif

#define ACCESS_LOAD(name, bits, held, widened, given)                                                    \
  static __attribute__((always_inline)) inline given name##_at(u32 address, u32 offset) {                \
    if (OUT_OF_LINE(address, offset)) {                                                                  \
      union {                                                                                            \
        uint##bits##_t raw;                                                                              \
        held value;                                                                                      \
      } loaded = {access_load##bits(address, (uint8_t)offset)};                                          \
      return (given)(widened)loaded.value;                                                               \
    }                                                                                                    \
    held result;                                                                                         \
    wasm_rt_memcpy(&result, access_at(address, offset, sizeof(held)), sizeof(held));                     \
    return (given)(widened)result;                                                                       \
  }

#define ACCESS_STORE(name, bits, held, taken)                                                            \
  static __attribute__((always_inline)) inline void name##_at(u32 address, u32 offset, taken value) {    \
    if (OUT_OF_LINE(address, offset)) {                                                                  \
      union {                                                                                            \
        held value;                                                                                      \
        uint##bits##_t raw;                                                                              \
      } stored = {(held)value};                                                                          \
      access_store##bits(address, (uint8_t)offset, stored.raw);                                          \
      return;                                                                                            \
    }                                                                                                    \
    held wrapped = (held)value;                                                                          \
    wasm_rt_memcpy(access_at(address, offset, sizeof(held)), &wrapped, sizeof(held));                    \
  }

ACCESS_LOAD(i32_load, 32, u32, u32, u32)
ACCESS_LOAD(i64_load, 64, u64, u64, u64)
ACCESS_LOAD(f32_load, 32, f32, f32, f32)
ACCESS_LOAD(f64_load, 64, f64, f64, f64)
ACCESS_LOAD(i32_load8_s, 8, s8, s32, u32)
ACCESS_LOAD(i64_load8_s, 8, s8, s64, u64)
ACCESS_LOAD(i32_load8_u, 8, u8, u32, u32)
ACCESS_LOAD(i64_load8_u, 8, u8, u64, u64)
ACCESS_LOAD(i32_load16_s, 16, s16, s32, u32)
ACCESS_LOAD(i64_load16_s, 16, s16, s64, u64)
ACCESS_LOAD(i32_load16_u, 16, u16, u32, u32)
ACCESS_LOAD(i64_load16_u, 16, u16, u64, u64)
ACCESS_LOAD(i64_load32_s, 32, s32, s64, u64)
ACCESS_LOAD(i64_load32_u, 32, u32, u64, u64)
ACCESS_STORE(i32_store, 32, u32, u32)
ACCESS_STORE(i64_store, 64, u64, u64)
ACCESS_STORE(f32_store, 32, f32, f32)
ACCESS_STORE(f64_store, 64, f64, f64)
ACCESS_STORE(i32_store8, 8, u8, u32)
ACCESS_STORE(i32_store16, 16, u16, u32)
ACCESS_STORE(i64_store8, 8, u8, u64)
ACCESS_STORE(i64_store16, 16, u16, u64)
ACCESS_STORE(i64_store32, 32, u32, u64)

/** Whether `length` bytes from `from` on are all in memory: also of no bytes, the place must be. */
static inline void access_range(u32 from, u32 length) {
  if (UNLIKELY(length > WAKEFUL_MEMORY || from > WAKEFUL_MEMORY - length)) wasm_rt_trap_out_of_bounds();
}

static __attribute__((noinline, unused)) void access_fill(u32 to, u32 value, u32 length) {
  access_range(to, length);
  memset(wakeful_memory + (uintptr_t)to, (uint8_t)value, (size_t)length);
}

static __attribute__((noinline, unused)) void access_copy(u32 to, u32 from, u32 length) {
  access_range(to, length);
  access_range(from, length);
  memmove(wakeful_memory + (uintptr_t)to, wakeful_memory + (uintptr_t)from, (size_t)length);
}

#endif
