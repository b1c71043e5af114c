import type { SevenSegmentDisplay } from "../../parts/seven-segment.ts";
import { definePartView } from "./view.ts";

export const sevenSegment = definePartView<SevenSegmentDisplay>({
  types: ["wokwi-7segment"],
  noun: ({ digits = "1" }) =>
    `seven-segment display, ${digits === "1" ? "1 digit" : `${digits} digits`}`,
  picture({ part }) {
    // Digits are lit in turn: the display itself reckons what the eye makes of it.
    const values = part.digits.flatMap((bits) =>
      Array.from({ length: 8 }, (_, i) => (bits >> i) & 1),
    );
    const shown = part.colon && part.text.length > 2 ? `${part.text} with colon` : part.text;
    return {
      properties: { values, colonValue: part.colon },
      text: shown.trim() === "" ? "dark" : `shows ${shown}`,
    };
  },
});
