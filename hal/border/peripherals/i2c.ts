/** Two-wire buses: see docs/i2c.md. */
import type { Parameter, PeripheralBorder } from "../model/types.ts";

const bus: Parameter = {
  name: "bus",
  type: "i32",
  doc: "Number of the bus: 0, or 1 where the board has two.",
};

export const i2c: PeripheralBorder = {
  name: "i2c",
  area: {
    title: "I2C",
    intro: "Sensors, clocks and displays on two wires. See [I2C and its parts](i2c.md).",
  },
  sources: [
    {
      name: "I2c",
      value: 4,
      doc: "A transaction on bus `index` is over; `value` is its `I2cStatus`, and `count << 8`: how many bytes of data were moved.",
    },
  ],
  enums: [
    {
      name: "I2cStatus",
      doc: "How a transaction on an I2C bus ended.",
      members: [
        { name: "Done", value: 0, doc: "Everything was moved." },
        { name: "AddressNack", value: 1, doc: "No device answered to the address." },
        { name: "DataNack", value: 2, doc: "The device did not take a byte of data." },
        { name: "ArbitrationLost", value: 3, doc: "Another controller had the bus." },
        {
          name: "StretchTimeout",
          value: 4,
          doc: "A device held the clock low for longer than it may.",
        },
        { name: "BusStuck", value: 5, doc: "A line is held low, or nothing pulls it up." },
        { name: "Cancelled", value: 6, doc: "It was given up before it was over." },
      ],
    },
    {
      name: "I2cFlag",
      doc: "How a transaction begins and ends. A bit set.",
      members: [
        { name: "Hold", value: 1, doc: "It ends without STOP: the bus is kept." },
        {
          name: "Resume",
          value: 2,
          doc: "It begins without START, and goes on with what was kept.",
        },
      ],
    },
  ],
  imports: [
    {
      name: "i2c_open",
      params: [
        bus,
        { name: "hz", type: "i32", doc: "Clock cycles a second: 100,000, 400,000." },
        {
          name: "stretch",
          type: "i32",
          doc: "Microseconds for which a device may hold the clock.",
        },
      ],
      result: "void",
      doc: "Gives the pins of the bus to it, with their pull-ups. Opening it again changes the clock.",
    },
    {
      name: "i2c_put",
      params: [bus, { name: "byte", type: "i32", doc: "To be written by the next transaction." }],
      result: "i32",
      doc: "1: taken into the host's buffer, which has room for 32 bytes at least; 0: it is full.",
    },
    {
      name: "i2c_get",
      params: [bus],
      result: "i32",
      doc: "The next byte that was read, or -1.",
    },
    {
      name: "i2c_run",
      params: [
        bus,
        { name: "address", type: "i32", doc: "Of the device, 7 bits." },
        { name: "read", type: "i32", doc: "Bytes to read, up to 32." },
        { name: "flags", type: "i32", doc: "An `I2cFlag` set." },
      ],
      result: "void",
      doc: "START, the address and the bytes put, if there are any or nothing is to be read; then, if something is, START, the address and the bytes read; STOP. `Resume` leaves out the START and address of what was held, which reads on if it was reading and nothing is put. Raises when it is over, which also forgets the bytes put.",
    },
    {
      name: "i2c_recover",
      params: [bus],
      result: "void",
      doc: "Frees a bus whose data line a device holds low: up to nine clocks, and STOP. Raises.",
    },
    {
      name: "i2c_cancel",
      params: [bus],
      result: "void",
      doc: "STOP as soon as the protocol allows, also of what is held. Raises `Cancelled` once for each call, in place of what the transaction would raise.",
    },
  ],
  drivers: [],
  exports: {},
};
