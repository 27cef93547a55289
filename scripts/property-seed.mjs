import fc from 'fast-check';

/**
 * Property tests draw the same cases in every run, so that a change is never blamed for what chance has found.
 * FC_SEED=$RANDOM looks for more; what it finds becomes an example of that test.
 */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.FC_SEED ?? 20_261_122) });
