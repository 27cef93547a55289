import { createRequire } from 'node:module';
import fc from 'fast-check';

/**
 * Property tests draw the same cases in every run, so that a change is never blamed for what chance has found.
 * FC_SEED=$RANDOM looks for more; what it finds becomes an example of that test. Each module system has a copy of the
 * library with settings of its own, and tests may be loaded by either.
 */
const seed = Number(process.env.FC_SEED ?? 20_261_122);
for (const copy of [fc, createRequire(import.meta.url)('fast-check')])
  copy.configureGlobal({ ...copy.readConfigureGlobal(), seed });
