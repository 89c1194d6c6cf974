import { ListeningPathError } from '../core/errors.ts';
import type { LocalFunction } from './functions.ts';
import type { Template } from './template.ts';

/** A route of the HTTP API, and the function behind it. */
export interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly target: LocalFunction;
  /** Whether only those may ask who have signed in. */
  readonly isForPeople: boolean;
}

/** Routes of plain words and `{parameters}`; API Gateway's greedy and default ones are not known here. */
const knownPath = /^(\/([\w-]+|\{\w+\}))+$/;

/** The routes that the template declares. */
export const readRoutes = (template: Template, functions: ReadonlyMap<string, LocalFunction>): Route[] => {
  const integrations = new Map(
    template.ofType('AWS::ApiGatewayV2::Integration').map(({ id, properties }) => [id, properties.IntegrationUri]),
  );
  return template.ofType('AWS::ApiGatewayV2::Route').map(({ id, properties }) => {
    const [method = '', path = ''] = String(properties.RouteKey).split(' ');
    const isForPeople = properties.AuthorizationType === 'JWT';
    const target = functions.get(integrations.get(String(properties.Target).split('/')[1] ?? ''));
    if (target === undefined) throw new ListeningPathError(`template: route ${id} leads to no function`);
    if (!knownPath.test(path)) {
      throw new ListeningPathError(`http: the local run does not know routes like ${properties.RouteKey}`);
    }
    return { method, path: new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`), target, isForPeople };
  });
};
