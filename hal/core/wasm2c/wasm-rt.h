/**
 * What the C that wasm2c writes needs of its surroundings, for firmware: one memory of a size that never
 * changes, no tables of foreign functions, no exceptions, no threads. Found in place of the header of that name
 * that comes with wabt, which wants an operating system.
 */
#ifndef WASM_RT_H_
#define WASM_RT_H_

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "port.h"

#define WABT_BIG_ENDIAN 0
#define WASM_RT_USE_SEGUE 0
#define WASM_RT_SEGUE_FREE_SEGMENT 0
#define WASM_RT_SANITY_CHECKS 0
#define WASM_RT_STACK_DEPTH_COUNT 0
/** Every access is checked against the exact size: there are no guard pages on a chip. */
#define WASM_RT_MEMCHECK_GUARD_PAGES 0
#define WASM_RT_MEMCHECK_BOUNDS_CHECK 1
#define LIKELY(x) __builtin_expect(!!(x), 1)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)
#define wasm_rt_unreachable __builtin_unreachable

/**
 * Loads and stores copy a number of bytes that the compiler knows. Where a processor cannot read a word at any
 * address, a port defines WAKEFUL_ALIGNED, the most bytes that an access of its has to be aligned to: then they
 * are one instruction instead of one a byte (a third of the cycles on a Cortex-M0+).
 *
 * Each access of a module says how its address is aligned. Where all say naturally, they are taken at their word:
 * who breaks it faults there, and the port makes a panic of the fault. Where one does not (WAKEFUL_UNALIGNED, from
 * hal/build), each looks first, and goes byte by byte if it must. Other copies are data of the module's.
 */
#ifdef WAKEFUL_ALIGNED
#define WASM_RT_ALIGNMENT(n) ((n) < WAKEFUL_ALIGNED ? (n) : WAKEFUL_ALIGNED)
#define WASM_RT_ALIGNED_COPY(to, from, n)                                                                \
  __builtin_memcpy(__builtin_assume_aligned(to, WASM_RT_ALIGNMENT(n)),                                   \
                   __builtin_assume_aligned(from, WASM_RT_ALIGNMENT(n)), n)
#if WAKEFUL_UNALIGNED
static __attribute__((noinline, unused)) void *wasm_rt_copy_bytes(void *to, const void *from, unsigned n) {
  uint8_t *target = to;
  for (const uint8_t *source = from; n > 0; n--) *target++ = *source++;
  return to;
}
#define WASM_RT_COPY(to, from, n)                                                                        \
  ((((uintptr_t)(to) | (uintptr_t)(from)) & (WASM_RT_ALIGNMENT(n) - 1)) == 0                             \
     ? WASM_RT_ALIGNED_COPY(to, from, n)                                                                 \
     : wasm_rt_copy_bytes(to, from, n))
#else
#define WASM_RT_COPY WASM_RT_ALIGNED_COPY
#endif
#define wasm_rt_memcpy(to, from, n)                                                                      \
  __builtin_choose_expr(__builtin_constant_p(n), WASM_RT_COPY(to, from, n), __builtin_memcpy(to, from, n))
#else
#define wasm_rt_memcpy __builtin_memcpy
#endif

typedef enum {
  WASM_RT_TRAP_UNREACHABLE = WAKEFUL_TRAP_UNREACHABLE,
  WASM_RT_TRAP_OOB = WAKEFUL_TRAP_OUT_OF_BOUNDS,
  WASM_RT_TRAP_DIV_BY_ZERO = WAKEFUL_TRAP_DIVIDE_BY_ZERO,
  WASM_RT_TRAP_INT_OVERFLOW = WAKEFUL_TRAP_INTEGER_OVERFLOW,
  WASM_RT_TRAP_INVALID_CONVERSION = WAKEFUL_TRAP_INVALID_CONVERSION,
  WASM_RT_TRAP_CALL_INDIRECT = WAKEFUL_TRAP_CALL,
  WASM_RT_TRAP_EXHAUSTION = WAKEFUL_TRAP_OTHER,
} wasm_rt_trap_t;

#define wasm_rt_trap(kind) port_panic(kind)

/** A function of its own without arguments: there is a call of it at each load and store. */
_Noreturn void wasm_rt_trap_out_of_bounds(void);

#if __SIZEOF_INT__ >= 4
#define wasm_rt_clz32 __builtin_clz
#define wasm_rt_ctz32 __builtin_ctz
#define wasm_rt_popcount32 __builtin_popcount
#else
#define wasm_rt_clz32 __builtin_clzl
#define wasm_rt_ctz32 __builtin_ctzl
#define wasm_rt_popcount32 __builtin_popcountl
#endif

/** GCC before 10 has the one built-in that is asked for, but not the question. */
#ifndef __has_builtin
#define __has_builtin(name) 1
#endif

/** Data of the module: on an AVR constants take RAM unless they are put into flash by name. */
#ifdef __AVR__
#include <avr/pgmspace.h>
#define WASM_RT_DATA PROGMEM
#define wasm_rt_copy_data memcpy_P
#else
#define WASM_RT_DATA
#define wasm_rt_copy_data wasm_rt_memcpy
#endif

typedef enum { WASM_RT_I32, WASM_RT_I64, WASM_RT_F32, WASM_RT_F64, WASM_RT_FUNCREF } wasm_rt_type_t;

typedef const char *wasm_rt_func_type_t;
typedef void (*wasm_rt_function_ptr_t)(void);
typedef struct {
  void (*fn)(void **, void *, void *);
} wasm_rt_tailcallee_t;

typedef struct {
  wasm_rt_func_type_t func_type;
  wasm_rt_function_ptr_t func;
  wasm_rt_tailcallee_t func_tailcallee;
  void *module_instance;
} wasm_rt_funcref_t;

typedef struct {
  wasm_rt_funcref_t *data;
  uint32_t size;
  uint32_t max_size;
} wasm_rt_funcref_table_t;

typedef void *wasm_rt_externref_t;
typedef struct {
  wasm_rt_externref_t *data;
  uint32_t size;
  uint32_t max_size;
} wasm_rt_externref_table_t;

#define wasm_rt_externref_null_value ((wasm_rt_externref_t)0)
static const wasm_rt_funcref_t wasm_rt_funcref_null_value;

/** The memory is one static array of `WAKEFUL_MEMORY` bytes, so its address and size are constants. */
typedef struct {
  uint8_t *data;
  uint32_t size;
} wasm_rt_memory_t;

static inline bool wasm_rt_is_initialized(void) { return true; }

#endif
