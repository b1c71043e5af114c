/** Finds the border version in a module, without a runtime: those that keep custom sections do it only if asked. */
#include "module.h"

#include <string.h>
#include "port.h"
#include "wakeful_hal.h"

#define HEADER 8

/** @return the number at `*at`, and moves it behind; a number that does not end before `end` leaves it there. */
static uint32_t leb(const uint8_t *bytes, uint32_t end, uint32_t *at) {
  uint32_t value = 0;
  for (unsigned shift = 0; *at < end && shift < 32; shift += 7) {
    uint8_t byte = bytes[(*at)++];
    value |= (uint32_t)(byte & 0x7f) << shift;
    if (byte < 0x80) return value;
  }
  *at = end;
  return value;
}

/** @return 0 if the module tells none. */
static uint32_t border_version(const uint8_t *bytes, uint32_t size) {
  const uint32_t length = sizeof WAKEFUL_BORDER_SECTION - 1;
  for (uint32_t at = HEADER; at < size;) {
    uint8_t id = bytes[at++];
    uint32_t room = leb(bytes, size, &at);
    if (room > size - at) return 0;
    uint32_t end = at + room;
    if (id == 0 && leb(bytes, end, &at) == length && end - at > length &&
        memcmp(bytes + at, WAKEFUL_BORDER_SECTION, length) == 0) {
      at += length;
      return leb(bytes, end, &at);
    }
    at = end;
  }
  return 0;
}

void wakeful_check_module(void) {
  uint32_t version = border_version(wakeful_module, wakeful_module_size);
  if (version == 0) wakeful_refuse("the module tells no border version: it was not built by wakeful");
  if (version < WAKEFUL_BORDER_VERSION) {
    wakeful_refuse("the module is older than this host: build it again with the wakeful that the host is from");
  }
  if (version > WAKEFUL_BORDER_VERSION) {
    wakeful_refuse("this host is older than the module: build the host again with the wakeful that the module is from");
  }
}

__attribute__((weak)) _Noreturn void wakeful_refuse(const char *why) {
  (void)why;
  port_panic(WAKEFUL_TRAP_MODULE);
}
