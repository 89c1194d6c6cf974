import { type Connection, channelFor } from '../../bin/commands/connection.ts';
import type { ChannelName } from '../../core/channels/registry.ts';
import type { Source } from '../../core/journey/schema.ts';

export const apiUrl = 'https://api.example';

/** A source named `it`, with these secrets. */
export const connectionOf = (
  channel: ChannelName,
  own: Partial<Source> = {},
  secrets: readonly string[] = [],
): Connection => {
  const source = { id: 'it', channel, questions: {}, active: true, ...own } as Source;
  const held = { customerKey: 'k'.repeat(24), sources: { it: [...secrets] } };
  return { source, channel: channelFor(source), apiUrl, held };
};
