import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import type { IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import {
  AccountRecovery,
  CfnManagedLoginBranding,
  CfnUserPoolGroup,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  UserPool,
  type UserPoolDomain,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { Journey } from '../core/journey/schema.ts';
import { groupsFor } from '../core/map/access.ts';
import { uniqueName } from './unique-name.ts';

/** What the page needs to know to sign somebody in. None of it is a secret. */
interface SignInSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly domain: string;
}

/** Who may look at the page: people whom an administrator invites. */
export class People extends Construct {
  readonly pool: UserPool;
  /** What the page talks to while it signs somebody in. */
  readonly addresses: readonly string[];
  readonly #domain: UserPoolDomain;

  constructor(scope: Construct, id: string, journey: Journey) {
    super(scope, id);
    this.pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(7),
      },
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      featurePlan: FeaturePlan.ESSENTIALS,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(this.pool);
    this.#domain = this.pool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: uniqueName(this) },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    this.addresses = [this.#domain.baseUrl(), `${this.pool.userPoolProviderUrl}/`];
    for (const groupName of groupsFor(journey)) {
      // It stays when the journey no longer has its segment: who was held to that one must not see all others instead.
      new CfnUserPoolGroup(this, groupName, {
        userPoolId: this.pool.userPoolId,
        groupName,
      }).applyRemovalPolicy(RemovalPolicy.RETAIN);
    }
  }

  /** Lets the page at an address sign people in, and its API know them. */
  signInAt(pageUrl: string): { readonly settings: SignInSettings; readonly authorizer: IHttpRouteAuthorizer } {
    const client = this.pool.addClient('Page', {
      // A browser keeps no secret: PKCE proves that the code is its own.
      generateSecret: false,
      // None but the code: by default who proves a password to Cognito's own API (SRP) gets tokens, past the sign-in page.
      authFlows: { userSrp: false },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID],
        callbackUrls: [pageUrl],
        logoutUrls: [pageUrl],
      },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      // Who is taken out of a group sees what it showed for so long.
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.hours(12),
    });
    new CfnManagedLoginBranding(this, 'Look', {
      userPoolId: this.pool.userPoolId,
      clientId: client.userPoolClientId,
      useCognitoProvidedValues: true,
    }).node.addDependency(this.#domain);
    const { userPoolClientId: clientId } = client;
    const issuer = this.pool.userPoolProviderUrl;
    return {
      settings: { issuer, clientId, domain: this.#domain.baseUrl() },
      authorizer: new HttpJwtAuthorizer('People', issuer, { jwtAudience: [clientId] }),
    };
  }
}

/** What AWS's rules say of the pool, and why it stays so. */
const acknowledge = (pool: UserPool): void =>
  Validations.of(pool).acknowledge(
    {
      id: 'AwsSolutions::AwsSolutions-COG2',
      reason: 'A second factor can be set up by everybody; who demands it of all turns it on in the pool.',
    },
    {
      id: 'AwsSolutions::AwsSolutions-COG8',
      reason:
        'The plan with threat protection costs two cents a reader and month; nobody comes in here but by invitation.',
    },
  );
