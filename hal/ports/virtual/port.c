/**
 * A board that exists on a desk only, for any machine with a C library: time jumps to the next deadline or
 * stimulus, as in the simulator, so that what a runtime does to a firmware's pins can be compared exactly.
 *
 * Standard input, a line each, in order of time:  `<microseconds> <pin> <level>`, and at last `end <microseconds>`.
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

#define PINS 64

/** As the firmware sees it: `start` at reset. */
static int64_t time_now, tick, start;
static int64_t awake_since, longest_awake;
static int8_t levels[PINS];
/** Levels that stimuli drive; -1 where nothing does. */
static int8_t driven[PINS];
static uint8_t modes[PINS], listened[PINS];
/** An interrupt came since interrupts were switched off. */
static uint8_t pending;

struct stimulus {
  int64_t time;
  int32_t pin;
  int8_t level;
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

/** Stimuli up to now happen. */
static void happen(void) {
  while (next < count && stimuli[next].time <= time_now) {
    struct stimulus *stimulus = &stimuli[next++];
    driven[stimulus->pin] = stimulus->level;
    settle(stimulus->pin);
  }
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
    int pin, level;
    if (sscanf(line, "end %" SCNd64, &end_time) == 1) {
      end_time += start;
      break;
    }
    if (sscanf(line, "%" SCNd64 " %d %d", &read.time, &pin, &level) != 3 || pin < 0 || pin >= PINS) {
      fprintf(stderr, "not a stimulus: %s", line);
      exit(2);
    }
    if (count == room) {
      room = room ? 2 * room : 64;
      stimuli = realloc(stimuli, room * sizeof *stimuli);
      if (!stimuli) exit(3);
    }
    read.time += start;
    read.pin = pin;
    read.level = (int8_t)level;
    stimuli[count++] = read;
  }
  happen();
}

int64_t port_now(void) {
  if (tick > 0) {
    time_now += tick;
    happen();
  }
  return time_now;
}

static void drive(int32_t pin, int32_t level) {
  levels[pin] = (int8_t)level;
  printf("edge %" PRId64 " %d %d\n", since_reset(), pin, level);
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
  if (next < count && stimuli[next].time < until) until = stimuli[next].time;
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
