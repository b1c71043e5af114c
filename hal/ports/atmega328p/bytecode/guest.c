/**
 * A module that is interpreted, as the core's guest: its memory, the operators that are rare enough to be C, and its
 * traps. interpreter.S is the rest. A program that does without an operator does without the function.
 */
#include <avr/pgmspace.h>
#include <string.h>
#include "core.h"
#include "initial.h"
#include "port.h"

uint8_t wakeful_memory[WAKEFUL_MEMORY];
/** Eight bytes each, whatever their type. */
uint64_t wakeful_globals[WAKEFUL_GLOBALS];

void firmware_begin(void);

void guest_init(void) {
  fill_memory(wakeful_memory, wakeful_globals);
#ifdef WAKEFUL_BEGIN
  firmware_begin();
#endif
}

_Noreturn void wakeful_trap_out_of_bounds(void) { port_panic(WAKEFUL_TRAP_OUT_OF_BOUNDS); }
_Noreturn void wakeful_trap_unreachable(void) { port_panic(WAKEFUL_TRAP_UNREACHABLE); }

/** Whether `length` bytes from `from` on are all in memory: also of no bytes, the place must be. */
static void check_range(uint32_t from, uint32_t length) {
  if (length > WAKEFUL_MEMORY || from > WAKEFUL_MEMORY - length) wakeful_trap_out_of_bounds();
}

void wakeful_memory_fill(uint32_t to, uint32_t value, uint32_t length) {
  check_range(to, length);
  memset(wakeful_memory + (uint16_t)to, (uint8_t)value, (size_t)length);
}

void wakeful_memory_copy(uint32_t to, uint32_t from, uint32_t length) {
  check_range(to, length);
  check_range(from, length);
  memmove(wakeful_memory + (uint16_t)to, wakeful_memory + (uint16_t)from, (size_t)length);
}

#ifdef WAKEFUL_LOGS
/** A log's arguments, as they lie on the stack. */
struct log {
  int64_t d, c, b, a;
  int32_t head;
};

void wakeful_log_operands(const struct log *log) { hal_log(log->head, log->a, log->b, log->c, log->d); }
#endif

static void check_divisor(int is_zero) {
  if (is_zero) port_panic(WAKEFUL_TRAP_DIVIDE_BY_ZERO);
}

#define ARITHMETIC(type, bits)                                                                           \
  uint##bits##_t wakeful_##type##_mul(uint##bits##_t a, uint##bits##_t b) { return a * b; }              \
  uint##bits##_t wakeful_##type##_div_u(uint##bits##_t a, uint##bits##_t b) {                            \
    check_divisor(b == 0);                                                                               \
    return a / b;                                                                                        \
  }                                                                                                      \
  uint##bits##_t wakeful_##type##_rem_u(uint##bits##_t a, uint##bits##_t b) {                            \
    check_divisor(b == 0);                                                                               \
    return a % b;                                                                                        \
  }                                                                                                      \
  int##bits##_t wakeful_##type##_div_s(int##bits##_t a, int##bits##_t b) {                               \
    check_divisor(b == 0);                                                                               \
    if (b == -1 && a == INT##bits##_MIN) port_panic(WAKEFUL_TRAP_INTEGER_OVERFLOW);                      \
    return a / b;                                                                                        \
  }                                                                                                      \
  int##bits##_t wakeful_##type##_rem_s(int##bits##_t a, int##bits##_t b) {                               \
    check_divisor(b == 0);                                                                               \
    return b == -1 ? 0 : a % b;                                                                          \
  }                                                                                                      \
  uint##bits##_t wakeful_##type##_shl(uint##bits##_t a, uint##bits##_t b) {                              \
    return a << ((uint8_t)b & (bits - 1));                                                               \
  }                                                                                                      \
  uint##bits##_t wakeful_##type##_shr_u(uint##bits##_t a, uint##bits##_t b) {                            \
    return a >> ((uint8_t)b & (bits - 1));                                                               \
  }                                                                                                      \
  int##bits##_t wakeful_##type##_shr_s(int##bits##_t a, uint##bits##_t b) {                              \
    return a >> ((uint8_t)b & (bits - 1));                                                               \
  }                                                                                                      \
  uint##bits##_t wakeful_##type##_rotl(uint##bits##_t a, uint##bits##_t b) {                             \
    uint8_t by = (uint8_t)b & (bits - 1);                                                                \
    return by == 0 ? a : a << by | a >> (bits - by);                                                     \
  }                                                                                                      \
  uint##bits##_t wakeful_##type##_rotr(uint##bits##_t a, uint##bits##_t b) {                             \
    uint8_t by = (uint8_t)b & (bits - 1);                                                                \
    return by == 0 ? a : a >> by | a << (bits - by);                                                     \
  }                                                                                                      \
  uint##bits##_t wakeful_##type##_popcnt(uint##bits##_t a) {                                             \
    uint##bits##_t count = 0;                                                                            \
    for (; a != 0; a &= a - 1) count++;                                                                  \
    return count;                                                                                        \
  }                                                                                                      \
  uint##bits##_t wakeful_##type##_clz(uint##bits##_t a) {                                                \
    uint##bits##_t count = bits;                                                                         \
    for (; a != 0; a >>= 1) count--;                                                                     \
    return count;                                                                                        \
  }                                                                                                      \
  uint##bits##_t wakeful_##type##_ctz(uint##bits##_t a) {                                                \
    uint##bits##_t count = 0;                                                                            \
    for (; count < bits && !(a & 1); a >>= 1) count++;                                                   \
    return count;                                                                                        \
  }                                                                                                      \
  int##bits##_t wakeful_##type##_extend8_s(uint##bits##_t a) { return (int8_t)a; }                       \
  int##bits##_t wakeful_##type##_extend16_s(uint##bits##_t a) { return (int16_t)a; }

ARITHMETIC(i32, 32)
ARITHMETIC(i64, 64)

int64_t wakeful_i64_extend32_s(uint64_t a) { return (int32_t)a; }
