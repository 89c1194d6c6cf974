import { resolve4, resolveCname } from 'node:dns/promises';
import { GetAccountCommand, GetEmailIdentityCommand, NotFoundException, SESv2Client } from '@aws-sdk/client-sesv2';

/** What a deployment still needs that CloudFormation cannot give it. */
export interface Outstanding {
  readonly what: string;
  readonly how: string;
}

/** Whether an identity may send; undefined when SES knows none of that name. */
const senderIn = async (client: SESv2Client, identity: string): Promise<boolean | undefined> => {
  try {
    return (
      (await client.send(new GetEmailIdentityCommand({ EmailIdentity: identity }))).VerifiedForSendingStatus === true
    );
  } catch (error) {
    if (error instanceof NotFoundException) return undefined;
    throw error;
  }
};

const createIdentity = (sender: string): string => `aws sesv2 create-email-identity --email-identity ${sender}`;

/** A domain and those above it, but for the top one: whoever has verified one of them may send as each below it. */
const domainsAbove = (domain: string): string[] => {
  const labels = domain.split('.');
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
};

/** @param sender the address digests come from; its whole domain, or one above it, may be verified instead */
const ofSender = async (client: SESv2Client, sender: string): Promise<Outstanding[]> => {
  const isKnown = await senderIn(client, sender);
  if (isKnown) return [];
  const domains = domainsAbove(sender.slice(sender.lastIndexOf('@') + 1));
  if ((await Promise.all(domains.map((domain) => senderIn(client, domain)))).includes(true)) return [];
  const what = `SES does not let ${sender} send yet`;
  if (isKnown === undefined) return [{ what, how: `${createIdentity(sender)}, then follow the link it is mailed` }];
  return [
    {
      what,
      how: `follow the link that AWS mailed to it within a day; \`aws ses verify-email-identity --email-address ${sender}\` mails another`,
    },
  ];
};

const ofAccount = async (client: SESv2Client): Promise<Outstanding[]> => {
  const { ProductionAccessEnabled } = await client.send(new GetAccountCommand());
  if (ProductionAccessEnabled) return [];
  const how = 'ask for production access in the console of SES, under Account dashboard; AWS answers within a day';
  return [{ what: 'SES keeps the account in its sandbox: mails reach verified addresses alone', how }];
};

/** @param target what the name has to lead to */
const ofDomain = async (domain: string, target: string): Promise<Outstanding[]> => {
  const leadsTo = await resolveCname(domain).catch(() => []);
  if (leadsTo.some((name) => name.replace(/\.$/, '') === target)) return [];
  // An alias, as at the top of a domain, has no CNAME: its addresses are the target's.
  const [here, there] = await Promise.all([domain, target].map((name) => resolve4(name).catch((): string[] => [])));
  if (leadsTo.length === 0 && here?.some((address) => there?.includes(address))) return [];
  return [{ what: `no CNAME leads from ${domain} to this stack`, how: `add to its DNS: ${domain} CNAME ${target}` }];
};

/**
 * What is left to do by hand, outside the stack, before mails leave and webhooks arrive.
 *
 * @param domain the journey's own, with what it has to lead to
 */
export const findOutstanding = async (
  sender: string,
  domain?: { readonly name: string; readonly target: string },
): Promise<readonly Outstanding[]> => {
  const client = new SESv2Client();
  const found = await Promise.all([
    ofSender(client, sender),
    ofAccount(client),
    domain ? ofDomain(domain.name, domain.target) : [],
  ]);
  return found.flat();
};
