/**
 * A board that exists on a desk only, for any machine with a C library: time jumps to the next deadline or
 * stimulus, as in the simulator, so that what a runtime does to a firmware's pins can be compared exactly.
 *
 * Standard input, a line each, in order of time:  `<microseconds> <pin> <level>`,
 * `<microseconds> uart <port> <byte>` (its start bit begins), `<microseconds> analog <pin> <0 to 65535>`, and at last
 * `end <microseconds>`.
 * Standard output:  `edge <microseconds> <pin> <level>` (outputs, by configuration or write),
 * `log <microseconds> <head> <a> <b> <c> <d>`, `panic <microseconds> <code>`, `awake <microseconds>` (the longest
 * time from a wake-up to the next sleep), `end <microseconds>`. All of these count from reset.
 *
 * Code takes no time of its own; with `WAKEFUL_TICK` set (environment), each look at the clock takes that many
 * microseconds, so that time goes on within a turn as it does on a chip. With `WAKEFUL_START` the clock shows so
 * many microseconds at reset.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include "core.h"
#include "port.h"
#include "virtual.h"

#define PINS VIRTUAL_PINS

/** As the firmware sees it: `start` at reset. */
static int64_t time_now, tick, start;
static int64_t awake_since, longest_awake;
static int8_t levels[PINS];
/** Levels that stimuli drive; -1 where nothing does. */
static int8_t driven[PINS];
static uint8_t modes[PINS], listened[PINS];
/** An interrupt came since interrupts were switched off. */
static uint8_t pending;

enum kind { LEVEL, BYTE, VOLTAGE };

struct stimulus {
  int64_t time;
  enum kind kind;
  /** Pin or port, and what it gets. */
  int32_t where, what;
};
static struct stimulus *stimuli;
static size_t count, next;
static int64_t end_time = WAKEFUL_NEVER;

/** Microseconds since reset. */
static int64_t since_reset(void) { return time_now - start; }

static void end(int code) {
  printf("awake %" PRId64 "\n", longest_awake);
  printf("end %" PRId64 "\n", since_reset());
  fflush(stdout);
  exit(code);
}

static void settle(int32_t pin) {
  int8_t level = levels[pin];
  if (modes[pin] >= WAKEFUL_PIN_MODE_OUTPUT_LOW) return;
  if (driven[pin] >= 0) level = driven[pin];
  else if (modes[pin] == WAKEFUL_PIN_MODE_INPUT_PULL_UP) level = 1;
  else if (modes[pin] == WAKEFUL_PIN_MODE_INPUT_PULL_DOWN) level = 0;
  if (level == levels[pin]) return;
  levels[pin] = level;
  uint8_t edge = level ? WAKEFUL_EDGES_RISING : WAKEFUL_EDGES_FALLING;
  if (!(listened[pin] & edge)) return;
  pending = 1;
  wakeful_interrupt(WAKEFUL_GPIO(pin), level, time_now);
}

/** What peripherals do by themselves, by time. */
static struct happening {
  int64_t nanos;
  void (*happen)(int32_t which);
  int32_t which;
} ahead[64];
static size_t ahead_count;
/** The time of what happens at the moment; -1: nothing does. */
static int64_t happening_nanos = -1;

int64_t virtual_nanos(void) { return happening_nanos >= 0 ? happening_nanos : since_reset() * 1000; }

void virtual_cancel(void (*happen)(int32_t), int32_t which) {
  for (size_t i = 0; i < ahead_count; i++) {
    if (ahead[i].happen != happen || ahead[i].which != which) continue;
    ahead_count--;
    for (; i < ahead_count; i++) ahead[i] = ahead[i + 1];
  }
}

void virtual_at(int64_t nanos, void (*happen)(int32_t), int32_t which) {
  virtual_cancel(happen, which);
  if (ahead_count == sizeof ahead / sizeof *ahead) exit(3);
  size_t i = ahead_count++;
  for (; i > 0 && ahead[i - 1].nanos > nanos; i--) ahead[i] = ahead[i - 1];
  ahead[i] = (struct happening){nanos, happen, which};
}

static void apply(const struct stimulus *stimulus) {
  if (stimulus->kind == BYTE) virtual_uart_byte(stimulus->where, stimulus->what);
  else if (stimulus->kind == VOLTAGE) virtual_analog(stimulus->where, stimulus->what);
  else {
    driven[stimulus->where] = (int8_t)stimulus->what;
    settle(stimulus->where);
  }
}

/** Since reset, of what comes next; never, if nothing does. */
static int64_t next_nanos(void) {
  int64_t nanos = ahead_count > 0 ? ahead[0].nanos : WAKEFUL_NEVER;
  if (next < count && (stimuli[next].time - start) * 1000 < nanos) nanos = (stimuli[next].time - start) * 1000;
  return nanos;
}

/** All up to now happens, in order; of one instant, stimuli first. */
static void happen(void) {
  if (happening_nanos >= 0) return;
  for (;;) {
    int64_t nanos = next_nanos();
    if (nanos == WAKEFUL_NEVER || nanos > since_reset() * 1000 + 999) break;
    happening_nanos = nanos;
    if (next < count && (stimuli[next].time - start) * 1000 == nanos) apply(&stimuli[next++]);
    else {
      struct happening now = ahead[0];
      virtual_cancel(now.happen, now.which);
      pending = 1;
      now.happen(now.which);
    }
  }
  happening_nanos = -1;
}

void port_init(void) {
  char line[128];
  size_t room = 0;
  const char *asked = getenv("WAKEFUL_TICK");
  tick = asked ? atoll(asked) : 0;
  asked = getenv("WAKEFUL_START");
  start = asked ? atoll(asked) : 0;
  time_now = awake_since = start;
  for (int pin = 0; pin < PINS; pin++) driven[pin] = -1;
  while (fgets(line, sizeof line, stdin)) {
    struct stimulus read;
    int where, what;
    read.kind = LEVEL;
    if (sscanf(line, "end %" SCNd64, &end_time) == 1) {
      end_time += start;
      break;
    }
    if (sscanf(line, "%" SCNd64 " uart %d %d", &read.time, &where, &what) == 3) read.kind = BYTE;
    else if (sscanf(line, "%" SCNd64 " analog %d %d", &read.time, &where, &what) == 3) read.kind = VOLTAGE;
    else if (sscanf(line, "%" SCNd64 " %d %d", &read.time, &where, &what) != 3) where = -1;
    if (where < 0 || where >= PINS) {
      fprintf(stderr, "not a stimulus: %s", line);
      exit(2);
    }
    if (count == room) {
      room = room ? 2 * room : 64;
      stimuli = realloc(stimuli, room * sizeof *stimuli);
      if (!stimuli) exit(3);
    }
    read.time += start;
    read.where = where;
    read.what = what;
    stimuli[count++] = read;
  }
  happen();
}

int64_t port_now(void) {
  if (tick > 0 && happening_nanos < 0) {
    time_now += tick;
    happen();
  }
  return time_now;
}

static void drive(int32_t pin, int32_t level) {
  levels[pin] = (int8_t)level;
  printf("edge %" PRId64 " %d %d\n", virtual_nanos() / 1000, pin, level);
}

void virtual_drive(int32_t pin, int32_t level) {
  port_gpio_configure(pin, level ? WAKEFUL_PIN_MODE_OUTPUT_HIGH : WAKEFUL_PIN_MODE_OUTPUT_LOW);
}

void port_gpio_configure(int32_t pin, int32_t mode) {
  if (pin < 0 || pin >= PINS) port_panic(WAKEFUL_TRAP_PIN);
  int wasOutput = modes[pin] >= WAKEFUL_PIN_MODE_OUTPUT_LOW;
  modes[pin] = (uint8_t)mode;
  if (mode < WAKEFUL_PIN_MODE_OUTPUT_LOW) settle(pin);
  else if (!wasOutput || levels[pin] != (mode == WAKEFUL_PIN_MODE_OUTPUT_HIGH)) {
    drive(pin, mode == WAKEFUL_PIN_MODE_OUTPUT_HIGH);
  }
}

void port_gpio_write(int32_t pin, int32_t level) {
  if (modes[pin] < WAKEFUL_PIN_MODE_OUTPUT_LOW || levels[pin] == (level != 0)) return;
  drive(pin, level != 0);
}

int32_t port_gpio_read(int32_t pin) { return levels[pin]; }
void port_gpio_listen(int32_t pin, int32_t edges) { listened[pin] = (uint8_t)edges; }
void port_interrupts_off(void) { pending = 0; }
void port_interrupts_on(void) {}

static int64_t alarm_time;

void port_arm(int64_t deadline) { alarm_time = deadline; }

void port_wait(void) {
  // It came while the core looked at the clock for the last time.
  if (pending) return;
  int64_t until = alarm_time;
  if (time_now - awake_since > longest_awake) longest_awake = time_now - awake_since;
  int64_t nanos = next_nanos();
  // What happens within a microsecond is seen in it.
  if (nanos != WAKEFUL_NEVER && start + nanos / 1000 < until) until = start + nanos / 1000;
  if (until > end_time) {
    time_now = end_time;
    end(0);
  }
  if (until > time_now) time_now = until;
  awake_since = time_now;
  happen();
}

_Noreturn void port_panic(int32_t code) {
  printf("panic %" PRId64 " %d\n", since_reset(), code);
  end(1);
  __builtin_unreachable();
}

void port_log(int32_t head, int64_t a, int64_t b, int64_t c, int64_t d) {
  printf("log %" PRId64 " %d %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 "\n", since_reset(), head, a, b,
         c, d);
}

int main(void) { wakeful_run(); }
