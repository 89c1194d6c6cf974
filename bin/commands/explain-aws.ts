import { NotDeployed } from '../../aws/deployment.ts';
import { ListeningPathError, UsageError } from '../../core/errors.ts';

const signIn = 'sign in (`aws sso login`, or `aws configure`), or name a profile in AWS_PROFILE';
const expired = `the AWS credentials have expired; ${signIn}`;
const unknown = `AWS does not know these credentials; ${signIn}`;

/** What to do about an error of the SDK, by its name. */
const mends: Readonly<Record<string, string>> = {
  CredentialsProviderError: `there are no AWS credentials; ${signIn}`,
  TokenProviderError: expired,
  ExpiredToken: expired,
  ExpiredTokenException: expired,
  InvalidClientTokenId: unknown,
  UnrecognizedClientException: unknown,
  SignatureDoesNotMatch: `AWS does not accept these credentials; ${signIn}`,
};

/** An error of a deployed stack as the person at the command line can use it; any other as it is. */
export const explainAws = (error: unknown, stackName: string): unknown => {
  if (error instanceof NotDeployed) {
    return new UsageError(
      `--stack: ${error.message}; AWS_REGION, else the journey's deployment.region, and AWS_PROFILE say where to look, and \`npx cdk deploy\` deploys it, usually by the name of ListeningPath`,
    );
  }
  if (!(error instanceof Error) || error instanceof ListeningPathError) return error;
  const { name, message, code } = error as Error & { code?: string };
  const say = (what: string) => new ListeningPathError(`--stack ${stackName}: ${what}`, { cause: error });
  const mend = mends[name];
  if (mend !== undefined) return say(mend);
  if (/^Region (is missing|not accepted)/.test(message))
    return say('no AWS region is chosen; set AWS_REGION, such as eu-west-1, or deployment.region of the journey');
  if (code !== undefined && '$metadata' in error) return say(`AWS cannot be reached (${message})`);
  if (name.startsWith('AccessDenied') || '$metadata' in error) return say(`${name}: ${message}`);
  return error;
};
