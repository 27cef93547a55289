// Loaded into a measured process before its program: leaves what it took in a file.
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  const cost = { kibibytes: process.resourceUsage().maxRSS, processorSeconds: (user + system) / 1e6 };
  writeFileSync(process.env.COST_FILE, JSON.stringify(cost));
});
