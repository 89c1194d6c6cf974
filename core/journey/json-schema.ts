import * as z from 'zod';
import { Journey } from './schema.ts';

/** As much of JSON Schema as ours uses. */
export interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly propertyNames?: { readonly enum?: readonly string[] };
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
}

/**
 * The JSON Schema of `journey.yaml`, so that editors complete keys and explain them. What spans several keys only
 * `readJourney` can tell.
 *
 * Draft 7, the newest that every YAML editor plug-in reads in full; and what people write, so keys with a default are
 * optional.
 *
 * @example writeFileSync('journey.schema.json', `${JSON.stringify(journeyJsonSchema(), null, 2)}\n`)
 */
export const journeyJsonSchema = (): JsonSchema =>
  z.toJSONSchema(Journey, { io: 'input', target: 'draft-7' }) as JsonSchema;

const schema = journeyJsonSchema();

/**
 * The keys a map at this path may have; empty where any key will do.
 *
 * @example keysAt(['themes', 0, 'keywords']) // => ['en', 'es']
 */
export const keysAt = (path: readonly (string | number)[]): readonly string[] => {
  let schemas: readonly JsonSchema[] = [schema];
  for (const step of path) {
    schemas = schemas.flatMap(({ properties, additionalProperties, items, anyOf = [] }) =>
      [properties?.[step], additionalProperties, items, ...anyOf.map((one) => one.properties?.[step])].filter(
        (next) => typeof next === 'object',
      ),
    );
  }
  const choices = schemas.flatMap((choice) => [choice, ...(choice.anyOf ?? [])]);
  return choices.flatMap(({ properties = {}, propertyNames }) => [
    ...Object.keys(properties),
    ...(propertyNames?.enum ?? []),
  ]);
};
