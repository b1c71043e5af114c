/** The timer queue by itself, driven from the host. */
import { TimerNode, TimerQueue } from "wakeful/firmware/executor/timer-queue";

const nodes: usize = memory.data(24 * 4096, 8);
const root: usize = memory.data(4, 4);

function node(index: i32): TimerNode {
  return changetype<TimerNode>(nodes + <usize>index * 24);
}

function queue(): TimerQueue {
  return changetype<TimerQueue>(root);
}

export function nodeBytes(): i32 {
  return offsetof<TimerNode>();
}

export function insert(index: i32, deadline: u64): void {
  node(index).deadline = deadline;
  queue().insert(node(index));
}

export function remove(index: i32): void {
  queue().remove(node(index));
}

export function isLinked(index: i32): bool {
  return node(index).isLinked;
}

/** Index of the first node, or -1. */
export function first(): i32 {
  const at = queue().first;
  return at ? <i32>((at - nodes) / 24) : -1;
}
