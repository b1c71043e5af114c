/**
 * WAMR as the core's guest: classic or fast interpreter, whichever the library was built with. Only its public
 * header is used, so the same file serves every system that WAMR runs on.
 *
 * All memory that WAMR takes is one static pool: module, instance, stack, and with the platform layer beside
 * this file (`platform/`) the linear memory too. Nothing is taken after `guest_init`.
 */
#include "core.h"
#include "module.h"
#include "port.h"

#include <stdbool.h>
#include <string.h>
#include "wasm_export.h"

/** Bytes for everything; `docs/interpreters.md` has measured ones. */
#ifndef WAKEFUL_WAMR_POOL
#define WAKEFUL_WAMR_POOL (32 * 1024)
#endif

/** Bytes for the frames of the module's functions. Firmware keeps its state in memory, so few are needed. */
#ifndef WAKEFUL_WAMR_STACK
#define WAKEFUL_WAMR_STACK 2560
#endif

static uint8_t pool[WAKEFUL_WAMR_POOL] __attribute__((aligned(8)));
static wasm_module_inst_t instance;
static wasm_exec_env_t environment;
static wasm_function_inst_t start, poll, raise_;

#include "imports-wamr.h"

/** WAMR tells a trap by its text only. */
static _Noreturn void trapped(void) {
  static const struct {
    const char *text;
    int32_t code;
  } kinds[] = {
    {"unreachable", WAKEFUL_TRAP_UNREACHABLE},
    {"out of bounds memory access", WAKEFUL_TRAP_OUT_OF_BOUNDS},
    {"integer divide by zero", WAKEFUL_TRAP_DIVIDE_BY_ZERO},
    {"integer overflow", WAKEFUL_TRAP_INTEGER_OVERFLOW},
    {"invalid conversion to integer", WAKEFUL_TRAP_INVALID_CONVERSION},
    {"indirect call type mismatch", WAKEFUL_TRAP_CALL},
    {"undefined element", WAKEFUL_TRAP_CALL},
    {"uninitialized element", WAKEFUL_TRAP_CALL},
  };
  const char *text = wasm_runtime_get_exception(instance);
  for (size_t i = 0; text && i < sizeof kinds / sizeof *kinds; i++) {
    if (strstr(text, kinds[i].text)) port_panic(kinds[i].code);
  }
  port_panic(WAKEFUL_TRAP_OTHER);
}

static wasm_function_inst_t find(const char *name) {
  wasm_function_inst_t found = wasm_runtime_lookup_function(instance, name);
  if (!found) wakeful_refuse(name);
  return found;
}

/** WAMR only warns of an import that nobody has, and traps when it is called. */
static void check_imports(wasm_module_t module) {
  wasm_import_t import;
  for (int32_t i = wasm_runtime_get_import_count(module); i-- > 0;) {
    wasm_runtime_get_import_type(module, i, &import);
    if (!import.linked) wakeful_refuse("the module imports a function that this host has not");
  }
}

/**
 * The loader writes into the bytes it reads, so they cannot be used where they lie in flash. The fast interpreter
 * makes code of its own of them; the classic one executes them, and keeps the copy.
 */
static wasm_module_t load(char *error, uint32_t room) {
  LoadArgs args = {.name = (char *)"", .wasm_binary_freeable = true};
  uint8_t *copy = wasm_runtime_malloc(wakeful_module_size);
  if (!copy) wakeful_refuse("WAKEFUL_WAMR_POOL has no room for the module");
  memcpy(copy, wakeful_module, wakeful_module_size);
  wasm_module_t module = wasm_runtime_load_ex(copy, wakeful_module_size, &args, error, room);
  if (!module) wakeful_refuse(error);
  check_imports(module);
  if (wasm_runtime_is_underlying_binary_freeable(module)) wasm_runtime_free(copy);
  return module;
}

void guest_init(void) {
  char error[96];
  RuntimeInitArgs args = {
    .mem_alloc_type = Alloc_With_Pool,
    .mem_alloc_option.pool = {.heap_buf = pool, .heap_size = sizeof pool},
  };
  wakeful_check_module();
  if (!wasm_runtime_full_init(&args)) wakeful_refuse("WAKEFUL_WAMR_POOL is too small for WAMR");
  if (!wasm_runtime_register_natives_raw(WAKEFUL_BORDER_MODULE, imports, sizeof imports / sizeof *imports)) {
    wakeful_refuse("WAKEFUL_WAMR_POOL is too small for the imports");
  }
  wasm_module_t module = load(error, sizeof error);
  // No heap for the module: it has no allocator, and WAMR would add whole pages for one.
  instance = wasm_runtime_instantiate(module, WAKEFUL_WAMR_STACK, 0, error, sizeof error);
  if (!instance) wakeful_refuse(error);
  environment = wasm_runtime_create_exec_env(instance, WAKEFUL_WAMR_STACK);
  if (!environment) wakeful_refuse("WAKEFUL_WAMR_POOL has no room for WAKEFUL_WAMR_STACK");
  start = find("start");
  poll = find("poll");
  raise_ = find("raise");
}

void firmware_start(void) {
  if (!wasm_runtime_call_wasm(environment, start, 0, NULL)) trapped();
}

int64_t firmware_poll(void) {
  uint32_t cells[2];
  int64_t deadline;
  if (!wasm_runtime_call_wasm(environment, poll, 0, cells)) trapped();
  memcpy(&deadline, cells, sizeof deadline);
  return deadline;
}

void firmware_raise(int32_t source, int32_t value, int64_t time) {
  uint32_t cells[4] = {(uint32_t)source, (uint32_t)value};
  memcpy(cells + 2, &time, sizeof time);
  if (!wasm_runtime_call_wasm(environment, raise_, 4, cells)) trapped();
}

uint32_t guest_memory(void) {
  uint64_t begin, end;
  return instance && wasm_runtime_get_app_addr_range(instance, 0, &begin, &end) ? (uint32_t)end : 0;
}

uint32_t guest_pool(void) {
  mem_alloc_info_t info;
  return wasm_runtime_get_mem_alloc_info(&info) ? info.highmark_size : 0;
}
