/** General purpose pins: see docs/pins.md. */
import { waits, type FutureLayout } from "../model/futures.ts";
import type { PeripheralBorder } from "../model/types.ts";
import { pin } from "../model/parameters.ts";

const gesture = (what: string): FutureLayout => ({
  node: 24,
  timer: true,
  object: 36,
  pin: 4,
  of: "Button",
  what,
});

export const gpio: PeripheralBorder = {
  name: "gpio",
  area: {
    title: "Pins",
    intro: "Pins have the numbers of the board. See [Pins, buttons, knobs](pins.md).",
  },
  sources: [{ name: "Gpio", value: 1, doc: "An edge on pin `index`; `value` is the new level." }],
  enums: [
    {
      name: "PinMode",
      doc: "What a pin does from now on.",
      members: [
        {
          name: "Input",
          value: 0,
          doc: "High impedance; the level floats unless something drives it.",
        },
        { name: "InputPullUp", value: 1, doc: "High impedance with the internal pull-up on." },
        { name: "InputPullDown", value: 2, doc: "High impedance with the internal pull-down on." },
        { name: "OutputLow", value: 3, doc: "Push-pull output, low from the first instant." },
        { name: "OutputHigh", value: 4, doc: "Push-pull output, high from the first instant." },
      ],
    },
    {
      name: "Edges",
      doc: "Which edges of a pin raise an interrupt. A bit set.",
      members: [
        { name: "None", value: 0, doc: "The pin raises no interrupt." },
        { name: "Rising", value: 1, doc: "Low to high." },
        { name: "Falling", value: 2, doc: "High to low." },
        { name: "Both", value: 3, doc: "Every change." },
      ],
    },
  ],
  imports: [
    {
      name: "gpio_configure",
      params: [pin, { name: "mode", type: "i32", doc: "A `PinMode`." }],
      result: "void",
      doc: "Sets what a pin does. An output takes its level without a glitch.",
    },
    {
      name: "gpio_write",
      params: [pin, { name: "level", type: "i32", doc: "0 is low, anything else is high." }],
      result: "void",
      doc: "Drives an output pin.",
    },
    {
      name: "gpio_read",
      params: [pin],
      result: "i32",
      doc: "The level of the pin's net now: 0 or 1.",
    },
    {
      name: "gpio_listen",
      params: [
        pin,
        { name: "edges", type: "i32", doc: "An `Edges` set; it replaces the last one." },
      ],
      result: "void",
      doc: "Chooses the edges of a pin that are raised. An edge after this call is never lost silently.",
    },
  ],
  drivers: [
    {
      source: "Gpio",
      module: "hal/drivers/input",
      names: ["Input", "PinWait", "EdgeStream"],
      target: "Input",
    },
    { source: "Gpio", module: "hal/drivers/button", names: ["Button"], target: "Button" },
    { source: "Gpio", module: "hal/drivers/encoder", names: ["Encoder"], target: "Encoder" },
  ],
  exports: {
    output: ["Output", "Level"],
    input: ["Input", "PinWait", "EdgeStream", "EdgeWait", "Pull"],
    button: ["Button"],
    "button-waits": ["Press", "Hold", "Clicks", "Gesture"],
    encoder: ["Encoder", "Turn"],
    lost: ["lostInterrupts"],
    "edge-counter": ["EdgeCounter"],
    "pin-listener": ["PinListener"],
  },
  byHand: ["Gesture", "EdgeWait", "EdgeCounter", "PinListener"],
  futures: {
    PinWait: waits("Input", "an edge or level at", { pin: 4 }),
    EdgeStream: waits("Input", "an edge at", { pin: 4 }),
    Turn: waits("Encoder", "a turn of", { pin: 4 }),
    Press: gesture("a press or release of"),
    Hold: gesture("a hold of"),
    Clicks: gesture("clicks of"),
  },
  statics: [
    { global: "hal/drivers/pin-listener/listening", name: "listeners of pins", bytes: 4 },
    { global: "hal/drivers/lost/lost", name: "lost interrupts", bytes: 4 },
  ],
};
