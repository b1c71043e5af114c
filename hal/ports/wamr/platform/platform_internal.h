/**
 * What WAMR wants of a system, for one that may have none: one thread, no files, no pages. The same on every
 * board and on Linux, where it serves to hold exactly the memory that a chip would.
 */
#ifndef WAKEFUL_WAMR_PLATFORM_H
#define WAKEFUL_WAMR_PLATFORM_H

#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BH_APPLET_PRESERVED_STACK_SIZE 0
#define BH_THREAD_DEFAULT_PRIORITY 0

typedef int korp_tid;
typedef int korp_thread;
typedef int korp_mutex;
typedef int korp_sem;
typedef int korp_cond;
typedef int korp_rwlock;
typedef int os_file_handle;
typedef int os_raw_file_handle;
typedef int os_poll_file_handle;
typedef int os_timespec;
typedef unsigned int os_nfds_t;
typedef void *os_dir_stream;

static inline os_file_handle os_get_invalid_handle(void) { return -1; }

/**
 * WAMR rounds the linear memory up to this, after it has shrunk it: with the 4096 of its own platform layers for
 * Linux, Zephyr and ESP-IDF, firmware of 192 bytes holds 4096.
 */
static inline int os_getpagesize(void) { return 8; }

#endif
