import assert from 'node:assert/strict';
import { aboutDigest, readDescription } from './mark.ts';
import { firstText, renewedText, type Introduction } from './pull-request-text.ts';

const about = { instance: 'contoso', folder: 'apim files', filter: '', target: 'release/--> 1' };
const known = { about, changes: 'c1', settings: '' };
const first: Introduction = { ...known, title: 'Extracted', description: 'One\r\nTwo\n' };
const second: Introduction = { ...known, title: 'Extracted again', description: 'Three' };

describe('The text of a pull request', () => {
  it('is renewed as a whole while it is ours, whatever line ends the service gives back', () => {
    const made = firstText(first);
    assert.deepEqual(renewedText(made, second), firstText(second));
    const windows = { ...made, description: made.description.replaceAll('\n', '\r\n') };
    assert.deepEqual(renewedText(windows, second), firstText(second));
  });

  it('needs no update when nothing changed', () => {
    assert.equal(renewedText(firstText(first), first), undefined);
  });

  it('keeps words that people wrote instead of ours, and renews the mark for the next run', () => {
    const { title, description } = firstText(first);
    const theirs = { title, description: description.replace('Two', '2') };
    const changes = renewedText(theirs, { ...second, changes: 'c2' });
    assert.match(changes?.description ?? '', /\nOne\n2\n/);
    assert.equal(readDescription(changes?.description ?? '')?.mark.changes, 'c2');
    const again = renewedText({ ...theirs, ...changes }, { ...second, changes: 'c3' });
    assert.match(again?.description ?? '', /\nOne\n2\n/, 'Theirs for good.');
  });

  it('is left alone where people wrote it in the first place', () => {
    assert.equal(renewedText({ title: first.title, description: 'By hand' }, second), undefined);
  });

  it('says in a line that no page shows what it is about, and reads it again', () => {
    const { description } = firstText(first);
    assert.match(description, /^<!-- apim-gitops [^<>]* -->\n/);
    const mark = readDescription(description)?.mark;
    assert.deepEqual(mark?.about, about);
    assert.equal(aboutDigest(mark.about), aboutDigest({ ...about }));
    assert.notEqual(aboutDigest(about), aboutDigest({ ...about, filter: 'x' }));
  });

  it('reads a damaged mark as far as it goes', () => {
    const { description } = firstText(first);
    const damaged = description.replace('contoso', 'cont%').replace('folder=', 'older');
    assert.equal(readDescription(damaged)?.mark.about['instance'], 'cont%');
    assert.equal(readDescription(description.replace('<!-- /apim', '<!-- apim')), undefined);
  });

  it('cuts a title that the service would refuse', () => {
    assert.equal(firstText({ ...first, title: 'x'.repeat(500) }).title.length, 400);
    const title = 'x'.repeat(500);
    assert.equal(renewedText(firstText({ ...first, title }), { ...first, title }), undefined);
  });

  it('cuts between letters, never in the midst of one', () => {
    for (const before of ['', 'x']) {
      const long = { ...first, title: before + '😀'.repeat(300), description: before + '😀'.repeat(3000) };
      const { title, description } = firstText(long);
      assert.doesNotMatch(title + description, /\p{Surrogate}/u);
      assert.ok(title.length <= 400 && description.length <= 4000);
      assert.equal(renewedText({ title, description }, long), undefined);
    }
  });

  it('keeps a title that people gave, for good', () => {
    const named = { ...firstText(first), title: 'Ours' };
    const changes = renewedText(named, second);
    assert.equal(changes?.title, undefined);
    const again = renewedText({ ...named, ...changes }, { ...second, title: 'Third', description: 'Third' });
    assert.equal(again?.title, undefined);
    assert.match(again?.description ?? '', /Third/);
  });

  it('keeps what people wrote around it, within the limit of 4000', () => {
    const { title, description } = firstText(first);
    const around = { title, description: `Before\n${description}\nAfter` };
    const long = { ...first, title, description: 'words and words\n'.repeat(400) };
    const changes = renewedText(around, long);
    assert.match(
      changes?.description ?? '',
      /^Before\n<!--[^]*… \(shortened\)\n<!-- \/apim-gitops -->\nAfter$/,
    );
    assert.ok((changes?.description?.length ?? 0) <= 4000);
    assert.equal(renewedText({ ...around, ...changes }, long), undefined);
  });
});
