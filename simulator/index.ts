/** The simulator's public surface. Nothing in it needs Node. */
import type { Scenario as ScenarioOf } from "./explore/scenario.ts";
import type { Simulator } from "./simulator.ts";

export { Simulator } from "./simulator.ts";
export type { LogLine, SimulatorState, Summary } from "./summary.ts";
export type { CpuDescription, SimulatorOptions } from "./options.ts";
export type { Snapshot } from "./travel/snapshot.ts";
export type { StepSize } from "./travel/time-travel.ts";
export type { Snapshotted } from "./core/snapshotted.ts";
export type { HostFunction, HostImports } from "./core/admission.ts";
export type { FaultTime, NoiseBurst, PinView } from "./pin-view.ts";
export { FirmwareError, UsageError } from "./core/errors.ts";
export type { FirmwareErrorCode, FirmwareErrorDetails } from "./core/errors.ts";
export {
  days,
  formatTime,
  hours,
  micros,
  millis,
  minutes,
  nanos,
  parseDuration,
  seconds,
} from "./core/time.ts";
export type { Clock, Diagnostic, Level, Random } from "./core/context.ts";
export type { TaskInspection, TaskProgress } from "./diagnosis/inspection.ts";
export type { SlotPolls } from "./diagnosis/slot-polls.ts";
export type { WaitSite } from "./diagnosis/sites.ts";
export type { TaskName, TaskWait } from "./diagnosis/waits.ts";
export type { TaskPolls } from "./diagnosis/polls.ts";
export type { TaskState } from "./diagnosis/tasks.ts";
export type { Place, SideTable } from "../hal/border/side-table.ts";
export type {
  ChipEnergy,
  Energy,
  LedEnergy,
  MeasuredCurrents,
  WakeCount,
} from "./energy/energy.ts";
export {
  bareBoard,
  type Board,
  type BoardPart,
  type BoardPin,
  type Currents,
  type PinFunctions,
  type Resistor,
  type Switch,
} from "./core/board.ts";
export type { ConversionTime, Converter } from "./core/converter.ts";
export type { WakeCause } from "./core/wakes.ts";
export { DiagramError, type DiagramOptions, lintDiagram, parseDiagram } from "./boards/diagram.ts";
export type { Finding as DiagramFinding, Severity } from "./boards/lint/rule.ts";
export type {
  Light,
  MatrixChange,
  Part,
  PartClass,
  Parts,
  PixelsChange,
  Tone,
} from "./parts/index.ts";
export type { LedChange } from "./parts/led.ts";
export type { Max7219Registers } from "./parts/max7219.ts";
export type { Setting } from "./parts/setting.ts";
export type { SlidePosition } from "./parts/slide-switch.ts";
export type { PeripheralViews } from "./peripherals/peripheral.ts";
export type { FlashView } from "./peripherals/flash.ts";
export type { PowerView } from "./peripherals/power.ts";
export type { PwmPulses, PwmView } from "./peripherals/pwm.ts";
export type { RtcView } from "./peripherals/rtc.ts";
export type { SpiTransfer, SpiView } from "./peripherals/spi.ts";
export type { UartView } from "./peripherals/uart.ts";
export type { WatchdogView } from "./peripherals/watchdog.ts";
export type { Format as UartFormat } from "./peripherals/uart/format.ts";
export type { ReceivedByte, Terminal, TerminalLine } from "./peripherals/uart/terminal.ts";
export {
  Bme280,
  Button,
  Buzzer,
  Dht22,
  DipSwitch,
  Ds3231,
  Hcsr04,
  I2cRegisters,
  Joystick,
  Led,
  LedBarGraph,
  LedMatrix,
  Max7219Matrix,
  MembraneKeypad,
  NeoPixels,
  NtcSensor,
  PhotoresistorSensor,
  Pir,
  Potentiometer,
  RgbLed,
  RotaryEncoder,
  Servo,
  SevenSegmentDisplay,
  ShiftRegister,
  SlideSwitch,
  Ssd1306,
} from "./parts/index.ts";
export { fromJson } from "./trace/from-json.ts";
export { toJson } from "./trace/json.ts";
export { toSvg, type SvgOptions } from "./trace/svg.ts";
export type { Trace, TraceChange, TraceData, TraceSignal } from "./trace/trace.ts";
export { toVcd } from "./trace/vcd.ts";
export { drawWaveform, type WaveformOptions } from "./trace/waveform.ts";
export {
  formatScript,
  parseScript,
  playScript,
  replayString,
  type Script,
} from "./script/script.ts";
export { stimuliFromVcd, type VcdStimuli } from "./script/from-vcd.ts";
export type { Happening } from "./script/happening.ts";
export {
  type Exploration,
  explore,
  type ExploreOptions,
  type Finding,
  replay,
  type Replay,
  type Strategy,
} from "./explore/explore.ts";
export type { LoadOptions, May, Verdict } from "./explore/scenario.ts";
/** What is explored: a board, what may happen to it, and what must hold whatever does. */
export type Scenario = ScenarioOf<Simulator>;
