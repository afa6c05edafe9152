import fc from 'fast-check';
import { type ApiDocument, type ApiSchema, resolveSchema } from './openApi';

/** Values that exist, by the name of the field that takes them. @public */
export type Known = Record<string, string>;

type Context = { spec: ApiDocument; known: Known; freeKeys: string[] };

/** Values that have broken other programs. */
const NASTY = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '../../etc/passwd',
  "'; drop table orders; --",
  '${{ secrets.x }}',
  'a'.repeat(5000),
  '__proto__',
  '-1',
  '1e400',
  '9223372036854775808',
  'true',
  '[]',
  '%',
];

/** Deeper than this nothing is made up in free-form objects. */
const DEEP = 3;

/** Mostly what the schema asks for, sometimes something quite different. */
export function valuesOf(
  given: ApiSchema,
  name: string,
  context: Context,
  depth = 0,
): fc.Arbitrary<unknown> {
  const odd = fc.oneof(
    fc.constantFrom<unknown>(null, 0, -1, 1.5, true, [], {}, ...NASTY),
    fc.jsonValue({ maxDepth: 3 }),
  );
  return fc.oneof(
    { weight: 30, arbitrary: right(given, name, context, depth) },
    { weight: 1, arbitrary: odd },
  );
}

function right(
  given: ApiSchema,
  name: string,
  context: Context,
  depth: number,
): fc.Arbitrary<unknown> {
  const schema = resolveSchema(context.spec, given);
  const choices = schema.oneOf ?? schema.allOf;
  if (choices) {
    return fc.oneof(...choices.map(one => right(one, name, context, depth)));
  }
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'integer':
      return name in context.known
        ? fc.constant(Number(context.known[name]))
        : fc.integer({
            min: schema.minimum ?? -1000,
            max: schema.maximum ?? 1000,
          });
    case 'number':
      return fc.double();
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(valuesOf(schema.items ?? {}, name, context, depth + 1), {
        maxLength: 3,
      });
    case 'object':
      return objects(schema, name, context, depth);
    default:
      return texts(name, context.known);
  }
}

function texts(name: string, known: Known): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 16, arbitrary: fc.constant(known[name] ?? 'anything') },
    { weight: 2, arbitrary: fc.constantFrom(...Object.values(known)) },
    { weight: 1, arbitrary: fc.string({ maxLength: 60 }) },
    { weight: 1, arbitrary: fc.constantFrom(...NASTY) },
  );
}

function objects(
  schema: ApiSchema,
  name: string,
  context: Context,
  depth: number,
): fc.Arbitrary<object> {
  const properties = Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([key, child]) => [
      key,
      valuesOf(child, key, context, depth + 1),
    ]),
  );
  const record = fc.record(properties, {
    requiredKeys: [...(schema.required ?? [])],
  });
  if (!schema.additionalProperties || depth > DEEP) return record;
  const child =
    typeof schema.additionalProperties === 'object'
      ? valuesOf(schema.additionalProperties, name, context, depth + 1)
      : fc.jsonValue({ maxDepth: 2 });
  const key = fc.constantFrom(...context.freeKeys, '__proto__', 'x');
  return fc
    .tuple(record, fc.dictionary(key, child, { maxKeys: 3 }))
    .map(([a, b]) => ({ ...b, ...a }));
}
