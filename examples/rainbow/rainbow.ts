/**
 * A rainbow turns round a ring of 16 LEDs, and a button dims it in four steps. The colours are three bytes for each LED
 * in static memory. While `show` sends them the processor sleeps, so the button is never missed.
 */
import { Button, millis, spawn, Strip, Ticker } from "wakeful";

const COUNT = 16;
const pixels = Strip.at(6, 16);

/** How much of a colour there is at a place of the wheel, which has 256: it rises, stays, falls and is gone. */
function part(place: i32): u8 {
  place &= 255;
  if (place < 43) return <u8>(place * 6);
  if (place < 128) return 255;
  return place < 171 ? <u8>((170 - place) * 6) : 0;
}

@task
async function turn(): Promise<void> {
  const beat = Ticker.every(millis(20));
  for (let first = 0; ; first += 4) {
    await beat.next();
    for (let i = 0; i < COUNT; i++) {
      const hue = first + i * (256 / COUNT);
      pixels.set(i, part(hue + 85), part(hue), part(hue - 85));
    }
    await pixels.show();
  }
}

@task
async function dim(): Promise<void> {
  const button = Button.at(4);
  while (true) {
    await button.pressed();
    pixels.brightness = pixels.brightness > 63 ? pixels.brightness - 64 : 255;
  }
}

export function main(): void {
  spawn(turn());
  spawn(dim());
}
