/** How the analyser looks. All in a shadow root: nothing of the page gets in but custom properties. */
export const ROW = 30;
export const AXIS = 42;

/**
 * What changes with each frame is contained (`contain: strict`): no width depends on it, so nothing else is laid out
 * again, and the waveforms stay as wide as they are while time runs.
 */
const css = `
:host { display: block; }
.analyser {
  --analyser-paper: var(--paper, var(--surface, #ffffff));
  --analyser-ink: var(--ink, #1b2430);
  --analyser-muted: var(--muted, var(--soft, #566273));
  --analyser-accent: var(--accent, #0b62c4);
  --analyser-rule: var(--rule, var(--line, #dfe4ea));
  --analyser-cursor-a: var(--cursor-a, #b3261e);
  --analyser-cursor-b: var(--cursor-b, #6d28a8);
  --analyser-raised: color-mix(in srgb, var(--analyser-ink) 5%, var(--analyser-paper));
  color: var(--analyser-ink);
  background: var(--analyser-paper);
  font: 0.875rem/1.4 var(--font, system-ui, sans-serif);
  container-type: inline-size;
}
@media (prefers-color-scheme: dark) {
  .analyser {
    --analyser-paper: var(--paper, var(--surface, #11161d));
    --analyser-ink: var(--ink, #e6ebf2);
    --analyser-muted: var(--muted, var(--soft, #9ba8b8));
    --analyser-accent: var(--accent, #66b0ff);
    --analyser-rule: var(--rule, var(--line, #28313c));
    --analyser-cursor-a: var(--cursor-a, #ff8d80);
    --analyser-cursor-b: var(--cursor-b, #d6a6ff);
  }
}
* { box-sizing: border-box; }
:focus-visible { outline: 2px solid var(--analyser-accent); outline-offset: 1px; }
[hidden] { display: none !important; }

.bar { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; padding: 0.5rem; }
.group { display: flex; }
button, summary, input, select {
  font: inherit; color: inherit; min-height: 2rem; padding: 0.2rem 0.6rem; margin: 0;
  border: 1px solid color-mix(in srgb, var(--analyser-ink) 28%, var(--analyser-paper));
  border-radius: 0.375rem; background: var(--analyser-paper); cursor: pointer;
}
button:hover, summary:hover { background: var(--analyser-raised); }
button[aria-disabled="true"] { color: var(--analyser-muted); border-style: dashed; cursor: default; background: none; }
button[aria-pressed="true"] {
  background: var(--analyser-accent); border-color: var(--analyser-accent);
  color: var(--accent-ink, var(--analyser-paper));
}
.group > button { border-radius: 0; margin-left: -1px; }
.group > button:first-child { border-radius: 0.375rem 0 0 0.375rem; margin-left: 0; }
.group > button:last-child { border-radius: 0 0.375rem 0.375rem 0; }
.group > button:only-child { border-radius: 0.375rem; }
.space { flex: 1; }
.menu { position: relative; }
summary { list-style: none; display: inline-flex; align-items: center; gap: 0.4rem; }
summary::-webkit-details-marker { display: none; }
summary::after { content: ""; border: 0.28rem solid transparent; border-top-color: currentcolor; translate: 0 0.14rem; }
.sheet {
  position: absolute; right: 0; z-index: 5; margin-top: 0.25rem; padding: 0.75rem; min-width: 15rem;
  max-height: 22rem; overflow: auto; display: grid; gap: 0.4rem; background: var(--analyser-paper);
  border: 1px solid color-mix(in srgb, var(--analyser-ink) 28%, var(--analyser-paper));
  border-radius: 0.5rem; box-shadow: 0 6px 24px rgb(0 0 0 / 0.22);
}
.sheet label { display: flex; gap: 0.5rem; align-items: center; min-height: 1.75rem; cursor: pointer; }
.sheet input[type="checkbox"], .sheet input[type="radio"] { min-height: 0; width: 1rem; height: 1rem; accent-color: var(--analyser-accent); }
.sheet hr { width: 100%; margin: 0.1rem 0; border: 0; border-top: 1px solid var(--analyser-rule); }
.sheet .row { display: flex; gap: 0.5rem; }
.sheet .row button { flex: 1; }

.stage {
  display: grid; grid-template-columns: minmax(8.5rem, max-content) minmax(0, 1fr);
  max-height: var(--analyser-height, 30rem); overflow-y: auto; overflow-x: hidden;
  border-block: 1px solid var(--analyser-rule);
}
.corner, .axis { position: sticky; top: 0; height: ${AXIS}px; z-index: 2; background: var(--analyser-paper); }
.corner {
  contain: strict; display: flex; align-items: end; padding: 0 0.75rem 0.3rem; color: var(--analyser-muted);
  font-size: 0.75rem; line-height: 1.1rem; font-variant-numeric: tabular-nums;
  border-bottom: 1px solid var(--analyser-rule); border-right: 1px solid var(--analyser-rule);
}
.axis { width: 100%; display: block; cursor: crosshair; touch-action: pan-y; }
.names { list-style: none; margin: 0; padding: 0; max-width: 14rem; border-right: 1px solid var(--analyser-rule); }
.names:focus-visible { outline-offset: -2px; }
.names li {
  height: ${ROW}px; display: flex; align-items: center; gap: 0.5rem; padding: 0 0.5rem 0 0.75rem;
  border-bottom: 1px solid var(--analyser-rule); cursor: pointer; user-select: none;
}
.names li > .name { flex: 1; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.names li > .level { contain: strict; flex: none; width: 1.1em; height: 1.4em; text-align: center; color: var(--analyser-muted); font-family: var(--mono, ui-monospace, monospace); }
.names li[aria-selected="true"] {
  background: color-mix(in srgb, var(--analyser-accent) 7%, var(--analyser-paper));
  box-shadow: inset 3px 0 var(--analyser-accent); font-weight: 600;
}
.kind { width: 0.6rem; height: 0.6rem; flex: none; border: 1.5px solid var(--analyser-muted); }
.kind.led { border-radius: 50%; background: var(--analyser-muted); }
.kind.button { border-radius: 0.2rem; box-shadow: inset 0 0 0 2px var(--analyser-paper), inset 0 0 0 9px var(--analyser-muted); }
.kind.pin { width: 0.7rem; height: 0; border-width: 1px; margin-right: -0.1rem; }
.waves { position: relative; min-height: ${ROW}px; }
.seen { position: absolute; width: 100%; }
.seen canvas { position: absolute; inset: 0; width: 100%; height: 100%; display: block; }
.touch { cursor: crosshair; touch-action: pan-y; }
.touch:focus-visible { outline-offset: -2px; }
.touch.grip { cursor: ew-resize; }
.touch.pan { cursor: grabbing; }
.none { position: absolute; inset: 0; display: grid; place-items: center; color: var(--analyser-muted); pointer-events: none; }

.scroll { contain: strict; height: 1rem; padding: 0.2rem 0; background: var(--analyser-raised); touch-action: none; position: relative; }
.thumb {
  position: absolute; top: 0.2rem; bottom: 0.2rem; min-width: 1.5rem; border-radius: 0.3rem;
  background: color-mix(in srgb, var(--analyser-ink) 45%, var(--analyser-paper));
}
.scroll:hover .thumb { background: color-mix(in srgb, var(--analyser-ink) 60%, var(--analyser-paper)); }

.read { display: flex; flex-wrap: wrap; gap: 0.25rem 2rem; padding: 0.5rem 0.75rem; align-items: start; }
.told { margin: 0; flex-basis: 100%; min-height: 1.4em; }
.told.wrong::before { content: "! "; font-weight: 700; }
.cursors { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; }
.cursors label { display: inline-flex; align-items: center; gap: 0.4rem; }
.cursors input { width: 9.5rem; cursor: text; font-variant-numeric: tabular-nums; }
.cursors input[aria-invalid="true"] { border-color: var(--analyser-cursor-a); border-style: dashed; }
.flag { display: inline-grid; place-items: center; width: 1.35rem; height: 1.35rem; border-radius: 0.25rem; font-size: 0.75rem; font-weight: 700; color: var(--analyser-paper); }
.flag.A { background: var(--analyser-cursor-a); }
.flag.B { background: var(--analyser-cursor-b); }
.gap { font-variant-numeric: tabular-nums; white-space: nowrap; }
.measures { border-collapse: collapse; font-variant-numeric: tabular-nums; }
.measures caption { text-align: start; padding-bottom: 0.15rem; color: var(--analyser-muted); white-space: nowrap; }
.measures th { text-align: start; font-weight: 400; color: var(--analyser-muted); padding: 0 1.25rem 0 0; white-space: nowrap; }
.measures td { padding: 0 1.25rem 0 0; white-space: nowrap; min-width: 4.5rem; }

.help { padding: 0 0.75rem 0.5rem; }
.help summary { border: 0; padding-inline: 0; min-height: 1.75rem; color: var(--analyser-muted); background: none; }
.help dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(22rem, 1fr)); gap: 0.2rem 1.5rem; margin: 0.25rem 0; }
.help dl > div { display: flex; gap: 0.75rem; align-items: baseline; }
.help dt { flex: none; min-width: 5.5rem; text-align: end; }
.help dd { margin: 0; }
kbd {
  font: 0.8125rem var(--mono, ui-monospace, monospace); padding: 0.05rem 0.4rem; border-radius: 0.25rem;
  border: 1px solid var(--analyser-rule); border-bottom-width: 2px; background: var(--analyser-raised);
}
@container (max-width: 40rem) {
  .stage { grid-template-columns: minmax(6.5rem, max-content) minmax(0, 1fr); }
  .names { max-width: 8rem; }
  .names li { padding-left: 0.5rem; gap: 0.3rem; }
  .names .kind { display: none; }
  .corner { padding-inline: 0.5rem; }
  .help dl { grid-template-columns: minmax(0, 1fr); }
  .sheet { right: auto; left: 0; }
  .space { display: none; }
  .measures tr { display: grid; grid-template-columns: 1fr 1fr; }
}
`;

export function createSheet(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}
