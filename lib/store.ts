import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';

/** The table's two indexes. */
export const indexNames = ['GSI1', 'GSI2'] as const;

const key = (name: string) => ({ name, type: AttributeType.STRING });

/** The one table: signals, rollups and the digest ledger, told apart by their keys (core/store/keys.ts). */
export class Store extends Construct {
  readonly table: TableV2;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.table = new TableV2(this, 'Table', {
      partitionKey: key('PK'),
      sortKey: key('SK'),
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.awsManagedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      timeToLiveAttribute: 'ttl',
      dynamoStream: StreamViewType.NEW_IMAGE,
      removalPolicy: RemovalPolicy.RETAIN,
      globalSecondaryIndexes: [
        // A customer's signals in time order.
        {
          indexName: indexNames[0],
          partitionKey: key('GSI1PK'),
          sortKey: key('GSI1SK'),
          projectionType: ProjectionType.KEYS_ONLY,
        },
        // A touchpoint's signals of one day, with what is needed to choose a verbatim without reading every text.
        {
          indexName: indexNames[1],
          partitionKey: key('GSI2PK'),
          sortKey: key('GSI2SK'),
          projectionType: ProjectionType.INCLUDE,
          nonKeyAttributes: ['scores', 'sentiment', 'themes', 'customer', 'language'],
        },
      ],
    });
  }
}
