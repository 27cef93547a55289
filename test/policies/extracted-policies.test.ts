import assert from 'node:assert/strict';
import { instanceForTests } from '../../shared/apim/instance-for-tests.ts';
import { resourceId } from '../../shared/apim/resource-id.ts';
import type { Resource } from '../../shared/apim/resource.ts';
import type { ArtifactFiles } from '../../shared/artifacts/file-change.ts';
import { extract } from '../../shared/extract/extract.ts';
import { silent } from '../../shared/log/log.ts';
import { corpus } from './corpus.ts';
import { wordings } from './wordings.ts';

/** Each policy of the corpus on a product of its own. */
function products(worded: (policy: string) => string): readonly Resource[] {
  return corpus.flatMap(({ policy }, at): readonly Resource[] => {
    const id = resourceId('product', `p-${String(at)}`);
    return [
      { id, properties: { displayName: id.name } },
      { id: resourceId('productPolicy', 'policy', id), properties: {}, policy: worded(policy) },
    ];
  });
}

const extracted = (resources: readonly Resource[], existing: ArtifactFiles = new Map()) =>
  extract({ instance: instanceForTests(resources), existing, log: silent });

describe('The corpus of policies, extracted (story 15)', () => {
  it('becomes files with every byte of it, without a secret found, and they stay so when the service words it its way', async () => {
    assert.ok(corpus.length >= 300);
    const { files, findings, gaps } = await extracted(products((policy) => policy));
    assert.deepEqual(
      findings.filter(({ kind }) => kind === 'secret'),
      [],
    );
    assert.deepEqual(gaps, []);
    const existing = new Map(
      files.flatMap((change) => (change.kind === 'delete' ? [] : [[change.path, change.content] as const])),
    );
    for (const [at, { name, policy }] of corpus.entries()) {
      const bytes = existing.get(`products/p-${String(at)}/policy.xml`);
      assert.equal(Buffer.from(bytes ?? []).toString('utf8'), `${policy.trimEnd()}\n`, name);
    }
    const { 'one tag to a line, tabs and CRLF': asTheServiceDoes } = wordings;
    assert.ok(asTheServiceDoes);
    assert.deepEqual((await extracted(products(asTheServiceDoes), existing)).files, []);
  });
});
