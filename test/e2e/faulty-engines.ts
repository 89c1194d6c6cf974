import type { Engines } from '../../local/aws.ts';
import type { Answer, Call, Engine } from '../../local/engines/engine.ts';

/** What answers in place of a service while it has a fault. */
type Faulty = (call: Call, sound: Engine) => Promise<Answer>;

const services = ['dynamodb', 'sqs', 'comprehend', 'email', 'secretsmanager'] as const;

export const enginesBy = (engineOf: (service: keyof Engines) => Engine): Engines =>
  Object.fromEntries(services.map((service) => [service, engineOf(service)])) as unknown as Engines;

/** The services of a run, each of which has the fault that it is given until it is mended. */
export const faultyEngines = (sound: Engines) => {
  let faults: Partial<Record<keyof Engines, Faulty>> = {};
  return {
    engines: enginesBy((service) => (call) => (faults[service] ?? sound[service])(call, sound[service])),
    breakService: (service: keyof Engines, fault: Faulty): void => {
      faults = { ...faults, [service]: fault };
    },
    mendAll: (): void => {
      faults = {};
    },
  };
};

/** The fault of some operations alone. */
export const onlyIn = (operations: RegExp, fault: () => Answer): Faulty => {
  return async (call, sound) => (operations.test(call.operation) ? fault() : sound(call));
};
