// Loaded into a task with NODE_OPTIONS=--import=...: tells what it writes to files, and whether a text is in it.
import fs from 'node:fs';
import { TextDecoder } from 'node:util';

const { WATCHED_TEXT = '' } = process.env;

function tell(name, place, data) {
  const text = ArrayBuffer.isView(data) ? new TextDecoder('latin1').decode(data) : String(data);
  const found = WATCHED_TEXT !== '' && text.includes(WATCHED_TEXT);
  const { write } = process.stderr;
  Reflect.apply(write, process.stderr, [`${found ? 'THE TEXT ' : ''}went to disk by ${name}: ${place}\n`]);
}

function watch(target, name) {
  const original = target[name];
  target[name] = function (place, data, ...more) {
    // Streams of the process itself are no files.
    if (place !== 1 && place !== 2) tell(name, String(place), data);
    return Reflect.apply(original, this, [place, data, ...more]);
  };
}

for (const name of ['writeFileSync', 'appendFileSync', 'writeSync', 'writeFile', 'appendFile', 'write'])
  watch(fs, name);
for (const name of ['writeFile', 'appendFile']) watch(fs.promises, name);
