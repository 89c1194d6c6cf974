import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  S3OriginAccessControl,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { cacheControl, hashedFiles, pagePolicy } from './page-headers.ts';
import { uniqueName } from './unique-name.ts';

/**
 * Errors that CloudFront may keep, for ten seconds unless it is told otherwise, even where it caches nothing else. Its key
 * has neither query nor token then: one reader's refusal would be shown to whoever asks for the same path next.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/custom-error-pages-expiration.html
 */
const keptErrors = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

interface PageProps {
  readonly api: HttpApi;
  /** The addresses of the sign-in, which the page talks to. */
  readonly signIn: readonly string[];
}

/** Browser → CloudFront → bucket or API: one address for the page and what it asks for. */
export class Page extends Construct {
  readonly bucket: IBucket;
  readonly distribution: Distribution;
  /** Its public address, with a slash at the end. */
  readonly url: string;

  constructor(scope: Construct, id: string, { api, signIn }: PageProps) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      // CloudFormation deletes no bucket that holds something, and this one holds no more than the page.
      removalPolicy: RemovalPolicy.RETAIN,
      // To TypeScript's exact optional properties the CDK's own class is none of its interface.
    }) as IBucket;
    const originAccessControl = new S3OriginAccessControl(this, 'Access', {
      originAccessControlName: uniqueName(this),
    });
    const origin = S3BucketOrigin.withOriginAccessControl(this.bucket, { originAccessControl });
    const files = (headers: string, caching: string): BehaviorOptions => ({
      origin,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      // CloudFront keeps a file until the next deployment; browsers keep it as long as we say.
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      responseHeadersPolicy: this.#headers(headers, caching, signIn),
    });
    const { region, urlSuffix } = Stack.of(this);
    this.distribution = new Distribution(this, 'Distribution', {
      comment: `The page of ${Stack.of(this).stackName}`,
      defaultRootObject: 'index.html',
      defaultBehavior: files('Headers', cacheControl.other),
      additionalBehaviors: {
        [`${hashedFiles}*`]: files('HashedHeaders', cacheControl.hashed),
        '/api/*': {
          origin: new HttpOrigin(`${api.apiId}.execute-api.${region}.${urlSuffix}`),
          viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
          allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
          // What is answered is for who asked.
          cachePolicy: CachePolicy.CACHING_DISABLED,
          originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
          responseHeadersPolicy: ResponseHeadersPolicy.SECURITY_HEADERS,
        },
      },
      errorResponses: keptErrors.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
    });
    acknowledge(this.bucket, this.distribution);
    this.url = `https://${this.distribution.distributionDomainName}/`;
  }

  #headers(id: string, caching: string, signIn: readonly string[]): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, id, {
      responseHeadersPolicyName: `${uniqueName(this)}-${id}`,
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: pagePolicy(...signIn), override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
      },
      customHeadersBehavior: { customHeaders: [{ header: 'Cache-Control', value: caching, override: true }] },
    });
  }
}

/** What AWS's rules say of them, and why it stays so. */
const acknowledge = (bucket: IBucket, distribution: Distribution): void => {
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions::AwsSolutions-S1',
    reason: 'CloudFront alone may read it, and it holds nothing but the page, which is the same for everybody.',
  });
  const rules = {
    CFR1: 'The page has no data, and the API answers nobody who has not signed in, wherever they are.',
    CFR2: 'A firewall costs five dollars a month and more; files are served from caches, and the API has its own limit.',
    CFR3: 'A log of readers would hold their addresses; the API logs who asked for what was not theirs.',
    CFR4: 'The address is CloudFront’s own, and for that it takes older TLS, too: browsers choose the newest they know.',
  };
  Validations.of(distribution).acknowledge(
    ...Object.entries(rules).map(([rule, reason]) => ({ id: `AwsSolutions::AwsSolutions-${rule}`, reason })),
  );
};
