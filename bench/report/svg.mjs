// The frame that all plots share: its colours in the light and in the dark, its title, and what it says to who cannot
// see it.

const STYLE = `svg { --paper: #fbfaf7; --ink: #23262b; --soft: #6b7078; --line: #dcd9d1; --a: #1264a3; --b: #b3541e; --c: #4f7a28 }
@media (prefers-color-scheme: dark) { svg { --paper: #16191d; --ink: #e8e6e1; --soft: #9aa0a8; --line: #2c3138; --a: #6cb8f0; --b: #f0a36c; --c: #a3d477 } }
.p { fill: var(--paper); stroke: var(--line) } .h { fill: var(--ink) } .t { fill: var(--soft); font-size: 12px }
.m { text-anchor: middle } .e { text-anchor: end } .g { stroke: var(--line) }
.l { fill: none; stroke-width: 2 } .a { stroke: var(--a) } .b { stroke: var(--b) } .c { stroke: var(--c) }
.fa { fill: var(--a) } .fb { fill: var(--b) } .fc { fill: var(--c) }`;

/** Text as it stands in XML. */
export const escape = (text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** A coordinate, to a tenth. */
export const at = (n) => String(Number(n.toFixed(1)));

/**
 * @param {{ width: number, height: number, title: string, description: string }} frame
 * @param {string[]} drawn
 */
export function svg({ width, height, title, description }, drawn) {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title desc" font-family="ui-monospace, Menlo, Consolas, monospace" font-size="14">
<title id="title">${escape(title)}</title>
<desc id="desc">${escape(description)}</desc>
<style>
${STYLE}
</style>
<rect class="p" x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="10"/>
<text class="h" x="24" y="30">${escape(title)}</text>
${drawn.join("\n")}
</svg>
`;
}
