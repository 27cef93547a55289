import assert from 'node:assert/strict';
import { attributeValues, bracedNames, livePolicy } from './references.ts';

const fragments = (policy: string) => attributeValues(livePolicy(policy), 'include-fragment', 'fragment-id');

describe('livePolicy', () => {
  it('finds what is included, each once', () => {
    const one = '<include-fragment fragment-id="auth" />';
    assert.deepEqual(
      fragments(`<a>${one}<b>${one}</b><include-fragment\n  fragment-id = 'log'></include-fragment></a>`),
      ['auth', 'log'],
    );
  });

  it('takes nothing from comments, CDATA, texts, expressions and other attributes', () => {
    assert.deepEqual(fragments('<a><!-- <include-fragment fragment-id="x" /> --></a>'), []);
    assert.deepEqual(fragments('<a><![CDATA[<include-fragment fragment-id="x" />]]></a>'), []);
    assert.deepEqual(fragments(`<a>@("<include-fragment fragment-id='x' />")</a>`), []);
    assert.deepEqual(fragments(`<include-fragment note=" fragment-id='x'" fragment-id="y"/>`), ['y']);
    assert.deepEqual(fragments('<include-fragments fragment-id="x"/>'), []);
  });

  it('leaves out what is known at run time only', () => {
    assert.deepEqual(fragments('<include-fragment fragment-id="@(x)"/>'), []);
    assert.deepEqual(fragments('<include-fragment fragment-id="{{name}}"/>'), []);
  });

  it('keeps braces of Liquid templates apart from named values', () => {
    const { text, liquid } = livePolicy(
      '<p><a b="{{key}}"/><set-body template="liquid">{"x": "{{body.x}}"}</set-body><set-body>{{other.key}}</set-body></p>',
    );
    assert.deepEqual(bracedNames(text), ['key', 'other.key']);
    assert.deepEqual(bracedNames(liquid), ['body.x']);
  });

  it('takes a template for Liquid whatever element it is in, and all the XML in it', () => {
    const { text, liquid } = livePolicy(
      '<p><publish-to-dapr template="Liquid">{{body.id}}</publish-to-dapr><set-body template="liquid"><a><b/>{{body.a}}</a>{{body.b}}</set-body><c>{{key}}</c></p>',
    );
    assert.deepEqual(bracedNames(text), ['key']);
    assert.deepEqual(bracedNames(liquid), ['body.id', 'body.a', 'body.b']);
  });

  it('says nothing of a policy that cannot be read', () => {
    assert.deepEqual(livePolicy('<a'), { tags: [], text: '', liquid: '' });
  });
});
