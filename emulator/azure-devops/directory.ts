import { randomUUID } from 'node:crypto';
import type { EmulatedAnswer, EmulatedRequest } from '../http/loopback-server.ts';
import { listOf } from './call.ts';

/** A person, or a group of them: "[Contoso]\\API owners". */
export interface EmulatedIdentity {
  readonly id: string;
  readonly displayName: string;
  readonly isGroup: boolean;
  /** E-mail address and sign-in name; groups have neither. */
  readonly mail?: string;
  readonly account?: string;
}

/** Everybody whom the collection knows. */
export class Directory {
  private readonly all: EmulatedIdentity[] = [];

  addPerson(displayName: string, mail: string, account = mail): EmulatedIdentity {
    const person = { id: randomUUID(), displayName, isGroup: false, mail, account };
    this.all.push(person);
    return person;
  }

  addGroup(displayName: string): EmulatedIdentity {
    const group = { id: randomUUID(), displayName, isGroup: true };
    this.all.push(group);
    return group;
  }

  byId(id: string): EmulatedIdentity | undefined {
    return this.all.find((one) => one.id === id);
  }

  /** "General" looks into names, addresses and accounts from their beginnings, groups also without their scope. */
  search(request: EmulatedRequest): EmulatedAnswer {
    const text = (request.query.get('filterValue') ?? '').toLowerCase();
    const isFound = ({ displayName, mail, account }: EmulatedIdentity) =>
      [displayName, displayName.replace(/^\[[^\]]*\]\\/, ''), mail, account].some((name) =>
        name?.toLowerCase().startsWith(text),
      );
    return listOf(this.all.filter(isFound).map(described));
  }
}

/** Whether this is a request for identities. */
export const asksForIdentities = ({ path, method }: EmulatedRequest) =>
  method === 'GET' && /^\/[^/]+\/_apis\/identities$/i.test(path);

function described({ id, displayName, isGroup, mail, account }: EmulatedIdentity): object {
  const text = ($value: string) => ({ $type: 'System.String', $value });
  return {
    id,
    descriptor: `${isGroup ? 'Microsoft.TeamFoundation.Identity' : 'Microsoft.IdentityModel.Claims'};${id}`,
    providerDisplayName: displayName,
    isActive: true,
    ...(isGroup ? { isContainer: true } : {}),
    properties: {
      ...(mail === undefined ? {} : { Mail: text(mail) }),
      ...(account === undefined ? {} : { Account: text(account) }),
    },
  };
}
