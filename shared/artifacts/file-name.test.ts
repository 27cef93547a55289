import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fileName, nameOfFile } from './file-name.ts';

describe('The name of a file', () => {
  const written: readonly (readonly [name: string, file: string])[] = [
    ['a:b', 'a%3Ab'],
    ['what? *"<>|', 'what%3F %2A%22%3C%3E%7C'],
    ['v1.', 'v1%2E'],
    ['v1 ', 'v1%20'],
    ['con', '%63on'],
    ['NUL', '%4EUL'],
    ['Aux.v1', '%41ux.v1'],
    ['con .v1', '%63on .v1'],
    ['CONIN$', '%43ONIN$'],
    ['conout$.v1', '%63onout$.v1'],
    ['lpt1', '%6Cpt1'],
    ['PRN', '%50RN'],
    ['.git', '%2Egit'],
    ['Git~1', '%47it~1'],
    ['100%:', '100%25%3A'],
    ['a%3Ab', 'a%253Ab'],
    ['a%253Ab', 'a%25253Ab'],
    ['a%~0123456789ab', 'a%25~0123456789ab'],
    ['a%~0123456789AB;rev=2', 'a%25~0123456789AB;rev=2'],
    ['a%25~0123456789ab', 'a%2525~0123456789ab'],
  ];
  for (const [name, file] of written)
    it(`of ${name} is ${file}, and means it`, () => {
      assert.equal(fileName(name), file);
      assert.equal(nameOfFile(file), name);
    });

  it('is the name itself where that is safe', () => {
    const safe = [
      'orders',
      'orders;rev=2',
      'ä ö 日本',
      '100%',
      '%2e',
      '%2E%2E',
      'a%2Fb',
      '100%25',
      'console',
      '.a',
      '.gitignore',
      '%2Ea',
      '%~0123456789a',
      'a%~0123456789abc',
    ];
    for (const name of safe) assert.deepEqual([fileName(name), nameOfFile(name)], [name, name]);
  });

  it('is read as it is where another tool wrote what is not safe', () => {
    for (const file of ['a:b', 'what?', 'v1.', 'con', 'a:b%3A', '%25']) assert.equal(nameOfFile(file), file);
  });

  it('never leads elsewhere', () => {
    for (const name of ['', '.', '..', 'a/b', 'a\\b', 'a\nb', '\0']) assert.equal(fileName(name), undefined);
  });

  it('is one for each name, safe, and leads back, whatever the name', () => {
    const piece = fc.constantFrom(
      '%',
      '25',
      '3A',
      ':',
      '.',
      ' ',
      'con',
      'C',
      '%63on',
      '%2E',
      'a',
      '?',
      'ä',
      '20',
    );
    const name = fc.oneof(
      fc.array(piece, { maxLength: 8 }).map((all) => all.join('')),
      fc.string(),
    );
    fc.assert(
      fc.property(name, (one) => {
        const file = fileName(one);
        if (file === undefined) return;
        assert.doesNotMatch(file, /[:*?"<>|]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)|^\.git$/i);
        assert.equal(nameOfFile(file), one);
      }),
      { numRuns: 2000 },
    );
  });
});
