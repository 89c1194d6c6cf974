import { type Client, clientOf } from './client.ts';
import type { Session, SignInSettings } from './sign-in.ts';

/** What this page was deployed with, in `/config.json`. */
interface Config {
  readonly signIn?: SignInSettings;
  /** A local run, which has pages for what came in and what was mailed. */
  readonly desk?: boolean;
}

/** What the page works with. */
export interface Opened {
  readonly client: Client;
  readonly hasDesk: boolean;
  /** Of whoever had to sign in. */
  readonly session?: Session;
}

/** Reads how this page is run, and has its reader sign in where somebody has to. */
export const open = async (): Promise<Opened> => {
  const response = await fetch('/config.json');
  if (!response.ok) throw new Error(`/config.json answered ${response.status}. Deploy the page again.`);
  const { signIn: settings, desk: hasDesk = false }: Config = await response.json();
  if (settings === undefined) return { client: clientOf(async () => undefined), hasDesk };
  const { signIn } = await import('./sign-in.ts');
  const session = await signIn(settings);
  return { client: clientOf(() => session.token()), hasDesk, session };
};
