/** The size that the Marketplace advises for screenshots. */
export const pictureSize = { width: 1366, height: 768 } as const;

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A piece of what users see: what it is, where it is seen, and its content as HTML. */
export interface Panel {
  readonly title: string;
  readonly place: string;
  readonly html: string;
  /** Longer than its place: what comes last fades out. */
  readonly cut?: boolean;
}

/** One picture: what it shows in a sentence, and the panels below each other. */
export function page(headline: string, panels: readonly Panel[]): string {
  const cards = panels.map(
    ({ title, place, html, cut = false }) =>
      `<section${cut ? ' class="cut"' : ''}><header><b>${escaped(title)}</b><span>${escaped(place)}</span></header>${html}</section>`,
  );
  return `<!doctype html><meta charset="utf-8"><style>${style}</style>
<h1>${escaped(headline)}</h1><main>${cards.join('\n')}</main>
<footer>What the tasks really wrote, in the demo that comes with the sources. The instances are emulated.</footer>`;
}

const style = `
* { box-sizing: border-box; margin: 0 }
body { width: ${pictureSize.width}px; height: ${pictureSize.height}px; overflow: hidden; padding: 34px 56px 0;
  background: #0b5cad; color: #1b2733; font: 16px/1.5 Inter, "Liberation Sans", sans-serif }
h1 { color: #fff; font-size: 29px; font-weight: 650; line-height: 1.2; margin-bottom: 22px; letter-spacing: -.01em }
main { display: flex; flex-direction: column; gap: 18px; height: 618px; overflow: hidden }
section { background: #fff; border-radius: 10px; overflow: hidden; flex: 0 0 auto; box-shadow: 0 8px 26px #06386b66 }
section:last-child { flex: 1 1 0; min-height: 0; position: relative }
section.cut::after { content: ""; position: absolute; inset: auto 0 0; height: 44px;
  background: linear-gradient(#fff0, #fff); border-radius: 0 0 10px 10px }
header { display: flex; justify-content: space-between; padding: 9px 22px; background: #eaf1f8; font-size: 15px }
header span { color: #566a7d }
footer { color: #d5e8fb; font-size: 13px; margin-top: 13px; text-align: right }
.log, .diff { font: 15px/1.55 "JetBrains Mono", "DejaVu Sans Mono", monospace; padding: 12px 0; white-space: pre;
  font-variant-ligatures: none }
.log div { padding: 0 22px } .log i { display: inline-block; width: 34px; color: #9aa9b7; font-style: normal }
.group { font-weight: 650; color: #0b5cad } .good { color: #16743a } .change { color: #8a4b00 }
.diff div { padding: 0 22px } .added { background: #e5f6ea; color: #125c2f }
.removed { background: #fdecea; color: #9b2017 } .muted { color: #718294 }
.text { padding: 14px 24px 18px } .text h2 { font-size: 20px; line-height: 1.35; margin-bottom: 10px }
.text h3 { font-size: 16.5px; margin: 12px 0 4px } .text p { margin-bottom: 6px } .text ul { padding-left: 24px }
.text code { font: 14.5px "JetBrains Mono", monospace; background: #eef2f6; border-radius: 4px; padding: 2px 5px }
.text a { color: #0b5cad } table { border-collapse: collapse; font-size: 15px }
td:not([align]), th:not([align]) { text-align: left }
td, th { padding: 5px 26px 5px 0; border-bottom: 1px solid #e1e8ee; vertical-align: top }
`;
