/** What a section of docs/channels.md has beyond its guide: bodies to paste, and commands to try. */
export const extras: Readonly<Record<string, string>> = {
  generic: `
**One record.** Or a list of up to 100:

\`\`\`json
{
  "id": "order-4711-survey",
  "occurredAt": "2026-03-02T09:20:00Z",
  "text": "Checkout kept rejecting my card.",
  "scores": { "nps": 4 },
  "touchpoint": "website",
  "customer": { "id": "C-481", "email": "ines@example.org" },
  "attributes": { "plan": "contract", "region": "north" },
  "updatedAt": "2026-03-03T08:00:00Z"
}
\`\`\`

\`id\` and \`occurredAt\` are needed: the same id is the same answer, and a later \`updatedAt\` corrects an earlier one.
\`"kind": "operational"\` with \`"measures": { "waitSeconds": 41 }\` is for what was measured and not said.

**Signed by a shell**, with SECRET and ADDRESS from \`secret SOURCE show --reveal\`:

\`\`\`sh
body='{"id":"order-4711-survey","occurredAt":"2026-03-02T09:20:00Z","scores":{"nps":4}}'
timestamp=$(date +%s)
signature=$(printf '%s.%s' "$timestamp" "$body" | openssl dgst -sha256 -hmac "$SECRET" -hex | sed 's/^.* //')
curl -H 'content-type: application/json' -H "x-timestamp: $timestamp" -H "x-signature: sha256=$signature" \\
  --data-binary "$body" "$ADDRESS"
\`\`\`
`,
  zendesk: `
**The body of a trigger**, for accounts that would rather use one than event subscriptions. In Admin Center › Objects
and rules › Business rules › Triggers, with the condition Ticket › Satisfaction › Changed and the action Notify by ›
Active webhook:

\`\`\`json
{
  "ticket_id": "{{ticket.id}}",
  "updated_at": "{{ticket.updated_at_with_timestamp}}",
  "requester_id": "{{ticket.requester.id}}",
  "requester_email": "{{ticket.requester.email}}",
  "rating": "{{satisfaction.current_rating}}",
  "rating_comment": "{{satisfaction.current_comment}}",
  "tags": "{{ticket.tags}}",
  "priority": "{{ticket.priority}}"
}
\`\`\`

Also read when given: \`account_id\`, \`locale\` (a language tag), \`rating_reason\` and \`brand_id\`. What a customer
writes goes between the quotation marks as it is: rate a ticket of your own with a comment that has a quotation mark and
two lines, and see in the webhook's activity whether it was accepted.
`,
};
