import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ListeningPathError } from '../core/errors.ts';

type Json = Readonly<Record<string, unknown>>;

/** One resource of the template, its properties resolved to local names. */
export interface Resource {
  readonly id: string;
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: CloudFormation's shapes are checked by CloudFormation.
  readonly properties: Readonly<Record<string, any>>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** What only the local run knows: everything else a template can refer to is made up from its own ids. */
interface Place {
  readonly apiUrl: string;
}

export const account = '000000000000';
/** No region of AWS; DynamoDB's own SDK takes the name `local` for a server on port 8000. */
export const region = 'loopback-1';
const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;

/**
 * The local name of every kind of resource this project declares: what `Ref` gives, then its attributes.
 * A kind that is not here is an error, so that the stack cannot use what the local run does not know.
 */
const names: Readonly<
  Record<string, (id: string, properties: Json, place: Place) => Readonly<Record<string, string>>>
> = {
  'AWS::DynamoDB::GlobalTable': (id) => ({ Ref: id, Arn: arn('dynamodb', `table/${id}`) }),
  'AWS::SQS::Queue': (id) => ({
    Ref: `https://sqs.${region}.amazonaws.com/${account}/${id}`,
    Arn: arn('sqs', id),
    QueueName: id,
  }),
  'AWS::SecretsManager::Secret': (id) => ({ Ref: arn('secretsmanager', `secret:${id}`) }),
  'AWS::Lambda::Function': (id) => ({ Ref: id, Arn: arn('lambda', `function:${id}`) }),
  'AWS::Lambda::LayerVersion': (id) => ({ Ref: arn('lambda', `layer:${id}`) }),
  'AWS::IAM::Role': (id) => ({ Ref: id, Arn: `arn:aws:iam::${account}:role/${id}` }),
  'AWS::Logs::LogGroup': (id) => ({ Ref: id, Arn: arn('logs', `log-group:${id}`) }),
  'AWS::ApiGatewayV2::Api': (id, _properties, { apiUrl }) => ({ Ref: id, ApiEndpoint: apiUrl }),
  'AWS::ApiGatewayV2::Integration': (id) => ({ Ref: id }),
  'AWS::ApiGatewayV2::Authorizer': (id) => ({ Ref: id }),
  'AWS::S3::Bucket': (id) => ({ Ref: id, Arn: `arn:aws:s3:::${id}` }),
  // Here it has the address of the API, too.
  'AWS::CloudFront::Distribution': (id, _properties, { apiUrl }) => ({ Ref: id, DomainName: new URL(apiUrl).host }),
  'AWS::Cognito::UserPool': (id) => ({ Ref: id, ProviderURL: `https://cognito-idp.${region}.amazonaws.com/${id}` }),
  'AWS::Cognito::UserPoolClient': (id) => ({ Ref: id }),
  'AWS::Cognito::UserPoolDomain': (id) => ({ Ref: id }),
  'AWS::CloudWatch::Dashboard': (id) => ({ Ref: id }),
  'AWS::CloudWatch::Alarm': (id) => ({ Ref: id, Arn: arn('cloudwatch', `alarm:${id}`) }),
  'AWS::SNS::Topic': (id) => ({ Ref: arn('sns', id) }),
  'AWS::Events::Rule': (id) => ({ Ref: id, Arn: arn('events', `rule/${id}`) }),
  'AWS::StepFunctions::StateMachine': (id) => ({ Ref: arn('states', `stateMachine:${id}`) }),
  'AWS::SES::ConfigurationSet': (id) => ({ Ref: id }),
  'AWS::SES::EmailIdentity': (_id, { EmailIdentity }) => ({ Ref: String(EmailIdentity) }),
};

const pseudo: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': region,
  'AWS::AccountId': account,
  'AWS::URLSuffix': 'amazonaws.com',
};

const unknown = (what: string): never => {
  throw new ListeningPathError(`template: ${what} is not known to the local run; teach local/template.ts about it`);
};

/** A synthesized CloudFormation template, read as the local run's only description of the system. */
export class Template {
  readonly #resources: Readonly<Record<string, { Type: string; Properties?: Json; Metadata?: Record<string, string> }>>;
  readonly #folder: string;
  readonly #place: Place;

  /** @param folder the cloud assembly: the template and its assets */
  constructor(folder: string, stackName: string, place: Place) {
    this.#folder = folder;
    this.#place = place;
    this.#resources = JSON.parse(readFileSync(join(folder, `${stackName}.template.json`), 'utf8')).Resources;
  }

  ofType(type: string): Resource[] {
    return Object.entries(this.#resources)
      .filter(([, resource]) => resource.Type === type)
      .map(([id, resource]) => ({
        id,
        type,
        properties: this.resolve(resource.Properties ?? {}) as Resource['properties'],
        metadata: resource.Metadata ?? {},
      }));
  }

  /** The folder of an asset that is deployed as a zip file, by its S3 key. */
  assetFolder(s3Key: string): string {
    return this.findAsset(s3Key) ?? unknown(`asset ${s3Key}`);
  }

  /** The same, or nothing where no asset of that key is a folder. */
  findAsset(s3Key: string): string | undefined {
    const folder = join(this.#folder, `asset.${s3Key.replace(/\.zip$/, '')}`);
    return existsSync(folder) ? folder : undefined;
  }

  /** A value with its intrinsic functions answered by local names. */
  resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.resolve(item));
    if (typeof value !== 'object' || value === null) return value;
    const [[key, argument] = ['', undefined], ...others] = Object.entries(value);
    if (others.length === 0 && (key === 'Ref' || key.startsWith('Fn::'))) return this.#intrinsic(key, argument);
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, this.resolve(item)]));
  }

  #intrinsic(name: string, argument: unknown): unknown {
    if (name === 'Ref') return this.#attribute(String(argument), 'Ref');
    if (name === 'Fn::GetAtt') {
      const [id = '', attribute = ''] = argument as string[];
      return this.#attribute(id, attribute);
    }
    if (name === 'Fn::Join') {
      const [separator, parts] = argument as [string, unknown[]];
      return parts.map((part) => this.resolve(part)).join(separator);
    }
    if (name === 'Fn::Split') {
      const [separator, text] = argument as [string, unknown];
      return String(this.resolve(text)).split(separator);
    }
    if (name === 'Fn::Select') {
      const [index, list] = argument as [number, unknown];
      return (this.resolve(list) as unknown[])[index] ?? unknown(`item ${index} of ${JSON.stringify(list)}`);
    }
    if (name === 'Fn::Sub' && typeof argument === 'string') {
      return argument.replace(/\$\{([^}]+)\}/g, (_, path: string) => {
        const [id = '', attribute = 'Ref'] = path.split('.');
        return this.#attribute(id, attribute);
      });
    }
    return unknown(`the intrinsic function ${name}`);
  }

  #attribute(id: string, attribute: string): string {
    if (attribute === 'Ref' && pseudo[id] !== undefined) return pseudo[id];
    const resource = this.#resources[id] ?? unknown(`the resource ${id}`);
    const local = names[resource.Type] ?? unknown(`the resource type ${resource.Type}`);
    return (
      local(id, (resource.Properties ?? {}) as Json, this.#place)[attribute] ??
      unknown(`${resource.Type}'s attribute ${attribute}`)
    );
  }
}
