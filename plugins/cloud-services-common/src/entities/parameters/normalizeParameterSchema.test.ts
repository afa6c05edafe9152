import Ajv from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '@backstage/types';
import { normalizeParameterSchema } from './normalizeParameterSchema';
import { plainText } from './unsafe';

function usable(schema: JsonValue): JsonObject {
  const result = normalizeParameterSchema(schema);
  if (result.status === 'refused') throw new Error(result.reason);
  return result.schema;
}

function reason(schema: JsonValue): string {
  const result = normalizeParameterSchema(schema);
  return result.status === 'refused' ? result.reason : 'usable';
}

const withProperty = (property: JsonValue): JsonObject => ({
  type: 'object',
  properties: { a: property },
});

/** Every key at any depth. */
function keysOf(value: JsonValue | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap(keysOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    key,
    ...keysOf(inner),
  ]);
}

describe('normalizeParameterSchema', () => {
  it.each<[string, JsonObject, JsonObject]>([
    [
      'draft-04 bounds',
      {
        $schema: 'http://json-schema.org/draft-04/schema#',
        id: 'http://example.com/x',
        ...withProperty({
          type: 'integer',
          minimum: 1,
          exclusiveMinimum: true,
          maximum: 9,
          exclusiveMaximum: false,
        }),
      },
      withProperty({ type: 'integer', exclusiveMinimum: 1, maximum: 9 }),
    ],
    [
      'references of draft-07, whose neighbours do not count but for what people read',
      {
        definitions: { size: { type: 'integer', title: 'Size' } },
        ...withProperty({
          $ref: '#/definitions/size',
          title: 'Disk',
          minimum: 5,
        }),
      },
      withProperty({ type: 'integer', title: 'Disk' }),
    ],
    [
      'references of 2020-12, whose neighbours count',
      {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        $defs: { size: { $anchor: 'size', type: 'integer' } },
        ...withProperty({ $ref: '#size', minimum: 5 }),
      },
      withProperty({ allOf: [{ type: 'integer' }, { minimum: 5 }] }),
    ],
    [
      'tuples of 2020-12',
      {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        ...withProperty({
          type: 'array',
          prefixItems: [{ type: 'string' }],
          items: false,
        }),
      },
      withProperty({
        type: 'array',
        items: [{ type: 'string' }],
        additionalItems: false,
      }),
    ],
    [
      'dependencies of 2019-09',
      {
        $schema: 'https://json-schema.org/draft/2019-09/schema',
        type: 'object',
        dependentRequired: { a: ['b'] },
        dependentSchemas: { c: { required: ['d'] } },
      },
      {
        type: 'object',
        dependencies: { a: ['b'], c: { required: ['d'] } },
      },
    ],
    [
      'unevaluated properties where there is nothing else to evaluate',
      {
        $schema: 'https://json-schema.org/draft/2019-09/schema',
        ...withProperty({ type: 'string' }),
        unevaluatedProperties: false,
      },
      { ...withProperty({ type: 'string' }), additionalProperties: false },
    ],
    [
      'what steers forms and portals, by leaving it out',
      {
        ...withProperty({
          type: 'string',
          'ui:field': 'RepoUrlPicker',
          'ui:widget': 'password',
          'backstage:permissions': { tags: ['x'] },
          $text: 'https://internal.example/secret',
          $comment: 'x',
        }),
        'ui:options': {},
      },
      withProperty({ type: 'string' }),
    ],
    [
      'texts, to plain ones',
      withProperty({
        type: 'string',
        title: '<b>Bold</b> ${{ secrets.TOKEN }}',
        description: '<img src=x onerror=alert(1)>See [this](javascript:x)',
        'x-titles': { en: 'Size', de: 'Größe\u202e', fr: 'Taille' },
        default: '${{ secrets.TOKEN }}',
      }),
      withProperty({
        type: 'string',
        title: 'Bold  secrets.TOKEN',
        description: 'See [this] (javascript:x)',
        'x-titles': { en: 'Size', de: 'Größe' },
      }),
    ],
    [
      'a schema without a type',
      { properties: {} },
      { type: 'object', properties: {} },
    ],
  ])('converts %s', (_, schema, expected) => {
    expect(usable(schema)).toEqual(expected);
  });

  it.each<[string, JsonValue, string]>([
    [
      'a remote reference',
      withProperty({ $ref: 'https://example.com/x' }),
      'outside the schema',
    ],
    [
      'a reference to a file',
      withProperty({ $ref: 'other.json#/a' }),
      'outside the schema',
    ],
    [
      'a reference to nothing',
      withProperty({ $ref: '#/definitions/x' }),
      'points to nothing',
    ],
    ['recursion', withProperty({ $ref: '#' }), 'leads back to itself'],
    [
      'an unknown draft',
      { $schema: 'http://example.com/mine' },
      'no draft that can be used',
    ],
    [
      'dynamic references',
      withProperty({ $dynamicRef: '#x' }),
      'cannot be expressed',
    ],
    [
      'unevaluated properties beside others',
      { allOf: [{}], unevaluatedProperties: false },
      'cannot be expressed',
    ],
    ['parameters that are no object', { type: 'string' }, 'must be "object"'],
    ['a list', [], 'must be an object'],
    [
      'a placeholder as a name',
      { properties: { $text: {} } },
      'an instruction to the portal',
    ],
    [
      'an instruction to the form as a name',
      { properties: { 'ui:field': {} } },
      'an instruction to the portal',
    ],
    [
      'a prototype as a name',
      JSON.parse('{"properties":{"__proto__":{}}}'),
      'reserved word',
    ],
    [
      'a template as a name',
      { properties: { 'a${{ x }}': {} } },
      'template markers',
    ],
    [
      'a template as a choice',
      withProperty({ enum: ['${{ x }}'] }),
      'template markers',
    ],
    [
      'a placeholder as a value',
      withProperty({ const: { $text: 'https://x' } }),
      'an instruction to the portal',
    ],
    [
      'a pattern that takes for ever',
      withProperty({ type: 'string', pattern: '^(a+)+$' }),
      'nests repetitions',
    ],
    [
      'a pattern that is none',
      withProperty({ type: 'string', pattern: '(' }),
      'not a regular expression',
    ],
    [
      'a type that is none',
      withProperty({ type: 'text' }),
      'none of JSON Schema',
    ],
    ['required of draft-03', withProperty({ required: true }), 'list of names'],
  ])('refuses %s', (_, schema, expected) => {
    expect(reason(schema)).toContain(expected);
  });

  it('refuses what is too deep or grows too large, in little time', () => {
    let deep: JsonObject = {};
    for (let i = 0; i < 1000; i++) deep = { properties: { a: deep } };
    expect(reason(deep)).toContain('nested deeper');

    const definitions: JsonObject = { l0: { type: 'string' } };
    for (let i = 1; i < 9; i++) {
      const inner = { $ref: `#/definitions/l${i - 1}` };
      definitions[`l${i}`] = { allOf: [inner, inner, inner, inner] };
    }
    expect(
      reason({ definitions, ...withProperty({ $ref: '#/definitions/l8' }) }),
    ).toContain('parts once its references are resolved');
  });

  it('keeps what a schema accepts and refuses', () => {
    const schema = {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $defs: { name: { type: 'string', pattern: '^[a-z]+$' } },
      type: 'object',
      required: ['name'],
      properties: {
        name: { $ref: '#/$defs/name', maxLength: 3 },
        pair: {
          type: 'array',
          prefixItems: [{ type: 'integer' }],
          items: { type: 'string' },
        },
      },
      dependentRequired: { pair: ['name'] },
      unevaluatedProperties: false,
    };
    const before = new Ajv2020({ strict: false }).compile(schema);
    const after = new Ajv({ strict: false }).compile(usable(schema));
    fc.assert(
      fc.property(
        fc.record(
          {
            name: fc.oneof(fc.stringMatching(/^[a-zA]{0,5}$/), fc.integer()),
            pair: fc.array(fc.oneof(fc.integer(), fc.string())),
            other: fc.boolean(),
          },
          { requiredKeys: [] },
        ),
        value => {
          expect(after(value)).toBe(before(value));
        },
      ),
    );
  });

  it('never lets anything through that speaks to the portal, and changes nothing the second time', () => {
    const key = fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom(
          'properties',
          'items',
          'allOf',
          'title',
          'default',
          'enum',
          'const',
          'type',
          'description',
          'if',
          'dependencies',
          'required',
        ),
      },
      fc.constantFrom(
        '$text',
        '$json',
        '$ref',
        'ui:field',
        'backstage:permissions',
        '__proto__',
        '${{ a }}',
        '$defs',
      ),
      fc.string(),
    );
    const leaf = fc.oneof(
      fc.constantFrom<JsonValue>(
        'object',
        'string',
        '${{ secrets }}',
        '{% include %}',
        '<script>x</script>',
        '#/properties',
        'https://evil.example',
        true,
        1,
      ),
      fc.string(),
    );
    const { value } = fc.letrec<{ value: JsonValue }>(tie => ({
      value: fc.oneof(
        { maxDepth: 5 },
        leaf,
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(key, tie('value'), { maxKeys: 5, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(
        fc.dictionary(key, value, { noNullPrototype: true }),
        schema => {
          const result = normalizeParameterSchema(schema as JsonObject);
          if (result.status === 'refused') return;
          // Keys speak to the catalog and to forms, texts to the template engine.
          for (const spoken of keysOf(result.schema)) {
            expect(spoken).not.toMatch(/^(\$|ui:|backstage:|__proto__$)/i);
          }
          expect(JSON.stringify(result.schema)).not.toMatch(/\$\{|\{\{|\{%/);
          expect(normalizeParameterSchema(result.schema)).toEqual(result);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('plainText', () => {
  it('leaves no markup and no markers, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.constantFrom(
              '<',
              '>',
              'script',
              '${',
              '{{',
              '}',
              '{',
              '%',
              '$',
              '<img',
              ' onerror=x',
              ']',
              '(',
              '\u202e',
              '\u0000',
            ),
            fc.string(),
          ),
        ),
        parts => {
          const text = plainText(parts.join(''), 500) ?? '';
          expect(text).not.toMatch(/<[a-z/!?]|\$\{|\{\{|\{%|\]\(|\u202e/i);
          expect(text.length).toBeLessThanOrEqual(500);
        },
      ),
    );
  });

  it('keeps what people write', () => {
    expect(plainText('Datenbank für 5 < 10 GB & mehr\nzweite Zeile', 100)).toBe(
      'Datenbank für 5 < 10 GB & mehr\nzweite Zeile',
    );
  });
});
