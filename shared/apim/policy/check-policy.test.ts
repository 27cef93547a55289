import assert from 'node:assert/strict';
import { TaskError } from '../../errors/task-error.ts';
import { checkPolicy, policyFault } from './check-policy.ts';

describe('checkPolicy', () => {
  const wellFormed = [
    '<policies />',
    '\uFEFF<?xml version="1.0"?>\r\n<!-- first -->\r\n<policies>\r\n</policies>\r\n<!-- last -->\r\n',
    '<policies><inbound><set-body>@{ return "</inbound>" + (1 < 2); }</set-body></inbound></policies>',
    '<fragment><a.b-c:d_1 x="1" /></fragment>',
    '<policies><![CDATA[ </a> ]]></policies>',
  ];
  for (const policy of wellFormed) {
    it(`lets pass ${JSON.stringify(policy)}`, () => {
      checkPolicy(policy, 'policy.xml');
    });
  }

  const broken: readonly (readonly [string, string, number, number])[] = [
    ['', 'There is no element in it.', 1, 1],
    [' \n<!-- only -->', 'There is no element in it.', 1, 1],
    ['<policies>\n  <inbound>\n</policies>', '</policies> closes nothing: <inbound> is still open.', 3, 1],
    ['<policies>\n  <inbound>\n', '<inbound> is never closed.', 2, 3],
    ['<policies />\r\n</policies>', '</policies> closes nothing: nothing is open here.', 2, 1],
    ['<policies />\n\n  <policies />', 'There is a second outermost element.', 3, 3],
    ['text<policies />', 'There is text outside of the outermost element.', 1, 1],
    ['<policies /><![CDATA[x]]>', 'There is text outside of the outermost element.', 1, 13],
    ['<!DOCTYPE x><policies />', 'A document type is not allowed.', 1, 1],
    ['<policies>\r\n\t<a b="1></a>\r\n</policies>', 'This attribute value does not end.', 2, 7],
    [
      '<p>\n<v>1 < 2 and 4 > 3</v></p>',
      'This "<" begins no tag: write "&lt;", or check the name of the tag.',
      2,
      6,
    ],
    ['<></>', 'This "<" begins no tag: write "&lt;", or check the name of the tag.', 1, 1],
    ['<p>\n<!-- ', 'This comment does not end.', 2, 1],
  ];
  for (const [policy, message, line, column] of broken) {
    it(`finds in ${JSON.stringify(policy)} line ${String(line)}, column ${String(column)}`, () => {
      assert.deepEqual(policyFault(policy), { message, line, column });
    });
  }

  it('names the file, the line and the column', () => {
    assert.throws(
      () => {
        checkPolicy('<a>\n</b>', 'apis/orders/policy.xml');
      },
      (error) => {
        assert.ok(error instanceof TaskError);
        assert.equal(error.code, 'INVALID_FILE');
        assert.match(
          error.message,
          /^apis\/orders\/policy\.xml \(2:1\) is not a well-formed policy: <\/b> closes/,
        );
        assert.deepEqual(error.where, { file: 'apis/orders/policy.xml', line: 2, column: 1 });
        return true;
      },
    );
  });
});
