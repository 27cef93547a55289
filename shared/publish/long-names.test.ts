import assert from 'node:assert/strict';
import { renderNames } from '../artifacts/names-file.ts';
import { shortened } from '../artifacts/short-name.ts';
import { bytes, story, tag, type Texts } from './story-for-tests.ts';
import { apart, validate } from './validate.ts';

const [blue = '', green = ''] = ['blue', 'green'].map((word) => word.padEnd(80, `-${word}`));

/** Tags with these names, shortened. */
function short(...names: readonly string[]): Texts {
  const tags = names.map((name) => tag(shortened(name).short, name));
  return Object.assign({ 'apim-names.json': renderNames(names.map(shortened)) }, ...tags) as Texts;
}

describe('Shortened names', () => {
  it('are published whole, and what is whole in one commit and short in the next is the same', async () => {
    const { run, writes, instance, told } = story();
    await run('1', { ...short(blue), ...tag(green) });
    assert.deepEqual(writes(), [`tag ${blue}`, `tag ${green}`]);
    for (const [commit, files] of [
      ['2', short(green, blue)],
      ['3', { ...tag(blue), ...tag(green) }],
    ] as const) {
      assert.equal((await run(commit, files)).unchanged, 0, 'nothing had to be compared');
      assert.deepEqual(writes(), []);
      assert.match(told.join('\n'), /nothing differs from commit/);
    }
    assert.deepEqual(
      [...instance.resources.values()].map(({ id }) => id.name),
      [blue, green],
    );
  });

  it('are deleted by their whole names when file and name are gone, unless .apimignore names them', async () => {
    for (const [rule, expected] of [
      ['tags/red/', [`- tag ${green}`]],
      [`tags/${green}/`, []],
      [`tags/${shortened(green).short}/`, []],
    ] as const) {
      const { run, writes } = story();
      await run('1', short(blue, green));
      writes();
      await run('2', { ...short(blue), '.apimignore': rule });
      assert.deepEqual(writes(), expected, rule);
    }
  });

  it('stop everything when nobody tells what they stand for: a delete could be meant for something else', async () => {
    const { run, writes } = story();
    await run('1', short(blue, green));
    writes();
    const files = { ...short(blue, green), ...short(blue) };
    await assert.rejects(run('2', files), { code: 'INVALID_FILE', message: /does not say .* green-/ });
    const { errors } = apart(await validate(bytes(files)));
    assert.deepEqual(
      errors.map(({ where }) => where),
      [{ file: `tags/${shortened(green).short}/tagInformation.json` }],
    );
    assert.deepEqual(writes(), []);
  });
});
