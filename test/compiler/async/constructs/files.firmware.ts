import { spawn } from "wakeful";
import { Sensor, settled } from "./files/sensor.firmware";

const sensor = Sensor.on(3);

@task
async function work(): Promise<void> {
  await settled(sensor);
}

export function main(): void {
  spawn(work());
}
