import type { Frame } from "../../protocol.ts";

/**
 * A page in the background draws nothing, and is told on: what it keeps has an end. One message more than are shown,
 * so that it is seen that some are left out.
 */
const MOST_MESSAGES = 1_001;
const MOST_SERIAL = 2_000;

/** Two frames as one, of which only the newest look of each part counts. */
export function mergeFrames(first: Frame, second: Frame): Frame {
  const { rewound } = second;
  return {
    ...second,
    pictures: { ...first.pictures, ...second.pictures },
    waveforms: second.waveforms ?? first.waveforms,
    active: second.active ?? first.active,
    tasks: second.tasks ?? first.tasks,
    energy: second.energy ?? first.energy,
    messages: (rewound ? second.messages : [...first.messages, ...second.messages]).slice(
      -MOST_MESSAGES,
    ),
    serial: (rewound ? second.serial : [...first.serial, ...second.serial]).slice(-MOST_SERIAL),
    rewound: first.rewound || rewound,
  };
}
