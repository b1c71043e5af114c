/** Rules about LEDs. */
import type { Complaint, WiringRule } from "./rule.ts";
import { nameOf, type Reach, type Subject, type SubjectPart } from "./subject.ts";

function leds({ parts }: Subject): readonly SubjectPart[] {
  return parts.filter(({ type }) => type === "wokwi-led");
}

export const ledWithoutResistor: WiringRule = {
  name: "led-without-resistor",
  severity: "warning",
  finds: "a LED between pins or rails with no resistor",
  hint: "Put a resistor in series with it, such as 220 Ω.",
  atRun: true,
  check(subject) {
    return leds(subject)
      .filter(({ id }) => {
        const [anode, cathode] = [`${id}:A`, `${id}:C`];
        const isLoop = subject.isStiff(anode) && subject.isStiff(cathode);
        return isLoop && !subject.group(anode).includes(cathode);
      })
      .map(({ id, index }) => ({
        path: ["parts", index],
        message: `${id} has no resistor: on a real board the LED or the pin is damaged`,
      }));
  },
};

const isOnly = (reach: Reach, rail: "ground" | "supply"): boolean =>
  reach[rail] && !reach.open && reach.pins.length === 0 && !(reach.ground && reach.supply);

export const ledReversed: WiringRule = {
  name: "led-reversed",
  severity: "warning",
  finds: "a LED the wrong way round: its anode A at GND, or its cathode C at the supply",
  hint: "Swap its two wires: A goes to the side that is high, C to the side that is low.",
  check(subject) {
    return leds(subject).flatMap(({ id, index }): Complaint[] => {
      const anode = subject.reach(`${id}:A`);
      const cathode = subject.reach(`${id}:C`);
      const path = ["parts", index];
      if (isOnly(anode, "ground") && !cathode.ground && (cathode.supply || cathode.pins.length > 0))
        return [{ path, message: `${id} never lights: its anode A is at GND` }];
      if (isOnly(cathode, "supply") && !anode.supply && (anode.ground || anode.pins.length > 0))
        return [{ path, message: `${id} never lights: its cathode C is at the supply` }];
      return [];
    });
  },
};

export const ledAtInput: WiringRule = {
  name: "led-at-input",
  severity: "warning",
  finds: "a LED at pins that can only read",
  hint: "Move it to a pin that has an output.",
  check(subject) {
    return leds(subject).flatMap(({ id }): Complaint[] => {
      for (const terminal of [`${id}:A`, `${id}:C`]) {
        const { pins, ground, supply } = subject.reach(terminal);
        const [pin] = pins;
        if (pin === undefined || ground || supply || pins.some((one) => !one.inputOnly)) continue;
        const message = `${id} is at ${nameOf(pin)}, which is an input only and cannot light it`;
        return [{ path: subject.pathOfPin(pin), message }];
      }
      return [];
    });
  },
};
