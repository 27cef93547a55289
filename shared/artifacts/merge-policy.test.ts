import assert from 'node:assert/strict';
import { samePolicy } from '../apim/policy/same-policy.ts';
import { mergePolicy } from './merge-policy.ts';

const file = `<!-- Orders -->
<policies>
  <inbound>
    <base />
    <rate-limit calls='10' renewal-period="60"/> <!-- why -->
    <choose>
      <when condition="@(a["x"] < 1)">
        <set-header name="a"><value>1</value></set-header>
      </when>
    </choose>
    <set-body template="liquid">
      <a>{{body.a}}</a>
    </set-body>
  </inbound>
  <backend />
  <outbound></outbound>
</policies>
`;

/** The same with one replacement: what is live after somebody changed it in the portal. */
const live = (from: string, to: string) => {
  assert.ok(file.includes(from), from);
  return file.replace(from, () => to);
};
/** Lines that were taken away (-) and put in (+). */
const changed = (before: string, after: string) => {
  const [old, now] = [before.split('\n'), after.split('\n')];
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `- ${line.trim()}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+ ${line}`),
  ];
};

describe('mergePolicy', () => {
  const table: readonly (readonly [what: string, from: string, to: string, lines: readonly string[]])[] = [
    [
      'changes a value in its quotes',
      `calls='10' `,
      'calls="20" ',
      [
        `- <rate-limit calls='10' renewal-period="60"/> <!-- why -->`,
        `+     <rate-limit calls='20' renewal-period="60"/> <!-- why -->`,
      ],
    ],
    [
      'adds an attribute',
      ` renewal-period="60"`,
      ` retry-after-header-name="R" renewal-period="60"`,
      [
        `- <rate-limit calls='10' renewal-period="60"/> <!-- why -->`,
        `+     <rate-limit calls='10' retry-after-header-name="R" renewal-period="60"/> <!-- why -->`,
      ],
    ],
    [
      'takes an attribute away',
      ` renewal-period="60"`,
      '',
      [
        `- <rate-limit calls='10' renewal-period="60"/> <!-- why -->`,
        `+     <rate-limit calls='10'/> <!-- why -->`,
      ],
    ],
    ['takes an element away with its line', '    <base />\n', '', ['- <base />']],
    [
      'puts an element in as the file is indented',
      '</choose>',
      '</choose>\r\n<cache-lookup><vary-by-header>A</vary-by-header></cache-lookup>',
      ['+     <cache-lookup>', '+       <vary-by-header>A</vary-by-header>', '+     </cache-lookup>'],
    ],
    [
      'fills an element that is written as one tag',
      '<backend />',
      '<backend>\r\n\t\t<forward-request />\r\n\t</backend>',
      ['- <backend />', '+   <backend>', '+     <forward-request />', '+   </backend>'],
    ],
    [
      'fills an element that is written as two tags',
      '<outbound></outbound>',
      '<outbound><base/><base/></outbound>',
      [
        '- <outbound></outbound>',
        '+   <outbound>',
        '+     <base />',
        '+     <base />',
        '+   </outbound>',
      ].filter(
        (line) => line !== '+     <base />', // there are such lines elsewhere
      ),
    ],
    [
      'changes a text deep down',
      '<value>1</value>',
      '<value>2</value>',
      [
        `- <set-header name="a"><value>1</value></set-header>`,
        `+         <set-header name="a"><value>2</value></set-header>`,
      ],
    ],
    [
      'changes a comment',
      '<!-- Orders -->',
      '<!-- Orders, and more -->',
      ['- <!-- Orders -->', '+ <!-- Orders, and more -->'],
    ],
    ['takes a comment away', '<!-- Orders -->\n', '', ['- <!-- Orders -->']],
    ['puts a comment first', '<!-- Orders -->', '<!-- 0 --><!-- Orders -->', ['+ <!-- 0 -->']],
  ];
  for (const [what, from, to, lines] of table) {
    it(what, () => {
      for (const eol of ['\n', '\r\n']) {
        const before = file.replaceAll('\n', eol);
        const { text, replacedBecause } = mergePolicy(before, live(from, to));
        assert.equal(replacedBecause, undefined);
        assert.ok(samePolicy(text, live(from, to)));
        assert.deepEqual(changed(before.replaceAll(eol, '\n'), text.replaceAll(eol, '\n')), lines);
        assert.equal(text.replaceAll(eol, '').includes('\n'), false, 'other line ends');
      }
    });
  }

  it('keeps the words of an element that moved', () => {
    const odd = `<set-header  name='a'><value>1</value></set-header>`;
    const before = `<policies>\n  <inbound>\n    ${odd}\n    <base />\n  </inbound>\n</policies>`;
    const after = `<policies><inbound><base /><set-header name="a"><value>1</value></set-header></inbound></policies>`;
    assert.equal(
      mergePolicy(before, after).text,
      `<policies>\n  <inbound>\n    <base />\n    ${odd}\n  </inbound>\n</policies>`,
    );
  });

  it('keeps a byte order mark and an XML declaration', () => {
    const before = '\uFEFF<?xml version="1.0"?>\n<policies>\n  <inbound />\n</policies>\n';
    const { text } = mergePolicy(before, '<!-- a --><policies><inbound><base /></inbound></policies>');
    assert.equal(
      text,
      '\uFEFF<?xml version="1.0"?>\n<!-- a -->\n<policies>\n  <inbound>\n    <base />\n  </inbound>\n</policies>\n',
    );
  });

  it('says why nothing of a file could be kept', () => {
    const deep = (inner: string) => `${'<a>'.repeat(300)}${inner}${'</a>'.repeat(300)}`;
    const reasons: readonly (readonly [string, string, string])[] = [
      ['<policies>', '<policies />', 'the file was not well-formed'],
      ['<policies />', '<policies>', 'the live policy is not well-formed'],
      [deep('1'), deep('2'), 'its elements are nested too deep'],
    ];
    for (const [before, after, replacedBecause] of reasons)
      assert.deepEqual(mergePolicy(before, after), { text: after, replacedBecause });
  });

  it('merges a policy of 2,500 statements of which each changed', () => {
    const headers = (value: string) =>
      Array.from(
        { length: 2500 },
        (_, at) => `    <set-header name="h${String(at)}"><value>${value}</value></set-header>\n`,
      ).join('');
    const whole = (value: string) => `<policies>\n  <inbound>\n${headers(value)}  </inbound>\n</policies>\n`;
    const words = 'a value that is long enough';
    assert.deepEqual(mergePolicy(whole(words), whole('b').replaceAll('\n', '\r\n')), { text: whole('b') });
  });
});
