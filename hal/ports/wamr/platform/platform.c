/** See `platform_internal.h`. WAMR prints its warnings here; they say nothing that `guest.c` does not. */
#include "platform_api_extension.h"
#include "platform_api_vmcore.h"

int bh_platform_init(void) { return 0; }
void bh_platform_destroy(void) {}

/** Everything comes from the pool that `guest.c` gives WAMR. */
void *os_malloc(unsigned size) { (void)size; return NULL; }
void *os_realloc(void *ptr, unsigned size) { (void)ptr; (void)size; return NULL; }
void os_free(void *ptr) { (void)ptr; }

/** The linear memory. */
void *os_mmap(void *hint, size_t size, int prot, int flags, os_file_handle file) {
  (void)hint; (void)prot; (void)flags; (void)file;
  void *memory = BH_MALLOC((unsigned)size);
  if (memory) memset(memory, 0, size);
  return memory;
}

void os_munmap(void *addr, size_t size) { (void)size; BH_FREE(addr); }
int os_mprotect(void *addr, size_t size, int prot) { (void)addr; (void)size; (void)prot; return 0; }

void *os_mremap(void *old_addr, size_t old_size, size_t new_size) {
  return os_mremap_slow(old_addr, old_size, new_size);
}

int os_printf(const char *format, ...) { (void)format; return 0; }
int os_vprintf(const char *format, va_list args) { (void)format; (void)args; return 0; }
uint64 os_time_get_boot_us(void) { return 0; }
uint64 os_time_thread_cputime_us(void) { return 0; }
korp_tid os_self_thread(void) { return 0; }
/** Not known: the interpreter's frames lie in the pool, and calls of the module do not nest on the C stack. */
uint8 *os_thread_get_stack_boundary(void) { return NULL; }
void os_thread_jit_write_protect_np(bool enabled) { (void)enabled; }
void os_dcache_flush(void) {}
void os_icache_flush(void *start, size_t len) { (void)start; (void)len; }

/** One thread: nobody to keep out. */
int os_mutex_init(korp_mutex *mutex) { (void)mutex; return 0; }
int os_mutex_destroy(korp_mutex *mutex) { (void)mutex; return 0; }
int os_mutex_lock(korp_mutex *mutex) { (void)mutex; return 0; }
int os_mutex_unlock(korp_mutex *mutex) { (void)mutex; return 0; }

/** Named by parts of WAMR that nothing here calls; a linker that drops unused sections drops these too. */
int os_cond_init(korp_cond *cond) { (void)cond; return 0; }
int os_cond_destroy(korp_cond *cond) { (void)cond; return 0; }
int os_dumps_proc_mem_info(char *out, unsigned int size) { (void)out; (void)size; return -1; }
