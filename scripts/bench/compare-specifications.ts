// Compares specifications in a process of its own, and tells what that cost: not a task, no Azure, no emulator.
import { compareSpecifications } from '../../shared/apim/specification/formats.ts';
import { apiDocument } from './many-operations.ts';

const [apis, operations] = process.argv.slice(2).map(Number);
if (apis === undefined || operations === undefined)
  throw new Error('Say how many APIs, and operations of each.');
const begun = process.cpuUsage();
for (let api = 0; api < apis; api += 1) {
  const wanted = apiDocument(api, operations, 'written');
  const live = apiDocument(api, operations, 'exported');
  const { verdict } = compareSpecifications(
    { format: 'openapi', text: JSON.stringify(wanted, null, 2), file: 'specification.json' },
    { format: 'openapi', text: JSON.stringify(live), file: 'the export' },
  );
  if (verdict !== 'same') throw new Error(`API ${api} is ${verdict}.`);
}
const { user, system } = process.cpuUsage(begun);
const peakMebibytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ processorSeconds: (user + system) / 1e6, peakMebibytes }));
