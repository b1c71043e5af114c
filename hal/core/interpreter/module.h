/**
 * What the guests of interpreters share: the module's bytes, the check of its version, and the last word where
 * a runtime does not take it. `wakeful build --target wamr` and `wasm3` write the bytes as `module.c`.
 */
#ifndef WAKEFUL_MODULE_H
#define WAKEFUL_MODULE_H

#include <stdint.h>

/** The checked .wasm, unchanged; constant, so that on a chip it stays in flash. */
extern const uint8_t wakeful_module[];
extern const uint32_t wakeful_module_size;
/** Bytes of linear memory that it uses: its exported `__heap_base`. */
extern const uint32_t wakeful_module_memory;

/** Refuses a module of another border version. */
void wakeful_check_module(void);

/**
 * The runtime does not take the module; the text says why. As it stands it is `port_panic` with
 * `WAKEFUL_TRAP_MODULE`; a board that can print has one of its own that prints first.
 */
_Noreturn void wakeful_refuse(const char *why);

/** Bytes of linear memory that the runtime holds and checks accesses against. */
uint32_t guest_memory(void);

/** Most bytes of its pool that the runtime has used so far; 0 where it does not count them. */
uint32_t guest_pool(void);

#endif
