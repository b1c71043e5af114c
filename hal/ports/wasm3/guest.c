/**
 * wasm3 as the core's guest; the same file for every system that it runs on. Compile it with the `d_m3` options
 * that wasm3 is compiled with: they shape structures of wasm3's that are read here.
 *
 * wasm3 takes its memory from the C heap or, with `d_m3FixedHeap` bytes given, from a static array. Nothing is
 * taken after `guest_init`: all functions are compiled there, not when they are first called.
 */
#include "core.h"
#include "module.h"
#include "port.h"

#include <stddef.h>
#include "wasm3.h"
// For `memoryLimit` and what is not linked, which have no functions of their own.
#include "m3_env.h"

/** Bytes for the frames of the module's functions. Firmware keeps its state in memory, so few are needed. */
#ifndef WAKEFUL_WASM3_STACK
#define WAKEFUL_WASM3_STACK 2048
#endif

static IM3Runtime machine;
static IM3Function start, poll, raise_;

#include "imports-wasm3.h"

static void check(M3Result result) {
  if (result) wakeful_refuse(result);
}

/** wasm3 tells a trap by the address of its text. */
static void call(IM3Function function, uint32_t count, const void *arguments[]) {
  M3Result result = m3_Call(function, count, arguments);
  if (!result) return;
  if (result == m3Err_trapUnreachable) port_panic(WAKEFUL_TRAP_UNREACHABLE);
  if (result == m3Err_trapOutOfBoundsMemoryAccess) port_panic(WAKEFUL_TRAP_OUT_OF_BOUNDS);
  if (result == m3Err_trapDivisionByZero) port_panic(WAKEFUL_TRAP_DIVIDE_BY_ZERO);
  if (result == m3Err_trapIntegerOverflow) port_panic(WAKEFUL_TRAP_INTEGER_OVERFLOW);
  if (result == m3Err_trapIntegerConversion) port_panic(WAKEFUL_TRAP_INVALID_CONVERSION);
  if (result == m3Err_trapIndirectCallTypeMismatch || result == m3Err_trapTableIndexOutOfRange ||
      result == m3Err_trapTableElementIsNull) {
    port_panic(WAKEFUL_TRAP_CALL);
  }
  port_panic(WAKEFUL_TRAP_OTHER);
}

/** An array that was made of another module would get too little memory, or too much. */
static void check_memory(IM3Module module) {
  M3TaggedValue base;
  IM3Global global = m3_FindGlobal(module, "__heap_base");
  if (!global || m3_GetGlobal(global, &base) || base.value.i32 != wakeful_module_memory) {
    wakeful_refuse("wakeful_module_memory is not the module's __heap_base");
  }
}

static void link_imports(IM3Module module) {
  for (size_t i = 0; i < sizeof imports / sizeof *imports; i++) {
    M3Result result = m3_LinkRawFunction(module, WAKEFUL_BORDER_MODULE, imports[i].name, imports[i].signature,
                                         imports[i].function);
    // A firmware imports only what it uses.
    if (result != m3Err_functionLookupFailed) check(result);
  }
  // wasm3 traps when a function that nobody has is called, not before.
  for (uint32_t i = 0; i < module->numFuncImports; i++) {
    if (!module->functions[i].compiled) wakeful_refuse("the module imports a function that this host has not");
  }
}

void guest_init(void) {
  IM3Module module;
  wakeful_check_module();
  IM3Environment environment = m3_NewEnvironment();
  machine = environment ? m3_NewRuntime(environment, WAKEFUL_WASM3_STACK, NULL) : NULL;
  if (!machine) wakeful_refuse("no memory for wasm3: raise d_m3FixedHeap");
  // The module asks for a page of 64 KiB; it gets what it uses.
  machine->memoryLimit = wakeful_module_memory;
  check(m3_ParseModule(environment, &module, wakeful_module, wakeful_module_size));
  check(m3_LoadModule(machine, module));
  check_memory(module);
  link_imports(module);
  check(m3_CompileModule(module));
  check(m3_FindFunction(&start, machine, "start"));
  check(m3_FindFunction(&poll, machine, "poll"));
  check(m3_FindFunction(&raise_, machine, "raise"));
}

void firmware_start(void) { call(start, 0, NULL); }

int64_t firmware_poll(void) {
  int64_t deadline = 0;
  const void *result = &deadline;
  call(poll, 0, NULL);
  if (m3_GetResults(poll, 1, &result)) port_panic(WAKEFUL_TRAP_OTHER);
  return deadline;
}

void firmware_raise(int32_t source, int32_t value, int64_t time) {
  const void *arguments[] = {&source, &value, &time};
  call(raise_, 3, arguments);
}

uint32_t guest_memory(void) { return machine ? m3_GetMemorySize(machine) : 0; }

/** wasm3 does not count what it uses of its heap. */
uint32_t guest_pool(void) { return 0; }
