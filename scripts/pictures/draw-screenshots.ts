// Draws the pictures of the Marketplace page with headless Chromium: three of what "npm run demo" left, one from
// images/flow.svg. Fonts: Inter and JetBrains Mono. Not needed to build or to test: the PNG files are in the repository.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { marked } from 'marked';
import { diffHtml, logHtml } from './log-html.ts';
import { page, type Panel, pictureSize } from './page.ts';

const demo = 'demo-output';
const scratch = mkdtempSync(join(tmpdir(), 'apim-pictures-'));
try {
  draw('flow', `<style>body { margin: 0 }</style>${readFileSync('images/flow.svg', 'utf8')}`, 1100, 330);
  drawPage('publish-log', 'Publishing writes what differs, and reads it back', [
    log('2-publish-dev', 'ApimPublish to contoso-apis-dev'),
    // Its end: where the second run says that there was nothing to do.
    log('5-publish-prod-again', 'ApimPublish to contoso-apis-prod, for the second time', 8),
  ]);
  drawPage('pull-request', 'Somebody changed a policy in the portal: one pull request says so', [
    { title: titleOf('3'), place: 'the description of a pull request in Azure Repos', html: described('3') },
    {
      title: 'products/partners/policy.xml',
      place: 'its only file',
      html: diffHtml(changedPolicy()),
      cut: true,
    },
  ]);
  drawPage('run-summary', 'The page of a run tells what was done, or what would be', [
    summary('2-publish-dev', 'After a publish'),
    { ...summary('3-plan-prod', 'After a plan for an empty instance'), cut: true },
  ]);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function log(name: string, title: string, from = 1): Panel {
  return {
    title,
    place: 'the log of a run',
    html: logHtml(readFileSync(`${demo}/logs/${name}.log`, 'utf8'), from),
  };
}

function summary(name: string, title: string): Panel {
  const text = readFileSync(`${demo}/summaries/${name}.md`, 'utf8');
  return { title, place: 'the summary of a run', html: textHtml(text) };
}

function titleOf(pullRequest: string): string {
  const [title = ''] = readFileSync(`${demo}/pull-requests/${pullRequest}.md`, 'utf8').split('\n');
  return `${title.replace(/^# /, '')}  #${pullRequest}`;
}

function described(pullRequest: string): string {
  const [, ...lines] = readFileSync(`${demo}/pull-requests/${pullRequest}.md`, 'utf8').split('\n');
  return textHtml(lines.join('\n'));
}

/** Azure DevOps shows Markdown; comments in it are not seen. */
function textHtml(markdown: string): string {
  const visible = markdown.replace(/<!--[^]*?-->/g, '');
  return `<div class="text">${marked.parse(visible, { async: false })}</div>`;
}

/** The branch of the pull request is still in the bare repository of the demo. */
function changedPolicy(): string {
  const [project = ''] = readdirSync(`${demo}/azure-repos`);
  const repository = `${demo}/azure-repos/${project}/apis.git`;
  const branch = 'apim-extract/contoso-apis-dev';
  return execFileSync('git', ['-C', repository, 'diff', '--unified=20', `main...${branch}`], {
    encoding: 'utf8',
  });
}

function drawPage(name: string, headline: string, panels: readonly Panel[]): void {
  draw(name, page(headline, panels), pictureSize.width, pictureSize.height);
}

function draw(name: string, html: string, width: number, height: number): void {
  const source = join(scratch, `${name}.html`);
  writeFileSync(source, html);
  execFileSync(
    process.env['CHROMIUM'] ?? 'chromium',
    [
      ...[
        '--headless',
        '--no-sandbox',
        '--hide-scrollbars',
        '--disable-gpu',
        `--user-data-dir=${scratch}/profile`,
      ],
      ...[`--window-size=${width},${height}`, `--screenshot=${resolve('images', `${name}.png`)}`],
      `file://${source}`,
    ],
    { stdio: 'ignore' },
  );
}
