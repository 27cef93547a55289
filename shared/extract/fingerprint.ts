import { scrypt } from 'node:crypto';
import { keyOf, type ResourceId } from '../apim/resource-id.ts';

/**
 * Names a secret without telling it: where it is, which rule found it, and a hash of it, 8 hexadecimal digits. It stands
 * in logs and in Git, so it is made slow to guess (scrypt, salted with place and rule) and short: of the many texts that
 * fit to it, nobody learns which one is meant. Another secret at the same place is accepted by mistake once in four
 * thousand million times.
 */
export function fingerprintOf(id: ResourceId, rule: string, value: string): Promise<string> {
  return new Promise((resolve, reject) => {
    scrypt(value, `${keyOf(id)}\n${rule}`, 4, (error, hash) => {
      if (error === null) resolve(hash.toString('hex'));
      else reject(error);
    });
  });
}
