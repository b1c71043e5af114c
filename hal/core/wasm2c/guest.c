/**
 * A module that wasm2c made C of, as the core's guest. It is included here, not linked: one unit, so that the
 * compiler sees that the instance and its memory lie at fixed addresses.
 *
 * `WAKEFUL_MEMORY` is the number of bytes that the module really uses, its exported `__heap_base`.
 */
#include "core.h"
#include "port.h"
#include "wasm-rt.h"

/** Not static: a port's own loads and stores may be in assembly. */
uint8_t wakeful_memory[WAKEFUL_MEMORY] __attribute__((aligned(8)));

/** The module asks for a page of 64 KiB; it gets what it uses, zeroed as static memory is. */
static inline void wasm_rt_allocate_memory(wasm_rt_memory_t *given, uint64_t initial, uint64_t most, int is64,
                                           uint64_t page) {
  (void)initial, (void)most, (void)is64, (void)page;
  given->data = wakeful_memory;
  given->size = WAKEFUL_MEMORY;
}

static inline void wasm_rt_free_memory(wasm_rt_memory_t *given) { (void)given; }

static wasm_rt_funcref_t table[WAKEFUL_TABLE + 1];

static inline void wasm_rt_allocate_funcref_table(wasm_rt_funcref_table_t *given, uint32_t size, uint32_t most) {
  (void)most;
  given->data = table;
  given->size = size;
}

static inline void wasm_rt_free_funcref_table(wasm_rt_funcref_table_t *given) { (void)given; }

#include "firmware.c"

__attribute__((noinline, cold)) _Noreturn void wasm_rt_trap_out_of_bounds(void) {
  port_panic(WAKEFUL_TRAP_OUT_OF_BOUNDS);
}

static w2c_firmware instance;

void guest_init(void) { wasm2c_firmware_instantiate(&instance, 0); }
void firmware_start(void) { w2c_firmware_start(&instance); }
int64_t firmware_poll(void) { return (int64_t)w2c_firmware_poll(&instance); }

void firmware_raise(int32_t source, int32_t value, int64_t time) {
  w2c_firmware_raise(&instance, (u32)source, (u32)value, (u64)time);
}

#include "imports-wasm2c.h"
