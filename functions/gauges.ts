import { Metrics } from '@aws-lambda-powertools/metrics';
import { type Gauge, gaugeNamespace, gauges, type Measured } from '../core/watch/gauges.ts';
import { type Environment, need } from './shell.ts';

/** Where a metric's line goes. The local run and tests read it themselves. */
export interface Sink {
  readonly print?: (line: string) => void;
}

/** Writes measurements down at once, so that two events which a process works on at a time never mix. */
export type Measure = (measured: Measured, dimensions?: { readonly source?: string }) => void;

/** CloudWatch reads metrics in what Lambda prints; `console` would wrap the line in a log entry first. */
const printOnLambda = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** At the hundredth value of a metric Powertools prints by itself, past our `print`, and forgets the dimensions. */
const valuesMax = 99;

/**
 * The metrics of one function, in CloudWatch's embedded metric format.
 *
 * @param env with the stack's name
 */
export const gaugesOf = (env: Environment, { print = printOnLambda }: Sink = {}): Measure => {
  const metrics = new Metrics({ namespace: gaugeNamespace, serviceName: need(env, 'STACK_NAME') });
  return (measured, dimensions = {}) => {
    const all = Object.entries(measured);
    const most = Math.max(0, ...all.map(([, values]) => values.length));
    for (let from = 0; from < most; from += valuesMax) {
      for (const [name, value] of Object.entries(dimensions)) metrics.addDimension(name, value);
      for (const [name, values] of all) {
        for (const value of values.slice(from, from + valuesMax))
          metrics.addMetric(name, gauges[name as Gauge].unit, value);
      }
      print(JSON.stringify(metrics.serializeMetrics()));
      metrics.clearMetrics();
      metrics.clearDimensions();
    }
  };
};
