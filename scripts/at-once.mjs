// Runs npm scripts side by side: "at-once.mjs 'format:check types' lint" runs two rows, each in its order. What a row
// prints comes whole when the row has ended. Ends with 1 when any of them fails.
import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';

const ends = await Promise.all(process.argv.slice(2).map((row) => run(row.split(' '))));
process.exit(ends.every((end) => end) ? 0 : 1);

async function run(names) {
  const parts = [];
  let isGood = true;
  for (const name of names) {
    if (isGood) isGood = await one(name, parts);
  }
  process.stdout.write(Buffer.concat(parts));
  return isGood;
}

function one(name, parts) {
  const shell = process.platform === 'win32';
  const child = spawn('npm', ['run', name], { shell, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => parts.push(part));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve(status === 0));
  });
}
