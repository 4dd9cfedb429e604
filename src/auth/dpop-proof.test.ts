import { EmbeddedJWK, jwtVerify } from 'jose';
import { expect, test } from 'vitest';
import { createProof } from './dpop-proof.ts';

const call = {
  method: 'POST',
  url: 'https://muster.example.com/api/v1/devices',
  accessToken: 'Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU',
  nonce: undefined,
};

async function makeKeys() {
  return crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
}

test('verifies by its own key and says what it is for', async () => {
  const proof = await createProof(await makeKeys(), { ...call, nonce: 'a nonce' });
  const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, { typ: 'dpop+jwt' });
  expect(protectedHeader.jwk).not.toHaveProperty('d');
  expect(payload).toMatchObject({
    htm: 'POST',
    htu: call.url,
    nonce: 'a nonce',
    // The example of RFC 9449, section 7.1.
    ath: 'fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo',
  });
});

test('no two are the same, and without a nonce none is claimed', async () => {
  const keys = await makeKeys();
  const proofs = await Promise.all([createProof(keys, call), createProof(keys, call)]);
  const [one, two] = await Promise.all(proofs.map((proof) => jwtVerify(proof, EmbeddedJWK)));
  expect(one?.payload.jti).not.toBe(two?.payload.jti);
  expect(one?.payload).not.toHaveProperty('nonce');
});
