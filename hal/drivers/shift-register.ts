/** Outputs from shift registers such as 74HC595, one behind the other: bit n is output n % 8 of register n ÷ 8. */
import { Level, Output } from "./output";
import { SpiDevice, SpiTransfer } from "./spi";

/** Shift registers at three pins: `const leds = ShiftRegister.at(11, 13, 10)`. 12 bytes. */
@unmanaged
export class ShiftRegister {
  private data: Output;
  private clock: Output;
  private latch: Output;

  /** @param data to DS. @param clock to SHCP. @param latch to STCP. */
  static at(place: ShiftRegister, data: u16, clock: u16, latch: u16): ShiftRegister {
    place.data = Output.at(data);
    place.clock = Output.at(clock);
    place.latch = Output.at(latch);
    return place;
  }

  /**
   * Sets all outputs at one instant. Takes as long as the processor needs for some 26 changes of a pin a register; with
   * `SpiShiftRegister` others run meanwhile.
   * @param value the lowest bit is Q0 of the first register.
   * @param registers how many there are, 4 at most.
   */
  set(value: u32, registers: u32 = 1): void {
    for (let bit = <i32>(registers * 8) - 1; bit >= 0; bit--) {
      this.data.set((value >> bit) & 1 ? Level.High : Level.Low);
      this.clock.high();
      this.clock.low();
    }
    this.latch.high();
    this.latch.low();
  }
}

/**
 * Shift registers on an SPI bus, SHCP at its clock and DS at MOSI; the chip select goes to STCP:
 * `const chip = bus.device(10)` and `const leds = SpiShiftRegister.on(chip)`. 8 bytes.
 */
@unmanaged
export class SpiShiftRegister {
  private device: SpiDevice;
  private bytes: u32;

  static on(place: SpiShiftRegister, device: SpiDevice): SpiShiftRegister {
    place.device = device;
    return place;
  }

  /**
   * Sets all outputs at one instant.
   * @param value the lowest bit is Q0 of the first register.
   * @param registers how many there are, 4 at most.
   */
  write(place: SpiTransfer, value: u32, registers: u32 = 1): SpiTransfer {
    this.bytes = bswap(value);
    const start = changetype<usize>(this) + offsetof<SpiShiftRegister>("bytes");
    return this.device.write(place, start + 4 - registers, registers);
  }
}
