import assert from 'node:assert/strict';
import { createHash, sign, X509Certificate } from 'node:crypto';
import { faultOfAssertion } from './certificate-assertion.ts';
import { type ClientCertificate, makeClientCertificate } from './client-certificate.ts';

const audience = 'https://login.test/t/oauth2/v2.0/token';
const good = { iss: 'app', sub: 'app', aud: audience, exp: Math.floor(Date.now() / 1000) + 600, jti: '1' };

describe('faultOfAssertion', () => {
  let own: ClientCertificate;
  let other: ClientCertificate;
  before(async () => {
    [own, other] = await Promise.all([makeClientCertificate(), makeClientCertificate()]);
  });

  function faultOf(claims: object, key: ClientCertificate, named: ClientCertificate): string | undefined {
    const { raw } = new X509Certificate(named.certificate);
    const header = { alg: 'RS256', x5t: createHash('sha1').update(raw).digest('base64url') };
    const text = [header, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const signature = sign('sha256', Buffer.from(text), key.privateKey).toString('base64url');
    const { certificate } = own;
    return faultOfAssertion(`${text}.${signature}`, { clientId: 'app', audience, certificate });
  }

  it('takes what the key of the certificate has signed', () => {
    assert.equal(faultOf(good, own, own), undefined);
  });

  it('refuses another key, named as it is or as the right one', () => {
    assert.match(faultOf(good, other, other) ?? '', /key was not found/);
    assert.match(faultOf(good, other, own) ?? '', /did not match the expected signature/);
  });

  for (const wrong of [{ aud: 'https://elsewhere' }, { iss: 'another' }, { sub: 'another' }, { exp: 1 }])
    it(`refuses ${JSON.stringify(wrong)}`, () => {
      assert.notEqual(faultOf({ ...good, ...wrong }, own, own), undefined);
    });
});
