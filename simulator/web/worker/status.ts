/** Tasks and energy in words, for the panels of the page. */
import type { Energy } from "../../energy/energy.ts";
import type { TaskInspection } from "../../diagnosis/inspection.ts";
import type { EnergyInfo, TaskInfo } from "../protocol.ts";

export function describeTask(task: TaskInspection): TaskInfo {
  const { name, slot, state, sites, waits, polls } = task;
  const site = sites.at(-1);
  return {
    name: slot > 0 ? `${name}[${slot}]` : name,
    state: waits.length > 0 ? waits.map(({ text }) => text).join(", or ") : state,
    place: site ? `${site.place.file}:${site.place.line}` : "",
    polls: polls?.count ?? 0,
  };
}

const milliamps = (value: number): string => `${value.toFixed(value < 1 ? 3 : 2)} mA`;
const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

/** @param wakes how often the processor left its sleep. */
export function describeEnergy(energy: Energy, wakes: number): EnergyInfo {
  const { chip, leds, notes, awakeShare } = energy;
  const lines = chip === null ? [] : [`chip: ${milliamps(chip.milliamps)} on average`];
  for (const led of leds) {
    const lit = `lit ${percent(led.litShare)} of the time`;
    const current = led.milliamps === null ? "" : `${milliamps(led.milliamps)} on average, `;
    lines.push(`${led.id}: ${current}${lit}`);
  }
  return { awake: awakeShare, wakes, lines: [...lines, ...notes] };
}
