/** Names that people bring from JavaScript and from Arduino, and what stands for them here. */
import ts from "typescript";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { errorAt, type Unit } from "./unit.ts";

interface Foreign {
  readonly pattern: RegExp;
  readonly what: string;
  readonly hint: string;
}

/** Matched against what is called, or made with `new`. */
const foreigners: readonly Foreign[] = [
  {
    pattern: /^console\.\w+$/,
    what: "there is no console",
    hint: 'write log("temp {} C", t), with log from "wakeful"',
  },
  {
    pattern: /^Promise\.(all|allSettled)$/,
    what: "there is no Promise to call",
    hint: "write await join(a(), b()), without brackets",
  },
  {
    pattern: /^Promise\.(race|any)$/,
    what: "there is no Promise to call",
    hint: "write await select(a(), b()): its value is the index of the first that is ready",
  },
  {
    pattern: /^Promise(\.\w+)?$/,
    what: "there is no Promise to make",
    hint: "write an async function; for an event of your own, a Signal or a Oneshot",
  },
  {
    pattern: /^(setTimeout|delay|delayMicroseconds)$/,
    what: "there is no such function",
    hint: "write await sleep(millis(500)) in an async function",
  },
  {
    pattern: /^setInterval$/,
    what: "there is no such function",
    hint: "write a task with a loop: const beat = Ticker.every(millis(500)); while (true) await beat.next()",
  },
  {
    pattern: /^(pinMode|digitalWrite)$/,
    what: "there is no such function",
    hint: "write const led = Output.at(13), and led.high(), led.low() or led.toggle()",
  },
  {
    pattern: /^digitalRead$/,
    what: "there is no such function",
    hint: "write const button = Input.at(4, Pull.Up), and button.read() or await button.fallingEdge()",
  },
  {
    pattern: /^(analogRead|analogReference)$/,
    what: "there is no such function",
    hint: "write const knob = Adc.at(14), which is A0 of an Uno, and await knob.read(): see docs/analogue.md",
  },
  {
    pattern: /^analogWrite$/,
    what: "there is no such function",
    hint: "write const led = Pwm.at(9, hertz(1000)) at the top of the file, and led.duty(32768): see docs/analogue.md",
  },
  {
    pattern: /^(tone|noTone)$/,
    what: "there is no such function",
    hint: "write const buzzer = Tone.at(8) at the top of the file, and await buzzer.play(440, millis(200))",
  },
  {
    pattern: /^(Serial\d?|UART)(\.\w+)?$/,
    what: "there is no such object",
    hint: 'for texts that only you read write log("temp {} C", t); for a serial port const uart = Uart.open(0, 9600) at the top of the file: see docs/uart.md',
  },
  {
    pattern: /^(Wire|I2C)(\.\w+)?$/,
    what: "there is no such object",
    hint: "write const bus = I2c.open(0) at the top of the file: see docs/i2c.md",
  },
  {
    pattern: /^SPI(\.\w+)?$/,
    what: "there is no such object",
    hint: "write const bus = Spi.open(0, 1_000_000) at the top of the file: see docs/spi.md",
  },
  {
    pattern: /^EEPROM(\.\w+)?$/,
    what: "there is no such object",
    hint: "write const settings = Store.open(8) at the top of the file: see docs/store.md",
  },
  {
    pattern: /^A\d{1,2}$/,
    what: "pins are numbers here",
    hint: "A0 is 14 on an Uno and a Nano, 54 on a Mega, and the next ones follow",
  },
  {
    pattern: /^(LED_BUILTIN|D\d{1,2}|GP(IO)?_?\d{1,2})$/,
    what: "pins are numbers here",
    hint: "write the one that is printed beside it: 13 for D13, 15 for GP15; the LED of an Uno is 13, of a Pico 25",
  },
  {
    pattern: /^(HIGH|LOW)$/,
    what: "there is no such name",
    hint: "write Level.High or Level.Low",
  },
  {
    pattern: /^(INPUT_PULLUP|INPUT|OUTPUT)$/,
    what: "there is no such name",
    hint: "write Input.at(4, Pull.Up), Input.at(4) or Output.at(13)",
  },
  {
    pattern: /^(requestAnimationFrame|setImmediate|queueMicrotask)$/,
    what: "there is no such function",
    hint: "write await yieldNow() in an async function",
  },
  {
    pattern: /^(Date\.now|performance\.now)$/,
    what: "there is no such clock",
    hint: "write now(): microseconds since reset",
  },
];

/** Tells of calls that mean something elsewhere. What the file declares by that name is its own. */
export function checkForeign(unit: Unit, report: (d: Diagnostic) => void): void {
  const own = declaredNames(unit.tree);
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const name = node.expression.getText(unit.tree);
      const found = foreigners.find(({ pattern }) => pattern.test(name));
      if (found && !own.has(name.split(".")[0]!)) {
        report(errorAt(unit, node.expression, "foreign", `${name}: ${found.what}`, found.hint));
        return;
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(unit.tree);
}

/** What stands here for a name of another world. */
export function foreignHint(name: string): string | undefined {
  const found = foreigners.find(({ pattern }) => pattern.test(name));
  return found && `${found.what}: ${found.hint}`;
}

/** Names that a file declares anywhere. */
export function declaredNames(tree: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    const { name } = node as { readonly name?: ts.Node };
    const declares =
      ts.isVariableDeclaration(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isClassDeclaration(node) ||
      ts.isModuleDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isImportSpecifier(node) ||
      ts.isNamespaceImport(node);
    if (declares && name && ts.isIdentifier(name)) names.add(name.text);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return names;
}
