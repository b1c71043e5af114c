/** Serial ports: see docs/uart.md. */
import { waits } from "../model/futures.ts";
import type { PeripheralBorder } from "../model/types.ts";

const port = { name: "port", type: "i32", doc: "Number of the serial port, from 0." } as const;

export const uart: PeripheralBorder = {
  name: "uart",
  area: {
    title: "Serial ports",
    intro: "Bytes on two wires, one each way. See [Serial ports](uart.md).",
  },
  sources: [
    { name: "Uart", value: 2, doc: "Serial port `index`; `value` is a set of `UartEvent`." },
  ],
  enums: [
    {
      name: "UartEvent",
      doc: "What has happened at a serial port. A bit set.",
      members: [
        { name: "Received", value: 1, doc: "A byte is there, after `uart_read` had none." },
        { name: "Room", value: 2, doc: "There is room, after `uart_write` had none." },
        { name: "Sent", value: 4, doc: "All is sent, after `uart_flush` said that it was not." },
      ],
    },
    {
      name: "UartFrame",
      doc: "How a byte is framed. A bit set; 0 is eight bits, no parity, one stop bit.",
      members: [
        { name: "EvenParity", value: 1, doc: "A parity bit that makes the number of ones even." },
        { name: "OddParity", value: 2, doc: "A parity bit that makes the number of ones odd." },
        { name: "TwoStopBits", value: 4, doc: "Two stop bits." },
        { name: "SevenBits", value: 8, doc: "Seven data bits." },
      ],
    },
    {
      name: "UartFlag",
      doc: "What is told of a received byte, above its eight bits. A bit set.",
      members: [
        { name: "Framing", value: 0x100, doc: "Its stop bit was low: the baud rates differ." },
        { name: "Parity", value: 0x200, doc: "Its parity bit was wrong." },
        { name: "Overrun", value: 0x400, doc: "Bytes were lost before it: nobody read in time." },
        { name: "Break", value: 0x800, doc: "No byte: the line was low for a byte's time." },
      ],
    },
  ],
  imports: [
    {
      name: "uart_open",
      params: [
        port,
        { name: "baud", type: "i32", doc: "Bits a second." },
        { name: "frame", type: "i32", doc: "A set of `UartFrame`." },
      ],
      result: "void",
      doc: "Takes the pins of a serial port: TX becomes an output, high, RX an input with pull-up. Opening again changes baud rate and frame, from the next byte on.",
    },
    {
      name: "uart_close",
      params: [port],
      result: "void",
      doc: "Gives the pins of a serial port back, as inputs. What is not sent or read is gone.",
    },
    {
      name: "uart_write",
      params: [port, { name: "byte", type: "i32", doc: "Its low eight bits are sent." }],
      result: "i32",
      doc: "Sends a byte. 1: it is taken; 0: there is no room, and `Room` is raised once when there is.",
    },
    {
      name: "uart_read",
      params: [port],
      result: "i32",
      doc: "The oldest byte not yet read, with its `UartFlag` set; -1: there is none, and `Received` is raised once when there is.",
    },
    {
      name: "uart_flush",
      params: [port],
      result: "i32",
      doc: "1: all was sent, the last stop bit included; 0: not yet, and `Sent` is raised once when it is.",
    },
  ],
  drivers: [
    {
      source: "Uart",
      module: "hal/drivers/uart",
      names: ["Uart", "UartRead", "UartReadInto", "UartReadUntil", "UartWrite", "UartFlush"],
      target: "Uart",
    },
  ],
  exports: {
    uart: ["Uart"],
    "uart-sets": ["UartFlag", "UartFrame"],
    "uart-waits": [
      "UartRead",
      "UartReadInto",
      "UartReadUntil",
      "UartWrite",
      "UartFlush",
      "UartWait",
    ],
  },
  byHand: ["UartWait"],
  futures: {
    UartRead: waits("Uart", "a byte from"),
    UartReadInto: waits("Uart", "bytes from"),
    UartReadUntil: waits("Uart", "a line from"),
    UartWrite: waits("Uart", "room in"),
    UartFlush: waits("Uart", "the end of sending at"),
  },
};
