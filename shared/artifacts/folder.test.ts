import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TaskError } from '../errors/task-error.ts';
import { readFolder, readFolderIfThere, writeFolder } from './folder.ts';

describe('An artifacts folder', () => {
  let root = '';
  beforeEach(async () => {
    root = await realpath(await mkdtemp(join(tmpdir(), 'artifacts-')));
  });
  afterEach(async () => {
    await rm(root, { recursive: true, force: true });
  });
  const text = (content: string) => new TextEncoder().encode(content);

  it('is read as it was written, whatever the names', async () => {
    const path = 'apis/ä $& ;rev=2/apiInformation.json';
    await writeFolder(root, [{ kind: 'add', path, content: text('{}') }]);
    assert.deepEqual(
      [...(await readFolder(root))].map(([name, bytes]) => [name, bytes.length]),
      [[path, 2]],
    );
  });

  it('loses folders that become empty, and never itself', async () => {
    await writeFolder(root, [
      { kind: 'add', path: 'a/b/c', content: text('1') },
      { kind: 'add', path: 'a/d', content: text('1') },
    ]);
    await writeFolder(root, [{ kind: 'delete', path: 'a/b/c' }]);
    assert.deepEqual(await readdir(root, { recursive: true }), ['a', join('a', 'd')]);
    await writeFolder(root, [
      { kind: 'delete', path: 'a/d' },
      { kind: 'delete', path: 'never/there' },
    ]);
    assert.deepEqual(await readdir(root), []);
  });

  it('that is missing is told with what is there', async () => {
    await mkdir(join(root, 'artifacts'));
    await assert.rejects(readFolder(join(root, 'apim', 'x')), {
      code: 'FOLDER_NOT_FOUND',
      message: `The folder ${join(root, 'apim', 'x')} does not exist; ${root} holds artifacts.`,
    });
    assert.equal((await readFolderIfThere(join(root, 'apim'))).size, 0);
  });

  for (const below of ['_apis', join('_apis-ci', 'drop')])
    it(`that is below the alias of an artifact is found there: ${below}`, async () => {
      await mkdir(join(root, below, 'apim-artifacts'), { recursive: true });
      await assert.rejects(readFolder(join(root, 'apim-artifacts')), (error) => {
        assert.ok(error instanceof TaskError);
        assert.ok(error.remedy?.startsWith(`Was "${join(below, 'apim-artifacts')}" meant? `), error.remedy);
        return true;
      });
    });

  it('that is a file is told too', async () => {
    await writeFile(join(root, 'file'), '');
    await assert.rejects(readFolder(join(root, 'file')), { code: 'FOLDER_NOT_FOUND' });
  });

  it('is as it was when writing fails half-way', async () => {
    await writeFolder(root, [
      { kind: 'add', path: 'apis/a.json', content: text('1') },
      { kind: 'add', path: 'apis/b.json', content: text('1') },
    ]);
    const broken = writeFolder(root, [
      { kind: 'edit', path: 'apis/a.json', content: text('2') },
      { kind: 'delete', path: 'apis/b.json' },
      { kind: 'add', path: 'new/c.json', content: text('2') },
      { kind: 'add', path: 'apis/a.json/d.json', content: text('2') },
    ]);
    await assert.rejects(broken, { code: 'FOLDER_NOT_WRITABLE', message: /a\.json.*It is as it was\.$/ });
    const files = [...(await readFolder(root))].map(([path, bytes]) => [path, Buffer.from(bytes).toString()]);
    assert.deepEqual(files, [
      ['apis/a.json', '1'],
      ['apis/b.json', '1'],
    ]);
    assert.deepEqual(await readdir(root), ['apis']);
  });

  it('leaves the metadata of Git alone', async () => {
    await writeFolder(root, [{ kind: 'add', path: '.git/config', content: text('') }]);
    assert.equal((await readFolder(root)).size, 0);
  });

  it('may be reached by a link, and holds none', async function () {
    if (process.platform === 'win32') this.skip();
    await mkdir(join(root, 'real'));
    await symlink(join(root, 'real'), join(root, 'link'));
    assert.equal((await readFolder(join(root, 'link'))).size, 0);
    await assert.rejects(readFolder(root), { code: 'INVALID_FILE', message: /link is a symbolic link/ });
  });
});
