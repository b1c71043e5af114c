/** The serial peripheral interface: see docs/spi.md. */
import { waits } from "../model/futures.ts";
import type { Parameter, PeripheralBorder } from "../model/types.ts";

const bus: Parameter = {
  name: "bus",
  type: "i32",
  doc: "Number of the bus; the board says which pins it has.",
};

export const spi: PeripheralBorder = {
  name: "spi",
  area: {
    title: "SPI",
    intro: "A bus has the pins that the board gives it. See [SPI](spi.md).",
  },
  sources: [
    {
      name: "Spi",
      value: 5,
      doc: "A transfer of bus `index` is over; `value` is the number of bytes.",
    },
  ],
  enums: [
    {
      name: "SpiFlag",
      doc: "Behind the number of the mode, 0 to 3, in what `spi_open` is given. A bit set.",
      members: [
        {
          name: "LsbFirst",
          value: 4,
          doc: "The lowest bit of each byte goes first, not the highest.",
        },
      ],
    },
  ],
  imports: [
    {
      name: "spi_open",
      params: [
        bus,
        { name: "hz", type: "i32", doc: "Most clock periods a second; more than 0." },
        {
          name: "mode",
          type: "i32",
          doc: "0 to 3: bit 0 is the clock's phase, bit 1 its polarity. Or with it, an `SpiFlag` set.",
        },
      ],
      result: "void",
      doc: "Takes the pins of a bus, its clock at rest. Opening it again, between two transfers, changes speed and mode.",
    },
    {
      name: "spi_put",
      params: [bus, { name: "byte", type: "i32", doc: "The next to send, 0 to 255." }],
      result: "i32",
      doc: "Keeps a byte for the next transfer. Gives 0 if there is no room, or a transfer goes on; there is room for 32 at least.",
    },
    {
      name: "spi_run",
      params: [bus],
      result: "void",
      doc: "Sends the bytes that were put, and takes in as many; those of before are forgotten. Raises when the clock has been at rest for half a period.",
    },
    {
      name: "spi_get",
      params: [bus],
      result: "i32",
      doc: "The next of the bytes that came in with the last transfer; -1 if there is none.",
    },
  ],
  drivers: [
    {
      source: "Spi",
      module: "hal/drivers/spi",
      names: ["Spi", "SpiDevice", "SpiTransfer"],
      target: "Spi",
    },
  ],
  exports: {
    spi: ["Spi", "SpiDevice", "SpiMode", "SpiTransfer", "Transfer"],
    "shift-register": ["ShiftRegister", "SpiShiftRegister"],
    max7219: ["Max7219", "MatrixLayout", "MatrixShow"],
  },
  byHand: ["Transfer"],
  futures: {
    SpiTransfer: waits("Spi", "its turn, or the end of a transfer, at"),
    MatrixShow: waits("Spi", "its turn, or the end of a transfer, at"),
  },
  statics: [{ global: "hal/drivers/spi/open", name: "SPI buses", bytes: 4 }],
};
