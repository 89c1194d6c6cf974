import { Metrics } from '@aws-lambda-powertools/metrics';
import { type Gauge, gaugeNamespace, gauges } from '../core/watch/gauges.ts';
import { type Environment, need } from './shell.ts';

/** Where a metric's line goes. The local run and tests read it themselves. */
export interface Sink {
  readonly print?: (line: string) => void;
}

/** Writes measurements down at once, so that two events which a process works on at a time never mix. */
export type Measure = (
  measured: Readonly<Partial<Record<Gauge, readonly number[]>>>,
  dimensions?: { readonly source?: string },
) => void;

/** CloudWatch reads metrics in what Lambda prints; `console` would wrap the line in a log entry first. */
const printOnLambda = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/**
 * The metrics of one function, in CloudWatch's embedded metric format.
 *
 * @param env with the stack's name
 */
export const gaugesOf = (env: Environment, { print = printOnLambda }: Sink = {}): Measure => {
  const metrics = new Metrics({ namespace: gaugeNamespace, serviceName: need(env, 'STACK_NAME') });
  return (measured, dimensions = {}) => {
    const named = Object.entries(measured).filter(([, values]) => values.length > 0);
    if (named.length === 0) return;
    for (const [name, value] of Object.entries(dimensions)) metrics.addDimension(name, value);
    for (const [name, values] of named) {
      for (const value of values) metrics.addMetric(name, gauges[name as Gauge], value);
    }
    print(JSON.stringify(metrics.serializeMetrics()));
    metrics.clearMetrics();
    metrics.clearDimensions();
  };
};
