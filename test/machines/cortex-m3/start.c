/**
 * Starts the virtual board (hal/ports/virtual) on a Cortex-M3 that QEMU emulates. Its standard input and output
 * are semihosting's, by newlib.
 */
#include <stdlib.h>

void _mainCRTStartup(void);
void _exit(int code);

static void fault(void) { _exit(99); }

extern char stack_top[];

__attribute__((section(".vectors"), used)) static void *const vectors[] = {
  stack_top, (void *)_mainCRTStartup, (void *)fault, (void *)fault, (void *)fault, (void *)fault, (void *)fault,
};

/** There is no environment to ask in: what interpreters hold is always told. */
__attribute__((constructor(101))) static void ask(void) { setenv("WAKEFUL_MEMORY", "1", 1); }
