import { readAddress } from './address.ts';
import { askAhead } from './ahead.ts';
import { type Client, clientOf } from './client.ts';
import type { Session, SignInSettings } from './sign-in.ts';

/** What this page was deployed with, in `/config.json`. */
interface Config {
  readonly signIn?: SignInSettings;
  /** A local run, which has pages for what came in and what was mailed. */
  readonly desk?: boolean;
  /** Signals of an invented organisation. */
  readonly sample?: boolean;
}

/** What the page works with. */
export interface Opened {
  readonly client: Client;
  readonly hasDesk: boolean;
  readonly isSample: boolean;
  /** Of whoever had to sign in. */
  readonly session?: Session;
}

const sessionAt = async (settings: SignInSettings): Promise<Session> => {
  const { signIn } = await import('./sign-in.ts');
  return signIn(settings);
};

/** Reads how this page is run, and has its reader sign in where somebody has to. */
export const open = async (): Promise<Opened> => {
  const response = await fetch('/config.json');
  if (!response.ok) throw new Error(`/config.json answered ${response.status}. Deploy the page again.`);
  const { signIn: settings, desk: hasDesk = false, sample: isSample = false }: Config = await response.json();
  const session = settings && (await sessionAt(settings));
  // Only now: signing in ends at the address one wanted to begin with.
  const client = askAhead(
    clientOf(async () => session?.token()),
    readAddress(location.search),
  );
  return { client, hasDesk, isSample, ...(session && { session }) };
};
