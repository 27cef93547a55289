import assert from 'node:assert/strict';
import { join } from 'node:path';
import { bundledWorldForTests } from '../services/world-for-tests.ts';
import { intoFolder } from '../services/world.ts';
import { assertDoneWithIssues, assertRed, seen } from '../services/world-expectations.ts';
import { filesIn, writeFileAt } from '../services/world-files.ts';
import { quick } from '../services/world-switches.ts';

const body = '<policies><inbound>&laugh;</inbound><backend /><outbound /><on-error /></policies>';
const declarations = {
  'that names another host': '<!DOCTYPE policies SYSTEM "https://elsewhere.example/policies.dtd">',
  'that names a file of the agent': '<!DOCTYPE policies [<!ENTITY laugh SYSTEM "file:///etc/passwd">]>',
  'that grows': `<!DOCTYPE policies [<!ENTITY a "ha"><!ENTITY laugh "${'&a;'.repeat(1000)}">]>`,
};

describe('A document type in a policy', () => {
  const world = bundledWorldForTests({ switches: quick, withoutContent: true });

  for (const [what, declaration] of Object.entries(declarations)) {
    it(`${what} is refused before any request`, async () => {
      world.emulators.arm.requests.clear();
      await writeFileAt(join(world.folder, 'published/policy.xml'), `${declaration}\n${body}`);
      const run = await world.publish({ artifactsFolder: 'published', overridesFile: '' });
      assertRed(run, 'INVALID_FILE', /policy\.xml \(1:1\) is not a well-formed policy/);
      assert.deepEqual(world.emulators.arm.requests.entries, []);
    });

    it(`${what} is left out of the files, and told`, async () => {
      const value = `${declaration}\n${body}`;
      const { faults } = world.emulators.arm;
      faults.push({
        path: /\/contoso-dev\/policies\/policy$/,
        answer: { status: 200, body: { name: 'policy', properties: { format: 'rawxml', value } } },
      });
      const run = await world.extract({ ...intoFolder, artifactsFolder: what });
      faults.length = 0;
      assertDoneWithIssues(run);
      assert.match(seen(run), /service policy cannot be kept in a file: \(1:1\) /);
      assert.equal((await filesIn(join(world.folder, what)))['policy.xml'], undefined);
    });
  }
});
