import { existsSync } from 'node:fs';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it, vi } from 'vitest';
import { groupsFor } from '../../core/map/access.ts';
import { pagePolicy } from '../../lib/page-headers.ts';
import { temporaryFolder } from '../setup/folder.ts';
import { sampleJourney, smallPage, stackOf } from './stack.ts';

vi.stubEnv('CDK_VALIDATION', 'false');
vi.stubEnv('TMPDIR', temporaryFolder());

const journey = sampleJourney();
const stack = stackOf(journey, {}, smallPage());
const template = Template.fromStack(stack);
const propertiesOf = (type: string) => Object.values(template.findResources(type)).map(({ Properties }) => Properties);
const idOf = (type: string): string => {
  const ids = Object.keys(template.findResources(type));
  expect(ids, type).toHaveLength(1);
  return ids[0] ?? '';
};
const distribution = () => propertiesOf('AWS::CloudFront::Distribution')[0]?.DistributionConfig;
const pageUrl = {
  'Fn::Join': ['', ['https://', { 'Fn::GetAtt': [idOf('AWS::CloudFront::Distribution'), 'DomainName'] }, '/']],
};

it('is no part of a stack that is not told to show one', () => {
  const types = Object.values(Template.fromStack(stackOf(journey)).toJSON().Resources).map(
    (resource) => (resource as { Type: string }).Type,
  );
  expect(types.filter((type) => /Cognito|CloudFront|S3|Custom/.test(type))).toEqual([]);
});

describe('the address of the page', () => {
  it('has a cache for its files, which CloudFront alone can read', () => {
    const [{ PublicAccessBlockConfiguration }] = propertiesOf('AWS::S3::Bucket') as [Record<string, object>];
    expect(Object.values(PublicAccessBlockConfiguration ?? {})).toEqual([true, true, true, true]);
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          Match.objectLike({ Action: 's3:GetObject', Principal: { Service: 'cloudfront.amazonaws.com' } }),
        ],
      },
    });
    template.resourceCountIs('AWS::CloudFront::OriginAccessControl', 1);
    expect(distribution()).toMatchObject({ DefaultRootObject: 'index.html', HttpVersion: 'http2and3' });
  });

  it('tells browsers to load nothing from elsewhere, and to talk to itself and the sign-in alone', () => {
    const policies = propertiesOf('AWS::CloudFront::ResponseHeadersPolicy').map(
      ({ ResponseHeadersPolicyConfig }) => ResponseHeadersPolicyConfig.SecurityHeadersConfig,
    );
    for (const { ContentSecurityPolicy, ReferrerPolicy, FrameOptions, StrictTransportSecurity } of policies) {
      const [, parts] = ContentSecurityPolicy.ContentSecurityPolicy['Fn::Join'];
      const text = parts.map((part: unknown) => (typeof part === 'string' ? part : 'X')).join('');
      expect(text).toBe(pagePolicy('https://X.auth.X.amazoncognito.com', 'X/'));
      expect(text).not.toMatch(/unsafe|\*/);
      expect(ReferrerPolicy.ReferrerPolicy).toBe('no-referrer');
      expect(FrameOptions.FrameOption).toBe('DENY');
      expect(StrictTransportSecurity.AccessControlMaxAgeSec).toBeGreaterThanOrEqual(31_536_000);
    }
  });

  it('has files that never change kept for a year, all others asked for each time, and no answer of the API kept', () => {
    const { DefaultCacheBehavior, CacheBehaviors } = distribution();
    const caching = ({ ResponseHeadersPolicyId }: { ResponseHeadersPolicyId: { Ref: string } }) =>
      template.findResources('AWS::CloudFront::ResponseHeadersPolicy')[ResponseHeadersPolicyId.Ref]?.Properties
        .ResponseHeadersPolicyConfig.CustomHeadersConfig.Items[0].Value;
    const [hashed, api] = CacheBehaviors;
    expect(caching(DefaultCacheBehavior)).toBe('no-cache');
    expect([hashed.PathPattern, caching(hashed)]).toEqual(['/assets/*', 'public, max-age=31536000, immutable']);
    // AWS's own policies: no caching, and all the reader sends but the name of the host.
    expect(api).toMatchObject({
      PathPattern: '/api/*',
      CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
      OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
      ViewerProtocolPolicy: 'https-only',
    });
  });

  it('keeps no error either, which would be one reader’s refusal for the next', () => {
    const kept = distribution().CustomErrorResponses.map(({ ErrorCode, ...how }: { ErrorCode: number }) => [
      ErrorCode,
      how,
    ]);
    // Those CloudFront can be told of: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CustomErrorResponse.html
    const codes = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];
    expect(kept).toEqual(codes.map((code) => [code, { ErrorCachingMinTTL: 0 }]));
  });

  it('is told by the stack, with the pool of those who may come in', () => {
    template.hasOutput('PageUrl', { Value: pageUrl });
    template.hasOutput('UserPoolId', { Value: { Ref: idOf('AWS::Cognito::UserPool') } });
  });
});

describe('who may look at it', () => {
  it('is whom an administrator invites, by a password that is long and a second factor if they like', () => {
    template.hasResource('AWS::Cognito::UserPool', {
      DeletionPolicy: 'Retain',
      Properties: Match.objectLike({
        AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
        DeletionProtection: 'ACTIVE',
        EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
        UsernameAttributes: ['email'],
      }),
    });
    const [{ Policies }] = propertiesOf('AWS::Cognito::UserPool') as [Record<string, Record<string, object>>];
    expect(Policies?.PasswordPolicy).toMatchObject({ MinimumLength: 12, RequireSymbols: true });
  });

  it('signs in by a code that only the same browser can redeem, and comes back to the page', () => {
    template.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      GenerateSecret: false,
      // Neither by a password nor by its proof (SRP): what is left goes on with a sign-in that was.
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid'],
      CallbackURLs: [pageUrl],
      LogoutURLs: [pageUrl],
      EnableTokenRevocation: true,
      PreventUserExistenceErrors: 'ENABLED',
      AccessTokenValidity: 60,
      RefreshTokenValidity: 720,
    });
  });

  it('is in groups that the journey names, which outlive what they were named after', () => {
    const groups = Object.values(template.findResources('AWS::Cognito::UserPoolGroup'));
    expect(groups.map(({ Properties }) => Properties.GroupName).sort()).toEqual([...groupsFor(journey)].sort());
    // Whoever was held to a segment that is gone would else be held to nothing.
    expect(groups.filter(({ DeletionPolicy }) => DeletionPolicy !== 'Retain')).toEqual([]);
  });
});

describe('the API of the page', () => {
  it('answers nobody without a token of the pool, made for the page', () => {
    const routes = propertiesOf('AWS::ApiGatewayV2::Route').filter(({ RouteKey }) => RouteKey.includes('/api/'));
    expect(routes.map(({ RouteKey }) => RouteKey).sort()).toEqual([
      'GET /api/customers/{id}',
      'GET /api/map',
      'GET /api/touchpoints/{id}',
      'GET /api/verbatims',
    ]);
    const authorizer = idOf('AWS::ApiGatewayV2::Authorizer');
    // The scope that a token has of the sign-in page alone.
    for (const { AuthorizationType, AuthorizerId, AuthorizationScopes } of routes)
      expect([AuthorizationType, AuthorizerId, AuthorizationScopes]).toEqual(['JWT', { Ref: authorizer }, ['openid']]);
    template.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: {
        Audience: [{ Ref: idOf('AWS::Cognito::UserPoolClient') }],
        Issuer: { 'Fn::GetAtt': [idOf('AWS::Cognito::UserPool'), 'ProviderURL'] },
      },
    });
  });

  it('leaves the routes of tools and of links as open as they were', () => {
    const others = propertiesOf('AWS::ApiGatewayV2::Route').filter(({ RouteKey }) => !RouteKey.includes('/api/'));
    expect(others.map(({ AuthorizationType = 'NONE' }) => AuthorizationType)).toEqual(['NONE', 'NONE', 'NONE']);
  });

  it('is a function like all others', () => {
    const [journeyFunction] = Object.values(template.findResources('AWS::Lambda::Function')).filter(
      ({ Metadata }) => Metadata?.['listening-path:source'] === 'functions/journey.ts',
    );
    expect(existsSync('functions/journey.ts')).toBe(true);
    expect(journeyFunction?.Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      LoggingConfig: { LogFormat: 'JSON' },
      TracingConfig: { Mode: 'Active' },
    });
    // API Gateway gives up after 30 s.
    expect(journeyFunction?.Properties.Timeout).toBeLessThan(30);
  });
});

describe('the function that puts the files there', () => {
  const statements = propertiesOf('AWS::IAM::Policy')
    .filter(({ PolicyName }) => PolicyName.startsWith('Publish'))
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement);

  it('may read what it was given, write the bucket, and have CloudFront look again', () => {
    expect(statements.flatMap(({ Action }) => Action)).toEqual([
      ...['logs:CreateLogStream', 'logs:PutLogEvents', 's3:GetObject', 's3:ListBucket', 's3:PutObject'],
      ...['cloudfront:CreateInvalidation', 'cloudfront:GetInvalidation'],
    ]);
    const [{ SourceObjectKeys }] = propertiesOf('Custom::CDKBucketDeployment') as [{ SourceObjectKeys: string[] }];
    const { Resource } = statements.find(({ Action }) => Action === 's3:GetObject');
    for (const key of SourceObjectKeys) expect(JSON.stringify(Resource)).toContain(`/${key}"`);
    expect(Resource).toHaveLength(SourceObjectKeys.length);
  });

  it('writes a log that is kept as long as all others', () => {
    template.resourcePropertiesCountIs('AWS::Logs::LogGroup', { RetentionInDays: 30 }, 11);
    template.resourceCountIs('AWS::Logs::LogGroup', 11);
  });

  it('has no managed policy, and leaves yesterday’s files to whoever has yesterday’s page open', () => {
    expect(propertiesOf('AWS::IAM::Role').flatMap(({ ManagedPolicyArns = [] }) => ManagedPolicyArns)).toEqual([]);
    template.hasResourceProperties('Custom::CDKBucketDeployment', { Prune: false });
  });
});

it('is synthesized without a warning', () => {
  expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue())).toEqual([]);
  expect(Annotations.fromStack(stack).findError('*', Match.anyValue())).toEqual([]);
});
