/**
 * What a desk adds to an interpreter: it prints why a module was refused, and with `WAKEFUL_MEMORY` set
 * (environment) at the end `memory <bytes>`, the linear memory that the runtime holds, and `pool <bytes>`.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include "module.h"
#include "port.h"

static void tell(void) {
  printf("memory %" PRIu32 "\npool %" PRIu32 "\n", guest_memory(), guest_pool());
}

__attribute__((constructor)) static void ask(void) {
  if (getenv("WAKEFUL_MEMORY")) atexit(tell);
}

_Noreturn void wakeful_refuse(const char *why) {
  fprintf(stderr, "the module was refused: %s\n", why);
  port_panic(WAKEFUL_TRAP_MODULE);
}
