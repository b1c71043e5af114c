import { micros, sleep } from "wakeful";

@unmanaged
export class Sensor {
  static on(pin: usize): Sensor {
    return changetype<Sensor>(pin);
  }
}

class Reading {
  static limit: i32 = 3;
}

export async function settled(sensor: Sensor): Promise<usize> {
  for (let i = 0; i < Reading.limit; i++) await sleep(micros(10));
  return changetype<usize>(sensor);
}
