import { textOf } from '../json.ts';
import type { Behaviour, Kind } from '../kind.ts';
import { legalNames } from '../legal-names.ts';
import { fullIdOf, targetOf } from '../reference.ts';
import { invalid } from '../refusal.ts';

/** Facts 1.10: whoever writes must be a user. */
const written: Behaviour = {
  admit(wanted, { instance, existing }) {
    const user = targetOf(instance, textOf(wanted, 'userId') ?? '', 'users');
    if (!user) throw invalid('userId', 'User not found.');
    const createdDate = existing?.properties['createdDate'] ?? new Date().toISOString();
    return { createdDate, ...wanted, userId: fullIdOf(instance, user) };
  },
};

const issues: Behaviour = {
  admit(wanted, write) {
    const { instance, place } = write;
    const api = instance.find(place.apiRoot ?? '');
    const apiId = api && fullIdOf(instance, api);
    return { state: 'proposed', ...written.admit?.(wanted, write), ...(apiId ? { apiId } : {}) };
  },
};

/** Runtime data rather than configuration, kept all the same. */
export const issueKinds: readonly Kind[] = [
  {
    collections: 'apis/issues',
    noun: 'Issue',
    names: legalNames.long,
    rootOnly: true,
    required: ['title', 'description', 'userId'],
    oneOf: { state: ['proposed', 'open', 'removed', 'resolved', 'closed'] },
    filters: ['name', 'apiId', 'title', 'description', 'authorName', 'state:eq'],
    behaviour: issues,
  },
  {
    collections: 'apis/issues/comments',
    noun: 'Comment',
    names: legalNames.long,
    rootOnly: true,
    without: ['PATCH'],
    required: ['text', 'userId'],
    behaviour: written,
  },
  {
    collections: 'apis/issues/attachments',
    noun: 'Attachment',
    names: legalNames.long,
    rootOnly: true,
    without: ['PATCH'],
    required: ['title', 'contentFormat', 'content'],
  },
];
