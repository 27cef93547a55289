import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BundledPackage } from './bundled-packages.ts';

/** The notices that the licences of bundled packages ask to deliver: bundling strips the folders that held them. */
export function thirdPartyNotices(packages: readonly BundledPackage[]): string {
  const folders = new Map(packages.map(({ folder, name }) => [folder, name]));
  const notices = [...folders].map(([folder, name]) => noticeOf(folder, name)).sort();
  return ['The tasks of this extension contain the following packages.', ...new Set(notices)].join(
    `\n\n${'-'.repeat(80)}\n\n`,
  );
}

function noticeOf(folder: string, name: string): string {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    version?: string;
    license?: string;
  };
  const texts = readdirSync(folder)
    .filter((file) => /^(?:licen[cs]e|copying|notice)(?:-\w+)?(?:\.(?:md|txt))?$/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').replace(/\r\n/g, '\n').trim());
  if (texts.length === 0) texts.push(...licenceInReadme(folder));
  if (texts.length === 0) throw new Error(`${folder} brings no licence text: it may not be shipped.`);
  const heading = `${name} ${manifest.version ?? ''} (${manifest.license ?? 'see below'})`;
  return [heading, ...texts].join('\n\n');
}

/** Some packages keep their licence at the end of the README. */
function licenceInReadme(folder: string): readonly string[] {
  const file = readdirSync(folder).find((name) => /^readme(?:\.md)?$/i.test(name));
  if (file === undefined) return [];
  const text = readFileSync(join(folder, file), 'utf8').replace(/\r\n/g, '\n');
  const section = /^#+ licen[cs]e\b[^\n]*\n(?<words>[\s\S]*?)(?=^#+ |(?![\s\S]))/im.exec(text)?.groups?.[
    'words'
  ];
  return section === undefined ? [] : [section.trim()];
}
