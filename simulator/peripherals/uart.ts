/**
 * Serial ports, bit by bit on the board's nets. TX drives its pin: a start bit, the data with the lowest bit
 * first, parity, stop bits. RX samples its pin in the middle of the bits.
 *
 * Baud rates are exact: that of a chip is off by what its divider leaves over, which no board tells here. A byte
 * begins at the instant at which it is written if nothing is on its way, and else right behind the one before.
 */
import { Source, UartFlag, UartFrame } from "../../hal/generated/border.ts";
import { FirmwareError, UsageError } from "../core/errors.ts";
import { NEWEST_KEPT } from "../core/journal.ts";
import type { Peripheral, PeripheralContext } from "./peripheral.ts";
import { pinUseOf, warnIfUsed } from "./pin-use.ts";
import { describeFormat, isSameFormat } from "./uart/format.ts";
import { BUFFER_BYTES, Port } from "./uart/port.ts";
import { MOST_BAUD, Terminal } from "./uart/terminal.ts";

declare module "./peripheral.ts" {
  interface PeripheralViews {
    readonly uart: UartView;
  }
}

/** The terminal at a serial port; by default at the one that the serial monitor is wired to. */
export type UartView = (port?: number) => Terminal;

const ALL_FRAMES =
  UartFrame.EvenParity | UartFrame.OddParity | UartFrame.TwoStopBits | UartFrame.SevenBits;

interface UartState {
  readonly ports: readonly ReturnType<Port["save"]>[];
  readonly terminals: readonly ReturnType<Terminal["save"]>[];
}

export function createUart({
  clock,
  circuit,
  raise,
  record = true,
}: PeripheralContext): Peripheral {
  const { board } = circuit;
  const { uart: pins } = board.functions;
  const ports = pins.map(
    (place, number): Port =>
      new Port(
        number,
        place,
        { clock, circuit },
        {
          raise: (events) => raise(Source.Uart, number, events),
          onReceived: (byte) => tellReceived(number, byte),
        },
      ),
  );
  const newest = record ? Infinity : NEWEST_KEPT;
  const terminals = pins.map(
    ({ tx }, number) =>
      new Terminal(number, tx, { clock, circuit }, tellTerminal, newest, () =>
        ports.some(({ isSending }) => isSending),
      ),
  );

  function tellReceived(number: number, byte: number): void {
    const own = ports[number]!.format!;
    const other = terminals[number]!.format ?? own;
    const format = `${describeFormat(own)}${isSameFormat(own, other) ? "" : `; the terminal has ${describeFormat(other)}`}`;
    if (byte & UartFlag.Overrun) {
      circuit.report(
        "uart-overrun",
        `serial port ${number} lost a byte: the ${BUFFER_BYTES} bytes of its receive buffer wait to be read`,
        "read in time, in a task that does nothing else, or let the other end send less at once",
      );
    }
    if (byte & UartFlag.Framing) {
      circuit.report(
        "uart-framing",
        `serial port ${number} received a byte without its stop bit, at ${format}`,
        "give both ends the same baud rate and frame",
      );
    }
    if (byte & UartFlag.Parity) {
      circuit.report(
        "uart-parity",
        `serial port ${number} received a byte with a wrong parity bit, at ${format}`,
        "give both ends the same parity",
      );
    }
  }

  function tellTerminal(terminal: Terminal): void {
    const port = ports[terminal.port]!.format;
    const own = describeFormat(terminal.format!);
    const other = port === undefined ? "" : `, and the port ${describeFormat(port)}`;
    circuit.report(
      "uart-framing",
      `the terminal at serial port ${terminal.port} received a byte that it cannot read: it has ${own}${other}`,
      "give both ends the same baud rate and frame",
    );
  }

  const find = (number: number): Port => {
    const found = ports[number];
    if (found) return found;
    throw new FirmwareError({
      code: "unknown-port",
      message: `serial port ${number}: this board has ${describePorts(ports.length)}`,
      hint: "use a serial port of this board, or run the firmware on a board that has it",
    });
  };
  const findOpen = (number: number): Port => {
    const port = find(number);
    if (port.format !== undefined) return port;
    throw new FirmwareError({
      code: "port-closed",
      message: `serial port ${number} is used, but it is not open`,
      hint: `open it first: Uart.open(${number}, 9600)`,
    });
  };
  const close = (port: Port): void => {
    port.close();
    terminals[port.number]!.follow(undefined);
  };

  const user = (pin: number): string | undefined => {
    const port = ports.find(
      ({ format, tx, rx }) => format !== undefined && (tx === pin || rx === pin),
    );
    return port && `${port.tx === pin ? "TX" : "RX"} of serial port ${port.number}`;
  };
  pinUseOf(circuit).add(user);

  circuit.onLevel((pin) => {
    for (const port of ports) {
      if (port.rx === pin) port.look();
      if (port.tx === pin) terminals[port.number]!.look();
    }
  });

  return {
    name: "uart",
    imports: {
      uart_open(number: number, baud: number, frame: number): void {
        const port = find(number);
        checkFormat(number, baud, frame);
        if (port.format === undefined) {
          warnIfUsed(circuit, port.tx, `TX of serial port ${number}`, user);
          warnIfUsed(circuit, port.rx, `RX of serial port ${number}`, user);
        }
        port.open({ baud, frame });
        terminals[number]!.follow({ baud, frame });
      },
      uart_close: (number: number): void => close(find(number)),
      uart_write: (number: number, byte: number): number => Number(findOpen(number).write(byte)),
      uart_read: (number: number): number => findOpen(number).read(),
      uart_flush: (number: number): number => Number(findOpen(number).flush()),
    },
    get listening() {
      return ports.some(({ listening }) => listening);
    },
    view: (number: number = board.serialMonitor): Terminal => {
      const found = terminals[number];
      if (found) return found;
      throw new UsageError(
        `there is no serial port ${String(number)}`,
        `this board has ${describePorts(ports.length)}`,
      );
    },
    reset(): void {
      ports.forEach(close);
    },
    save(): UartState {
      return {
        ports: ports.map((port) => port.save()),
        terminals: terminals.map((terminal) => terminal.save()),
      };
    },
    restore(state: UartState): void {
      ports.forEach((port, i) => port.restore(state.ports[i]!));
      terminals.forEach((terminal, i) => terminal.restore(state.terminals[i]!));
    },
  };
}

function checkFormat(port: number, baud: number, frame: number): void {
  const bothParities = UartFrame.EvenParity | UartFrame.OddParity;
  const refuse = (message: string, hint: string): never => {
    throw new FirmwareError({ code: "bad-argument", message, hint });
  };
  if (baud < 1 || baud > MOST_BAUD) {
    refuse(
      `serial port ${port} was opened with ${baud} baud`,
      `give a rate from 1 to ${MOST_BAUD}: 9600 and 115200 are usual`,
    );
  }
  if ((frame & ~ALL_FRAMES) !== 0 || (frame & bothParities) === bothParities) {
    refuse(
      `serial port ${port} was opened with frame ${frame}`,
      "add members of `UartFrame`, of which one parity at most",
    );
  }
}

function describePorts(count: number): string {
  if (count === 0) return "no serial port";
  return count === 1 ? "serial port 0" : `serial ports 0 to ${count - 1}`;
}
