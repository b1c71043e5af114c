/** The page's entry: firmware from the source to the worker, reports from the worker to the views. */
import type { Firmware, Frame, Loaded } from "../protocol.ts";
import { createAnalyser } from "../analyser/analyser.ts";
import { Stage } from "./board/stage.ts";
import { Deeds } from "./controls/deeds.ts";
import { PartKeys } from "./controls/part-keys.ts";
import { baseName, byId, setText } from "../dom/make.ts";
import { Link } from "./link/link.ts";
import { openSource, startWorker } from "./link/source.ts";
import { Announcer } from "./panels/announcer.ts";
import { EnergyPanel } from "./panels/energy.ts";
import { MessagesPanel } from "./panels/messages.ts";
import { PartsPanel } from "./panels/parts.ts";
import { SerialPanel } from "./panels/serial.ts";
import { Tabs } from "./panels/tabs.ts";
import { TasksPanel } from "./panels/tasks.ts";
import { Notes } from "./transport/notes.ts";
import { Transport } from "./transport/transport.ts";

const link = new Link(startWorker(), { loaded, frame, refused });
const deeds = new Deeds((command) => link.send(command));
const partKeys = new PartKeys(deeds);
const notes = new Notes();
const announcer = new Announcer();
const stage = new Stage(byId("stage"), deeds);
const partsPanel = new PartsPanel(byId("parts"), deeds, {
  announce: (isWanted) => announcer.turn(isWanted),
  changed: (words) => announcer.add(words),
});
const tabs = new Tabs(byId("panels"));
const tabOf = {
  tasks: tabs.add("tasks", "Tasks"),
  serial: tabs.add("serial", "Serial"),
  messages: tabs.add("messages", "Messages"),
  energy: tabs.add("energy", "Energy"),
};
const tasksPanel = new TasksPanel(tabOf.tasks.panel);
const serialPanel = new SerialPanel(tabOf.serial.panel, (port, text) =>
  link.send({ type: "type", port, text }),
);
const messagesPanel = new MessagesPanel(tabOf.messages.panel);
const energyPanel = new EnergyPanel(tabOf.energy.panel);
const transport = new Transport({
  send(command) {
    // What is being loaded meanwhile does not play on.
    if (command.type === "pause") wasPlaying = false;
    link.send(command);
  },
  restart,
  refused: (refusal) => notes.refused(refusal),
});
const analyser = createAnalyser(byId("analyser"), {
  look: (view) => link.send({ type: "look", view }),
  ask: (question) => link.ask(question),
  goTo: (time) => transport.goTo(time),
});

let firmware: Firmware | undefined;
/** Of the board that is drawn: a build that leaves it as it is draws nothing anew. */
let drawnBoard = "";
let isEnabled = false;
let wasPlaying = true;

openSource({
  firmware(next) {
    const resume = firmware !== undefined;
    firmware = next;
    wasPlaying = transport.isPlaying;
    notes.buildWorks();
    link.send({ type: "load", firmware, resume });
  },
  failed({ text }) {
    notes.buildFailed(text, firmware !== undefined);
    if (firmware === undefined) transport.tell("no firmware");
  },
  connection: (isLost) => notes.connection(isLost),
});

function restart(): void {
  if (firmware === undefined) return;
  wasPlaying = transport.isPlaying;
  link.send({ type: "load", firmware, resume: false });
}

function loaded(told: Loaded): void {
  const file = baseName(told.name);
  document.title = `${file} \u00b7 Wakeful`;
  const name = byId("name");
  setText(name, told.board === "" ? file : `${file} on ${told.board}`);
  name.title = told.name;
  const board = JSON.stringify([told.parts, told.wires]);
  if (board !== drawnBoard) {
    drawnBoard = board;
    deeds.releaseAll();
    deeds.forget();
    partKeys.load(told.parts);
    partsPanel.load(told);
    void stage.load(told);
  }
  serialPanel.load(told);
  messagesPanel.show([], true);
  energyPanel.load(told);
  analyser.load(told);
  notes.noFailure();
  if (!isEnabled) transport.enable();
  else if (wasPlaying) transport.start();
  isEnabled = true;
}

function frame(told: Frame): void {
  transport.show(told);
  deeds.show(told.pictures);
  stage.show(told.pictures);
  partsPanel.show(told.pictures, told.playing);
  if (told.tasks !== undefined) tasksPanel.show(told.tasks);
  if (told.energy !== undefined) energyPanel.show(told.energy);
  if (serialPanel.show(told.serial, told.rewound)) tabOf.serial.mark("\u2022", "new text");
  messagesPanel.show(told.messages, told.rewound, told.leftOut);
  showFailure(told);
  analyser.frame(told);
}

function showFailure({ messages, state, rewound }: Frame): void {
  const bad = messages.filter(({ kind }) => kind !== "log").length;
  if (bad > 0) tabOf.messages.mark("!", "warnings or failures");
  const failure = messages.findLast(({ kind }) => kind === "failure");
  if (failure !== undefined) notes.failure(failure.text, () => tabOf.messages.open());
  else if (rewound || state === "running") notes.noFailure();
}

function refused(refusal: { readonly message: string; readonly hint: string }): void {
  transport.refused();
  notes.refused(refusal);
}
