import { expect, test } from "vitest";
import { reachedBy } from "../../../simulator/parts/reach.ts";
import { uno } from "../../support/board.ts";

test("a pin is named by the parts on its net and behind resistors, up to the next pin", () => {
  const board = uno(
    { led1: "led", led2: "led", btn: "pushbutton", r1: "resistor", r2: "resistor", r3: "resistor" },
    "uno:13 led1:A",
    "led1:C r1:1",
    "r1:2 uno:GND.1",
    "uno:12 r2:1",
    "r2:2 led2:A",
    "led2:C uno:GND.2",
    "uno:4 btn:1.l",
    "btn:2.l uno:GND.1",
    "uno:7 r3:1",
    "r3:2 uno:13",
  );
  const parts = reachedBy(board, ["led1", "led2", "btn"]);
  const wired = Object.fromEntries([...parts].filter(([, ids]) => ids.length > 0));
  expect(wired).toEqual({ 4: ["btn"], 12: ["led2"], 13: ["led1"] });
});
