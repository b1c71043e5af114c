/** How loads and stores call access.S. Included by hal/core/wasm2c/access.h. */
#ifndef WAKEFUL_ACCESS_INLINE_H
#define WAKEFUL_ACCESS_INLINE_H

/** All of the module's memory, for the compiler to know what a call reads or writes. */
#define WHOLE (*(uint8_t(*)[WAKEFUL_MEMORY])wakeful_memory)

/**
 * Uses a value once more, so that it is in registers before those of a call are filled. GCC works out an operand
 * that is used once only where it is moved; in between the call's other registers it might do so with a function
 * of libgcc, which takes its own operands there. A register that is read is never put off like this, so results
 * need no such care.
 */
#define SETTLE(value) __asm__ volatile("" ::"r"(value))

#define ACCESS_CALLS(bits, type, lowest)                                                                 \
  static __attribute__((always_inline)) inline type access_load##bits(u32 address, uint8_t offset) {     \
    register u32 at __asm__("r22") = address;                                                            \
    register uint8_t further __asm__("r30") = offset;                                                    \
    register type value __asm__(lowest);                                                                 \
    __asm__ volatile("call wakeful_load" #bits                                                           \
                     : "=r"(value), "+r"(further)                                                        \
                     : "r"(at), "m"(WHOLE)                                                               \
                     : "r31");                                                                           \
    return value;                                                                                        \
  }                                                                                                      \
  static __attribute__((always_inline)) inline void access_store##bits(u32 address, uint8_t offset,      \
                                                                       type given) {                     \
    if (!__builtin_constant_p(given)) SETTLE(given);                                                     \
    register u32 at __asm__("r22") = address;                                                            \
    register uint8_t further __asm__("r30") = offset;                                                    \
    register type value __asm__(lowest) = given;                                                         \
    __asm__ volatile("call wakeful_store" #bits                                                          \
                     : "+r"(further), "+m"(WHOLE)                                                        \
                     : "r"(at), "r"(value)                                                               \
                     : "r31");                                                                           \
  }

ACCESS_CALLS(8, uint8_t, "r18")
ACCESS_CALLS(16, uint16_t, "r18")
ACCESS_CALLS(32, uint32_t, "r18")
ACCESS_CALLS(64, uint64_t, "r14")

#endif
