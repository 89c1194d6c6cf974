import { generic } from '../../../../core/channels/generic.ts';
import { type Delivery, dressed, type Example, sourceOf, withoutEach } from '../channel-contract.ts';
import { fixture } from '../fixture.ts';

// (printf '1772443260.'; cat generic.json) | openssl dgst -sha256 -hmac gen-secret
const signedGeneric = (body: Buffer | string, hex: string): Delivery => ({
  headers: { 'x-timestamp': '1772443260', 'x-signature': `sha256=${hex}` },
  body: Buffer.from(body),
});

const good = signedGeneric(fixture('generic.json'), '60cb5abc0553225745c6a94253e6d60b2dff0312a8ac1616c6afdd03fc6a34cb');

const genericExample: Example = {
  channel: generic,
  source: sourceOf({ id: 'own-systems', channel: 'generic' }),
  secret: 'gen-secret',
  signedAtMs: 1_772_443_260_000,
  isTimed: true,
  covers: 'body',
  good,
  empty: signedGeneric('', '82149b0c3966de01b0b1883eb1f610e319d305b7459daf91cd00a1606b906ad0'),
  broken: signedGeneric('{"id":', '55a4c88174d47a7cb757d51cdaa9da98939625e1436d5a360c5a56ab6d7eeb75'),
  ignored: signedGeneric('[]', '29fc1a27be62140fce8b076a3c76d61f97cc64091b8275d74dd4bd3914f1254d'),
  unproven: withoutEach(good, 'x-timestamp', 'x-signature'),
  // The same record, mended a day later: `updatedAt` stands before `occurredAt`.
  corrected: signedGeneric(
    fixture('generic.json').toString().replace('"occurredAt"', '"updatedAt": "2026-03-03T08:00:00Z",\n  "occurredAt"'),
    'd753b9677e93f400654d21ce6617f1d546838613485558c97ea9068a9f7e8172',
  ),
  batch: {
    delivery: signedGeneric(
      `[${fixture('generic.json')},{"id":"bad"}]`,
      '4dcbf293e24d18813b981289add8ba736407c232ae1576d8dc382197e2b7d0c7',
    ),
    read: 1,
  },
  disguised: [
    dressed(good, { 'x-signature': 'sha1=60cb5abc0553225745c6a94253e6d60b2dff0312a8ac1616c6afdd03fc6a34cb' }),
    dressed(good, { 'x-signature': '60cb5abc0553225745c6a94253e6d60b2dff0312a8ac1616c6afdd03fc6a34cb' }),
    dressed(good, { 'x-timestamp': '1772443261' }),
  ],
};

export const examples = { generic: genericExample };
