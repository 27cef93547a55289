import { cpus, totalmem } from 'node:os';
import { compared, type ComparisonCost } from './comparison.ts';
import type { Growth } from './growth.ts';
import type { Measurement } from './measured-job.ts';
import type { Pace } from './pace.ts';
import type { StartUp } from './start-up.ts';

/** Where and when this was measured. */
export function circumstances(): string {
  const processors = cpus();
  const model = processors[0]?.model.trim() ?? 'unknown processor';
  const memory = Math.round(totalmem() / 1024 ** 3);
  const date = new Date().toISOString().slice(0, 10);
  return `${date}, ${process.platform} ${process.arch}, ${processors.length} x ${model}, ${memory} GiB, Node ${process.versions.node}`;
}

/** Markdown, to be read in a terminal as well. */
export function jobsTable(measurements: readonly Measurement[]): string {
  const rows = measurements.map(({ name, requests, milliseconds, peakMebibytes }) => {
    const counts = Object.entries(requests)
      .sort()
      .map(([method, count]) => `${count} ${method}`);
    return [
      name,
      counts.join(', '),
      `${(milliseconds / 1000).toFixed(1)} s`,
      `${peakMebibytes.toFixed(0)} MiB`,
    ];
  });
  return table(['job', 'requests', 'time', 'peak memory'], rows);
}

export function startUpTable(startUps: readonly StartUp[]): string {
  const rows = startUps.map(({ task, milliseconds, ratio }) => [
    task,
    `${milliseconds.toFixed(0)} ms`,
    ratio.toFixed(1),
  ]);
  return table(['task', 'until it says that an input is missing', 'times `node -e 0`'], rows);
}

export function comparisonTable({ processorSeconds, peakMebibytes }: ComparisonCost): string {
  const row = [
    `${compared.apis} of ${compared.operations} operations`,
    `${processorSeconds.toFixed(1)} s`,
    `${peakMebibytes.toFixed(0)} MiB`,
  ];
  return table(['specifications compared', 'processor time', 'peak memory'], [row]);
}

export function growthTable(growth: readonly Growth[]): string {
  const rows = growth.map(({ name, requests, processor }) => [
    name,
    requests.toFixed(2),
    processor.toFixed(2),
  ]);
  return table(['four times as many APIs', 'requests, times a straight line', 'processor time'], rows);
}

export function paceTable({ requests, seconds, ratio }: Pace): string {
  const row = [String(requests), `${seconds.toFixed(0)} s`, ratio.toFixed(2)];
  return table(['requests while ARM throttles', 'time by its clock', 'times the least'], [row]);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
