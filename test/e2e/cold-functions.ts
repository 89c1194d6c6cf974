import { createHmac } from 'node:crypto';
import { ledgerTag } from '../../core/digest/ledger.ts';
import { stackName } from '../../local/assembly.ts';
import type { LocalStack } from '../../local/stack.ts';
import { Template } from '../../local/template.ts';

/** A synthesized template with other settings of its functions. */
export class Changed extends Template {
  readonly #change: object;

  constructor(assemblyFolder: string, change: object) {
    super(assemblyFolder, stackName, { apiUrl: 'http://127.0.0.1' });
    this.#change = change;
  }

  override ofType(type: string) {
    const resources = super.ofType(type);
    if (type !== 'AWS::Lambda::Function') return resources;
    return resources.map((one) => ({ ...one, properties: { ...one.properties, ...this.#change } }));
  }
}

/** What each function is invoked with on a day like any other; each asks some service for something. */
export const eventOf: Readonly<Record<string, (stack: LocalStack) => object>> = {
  receive: (stack) => {
    const body = JSON.stringify({ id: 'cold', occurredAt: new Date().toISOString(), scores: { nps: 9 } });
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const hmac = createHmac('sha256', stack.secrets.sources['own-systems']?.[0] ?? '');
    const signature = `sha256=${hmac.update(`${timestamp}.${body}`).digest('hex')}`;
    return {
      rawPath: '/hooks/own-systems',
      rawQueryString: '',
      headers: { 'content-type': 'application/json', 'x-timestamp': timestamp, 'x-signature': signature },
      pathParameters: { source: 'own-systems' },
      requestContext: { requestId: 'request-1', http: { method: 'POST' } },
      body,
    };
  },
  score: () => ({ Records: [] }),
  digest: () => ({ audience: 'board', scheduledTime: '2026-03-02T07:00:00Z', preview: true }),
  settle: () => {
    const [timestamp, to] = ['2026-03-02T07:00:01Z', 'ana@faromovil.example'];
    const tags = { ledger: [ledgerTag('board', '2026-03-02T07:00:00Z', to)] };
    const mail = { timestamp, messageId: 'm', destination: [to], tags };
    return { 'detail-type': 'Email Delivered', time: timestamp, detail: { mail, delivery: { timestamp } } };
  },
  watch: () => ({ scheduledTime: new Date().toISOString() }),
  unsubscribe: () => ({
    headers: {},
    pathParameters: { token: 'x' },
    requestContext: { requestId: 'request-1', http: { method: 'GET' } },
  }),
  journey: () => ({
    rawPath: '/api/map',
    rawQueryString: '',
    headers: {},
    pathParameters: {},
    requestContext: {
      requestId: 'request-1',
      timeEpoch: Date.now(),
      http: { method: 'GET' },
      authorizer: { jwt: { claims: { sub: 'reader', 'cognito:groups': '[admin]' } } },
    },
  }),
  erase: () => ({}),
  rebuild: () => ({ segment: 0, segments: 1 }),
};
