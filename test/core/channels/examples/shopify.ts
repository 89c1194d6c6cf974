import { shopify } from '../../../../core/channels/shopify.ts';
import { type Delivery, dressed, type Example, sourceOf, withoutEach } from '../channel-contract.ts';
import { fixture } from '../fixture.ts';

// openssl dgst -sha256 -hmac 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 -binary shopify.json | base64
const signedShopify = (body: Buffer | string, base64: string): Delivery => ({
  headers: { 'x-shopify-hmac-sha256': base64, 'x-shopify-topic': 'orders/paid' },
  body: Buffer.from(body),
});

const goodBase64 = '3ORK8zkSQduzpfXqmTAilo7SpGX2bOTGROUGXtlxRfA=';
const good = signedShopify(fixture('shopify.json'), goodBase64);

const shopifyExample: Example = {
  channel: shopify,
  source: sourceOf({ id: 'web-shop', channel: 'shopify' }),
  secret: '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',
  signedAtMs: Date.parse('2026-03-02T09:49:05Z'),
  isTimed: false,
  covers: 'body',
  good,
  empty: signedShopify('', 'fw7hT3kVcze/1kbFTm/8VjJuDfg04dt2zGuLgu3wVCg='),
  broken: signedShopify('{"id":', '9ee3JjyGoKjF1OpZfArXvSaP2WTFt+1skDZlr03FsmA='),
  // What customers/redact sends, under a topic that is not signed.
  ignored: signedShopify(
    '{"shop_id":954889,"shop_domain":"faromovil.example","customer":{"id":191167,"email":"ines.moreau@example.org"},"orders_to_redact":[299938]}',
    'Ry/awScUCbwYm/41zAPvvIMcBgwt4i2VIfOVH8mn+1k=',
  ),
  unproven: withoutEach(good, 'x-shopify-hmac-sha256'),
  corrected: signedShopify(
    fixture('shopify.json')
      .toString()
      .replace('"updated_at": "2026-03-02T10:49:02+01:00"', '"updated_at": "2026-03-02T11:30:00+01:00"')
      .replace('"total_price": "129.90"', '"total_price": "119.90"'),
    'SGkJj+jgmjXf4DYBjb6S5PXlg1ZwpxfS77HA+fCY3UI=',
  ),
  disguised: [
    dressed(good, { 'x-shopify-hmac-sha256': Buffer.from(goodBase64, 'base64').toString('hex') }),
    // One family of headers never stands in for the other.
    dressed(good, { 'shopify-hmac-sha256': 'AAAA' }),
  ],
};

const returned = signedShopify(fixture('shopify-returned.json'), 'p6EvkOKE5UbCLnzthwMyiuZQ2PucbHQQzAAUZiECt64=');

/** The webhook of a refund, and the order that tells the same refund and whose it was. */
const refundExample: Example = {
  ...shopifyExample,
  good: signedShopify(fixture('shopify-refund.json'), 'bkXBhRnGtQPDeJnEsnP7IarJbSin5TPCrWib/Zp+Osg='),
  corrected: returned,
  disguised: [],
};

const returnedExample: Example = {
  ...shopifyExample,
  good: returned,
  corrected: signedShopify(
    fixture('shopify-returned.json')
      .toString()
      .replace('"updated_at": "2026-03-05T16:20:01+01:00"', '"updated_at": "2026-03-06T09:00:00+01:00"'),
    'vmKDpK5QzGwwrpfPOCEhMCeTYzDILd095lEPw8KfeV8=',
  ),
  disguised: [],
};

export const examples = {
  shopify: shopifyExample,
  'shopify refund': refundExample,
  'shopify returned order': returnedExample,
};
