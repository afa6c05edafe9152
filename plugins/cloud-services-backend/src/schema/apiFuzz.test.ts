import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import Ajv from 'ajv';
import fc from 'fast-check';
import {
  type Client,
  type Portal,
  startPortal,
  testEnvironment,
} from '../__testUtils__/startPortal';
import { spec } from './openapi.generated';

jest.setTimeout(20 * 60_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

/** The short form; set API_FUZZ_REQUESTS for the long one. */
const REQUESTS = Number(process.env.API_FUZZ_REQUESTS ?? 2000);

type Schema = {
  $ref?: string;
  type?: string;
  enum?: readonly unknown[];
  properties?: Record<string, Schema>;
  required?: readonly string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
};
type Parameter = {
  $ref?: string;
  name: string;
  in: 'query' | 'path' | 'header';
  schema: Schema;
};
type Operation = {
  operationId: string;
  parameters?: readonly Parameter[];
  requestBody?: { content: { 'application/json': { schema: Schema } } };
  responses: Record<
    string,
    { $ref?: string; content?: { 'application/json': { schema: object } } }
  >;
};

const OPERATIONS = Object.entries(spec.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({
    path,
    method,
    operation: operation as unknown as Operation,
  })),
);

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

const components = spec.components as unknown as {
  schemas: Record<string, Schema>;
  parameters: Record<string, Parameter>;
};

/** Values that exist, by the name of the field that takes them. */
type Known = Record<string, string>;

/** Mostly what the schema asks for, sometimes something quite different. */
function arbitrary(
  given: Schema,
  known: Known,
  name: string,
  depth = 0,
): fc.Arbitrary<unknown> {
  const schema = given.$ref
    ? components.schemas[given.$ref.split('/').pop()!]
    : given;
  const odd = fc.oneof(
    fc.constantFrom<unknown>(null, 0, -1, 1.5, true, [], {}, ...NASTY),
    fc.jsonValue({ maxDepth: 3 }),
  );
  const text = fc.oneof(
    { weight: 16, arbitrary: fc.constant(known[name] ?? 'anything') },
    { weight: 2, arbitrary: fc.constantFrom(...Object.values(known)) },
    { weight: 1, arbitrary: fc.string({ maxLength: 60 }) },
    { weight: 1, arbitrary: fc.constantFrom(...NASTY) },
  );
  const right = (): fc.Arbitrary<unknown> => {
    if (schema.enum) return fc.constantFrom(...schema.enum);
    switch (schema.type) {
      case 'integer':
        return fc.integer({
          min: schema.minimum ?? -1000,
          max: schema.maximum ?? 1000,
        });
      case 'number':
        return fc.double();
      case 'boolean':
        return fc.boolean();
      case 'array':
        return fc.array(arbitrary(schema.items ?? {}, known, name, depth + 1), {
          maxLength: 3,
        });
      case 'object': {
        const properties = Object.fromEntries(
          Object.entries(schema.properties ?? {}).map(([key, child]) => [
            key,
            arbitrary(child, known, key, depth + 1),
          ]),
        );
        const record = fc.record(properties, {
          requiredKeys: [...(schema.required ?? [])],
        });
        if (!schema.additionalProperties || depth > 3) return record;
        const child =
          typeof schema.additionalProperties === 'object'
            ? arbitrary(schema.additionalProperties, known, name, depth + 1)
            : fc.jsonValue({ maxDepth: 2 });
        const key = fc.constantFrom(
          'database',
          'storageGb',
          'note',
          '__proto__',
          'x',
        );
        return fc
          .tuple(record, fc.dictionary(key, child, { maxKeys: 3 }))
          .map(([a, b]) => ({ ...b, ...a }));
      }
      default:
        return text;
    }
  };
  return fc.oneof(
    { weight: 30, arbitrary: right() },
    { weight: 1, arbitrary: odd },
  );
}

function parametersOf(operation: Operation): Parameter[] {
  return (operation.parameters ?? []).map(parameter =>
    parameter.$ref
      ? components.parameters[parameter.$ref.split('/').pop()!]
      : parameter,
  );
}

/** One request, as data. */
function requests(known: Known) {
  return fc.constantFrom(...OPERATIONS).chain(({ path, method, operation }) => {
    const parameters = parametersOf(operation);
    const values = Object.fromEntries(
      parameters.map(({ name, schema }) => [
        name,
        arbitrary(schema, known, name),
      ]),
    );
    const required = parameters
      .filter(parameter => parameter.in === 'path')
      .map(({ name }) => name);
    const schema = operation.requestBody?.content['application/json'].schema;
    return fc.record({
      path: fc.constant(path),
      method: fc.constant(method),
      operation: fc.constant(operation),
      values: fc.record(values, { requiredKeys: required }),
      body: schema ? arbitrary(schema, known, 'body') : fc.constant(undefined),
      person: fc.constantFrom(
        'jana.brandt',
        'jana.brandt',
        'selin.aydin',
        'miriam.vogt',
        'uwe.fremd',
        'plugin:catalog',
        'plugin:scaffolder',
      ),
    });
  });
}

function validator() {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const compiled = new Map<string, (value: unknown) => string | undefined>();
  return (operation: Operation, status: number, body: unknown) => {
    const response =
      operation.responses[String(status)] ??
      spec.components.responses.ErrorResponse;
    const schema = response.content?.['application/json']?.schema;
    if (!schema) return undefined;
    const key = `${operation.operationId} ${
      operation.responses[String(status)] ? status : 'error'
    }`;
    let check = compiled.get(key);
    if (!check) {
      const validate = ajv.compile({ ...schema, components });
      check = value =>
        validate(value) ? undefined : ajv.errorsText(validate.errors);
      compiled.set(key, check);
    }
    return check(body);
  };
}

function send(
  client: Client,
  request: {
    path: string;
    method: string;
    operation: Operation;
    values: Record<string, unknown>;
    body: unknown;
  },
) {
  let url = request.path;
  const query = new URLSearchParams();
  for (const { name, in: place } of parametersOf(request.operation)) {
    const value = request.values[name];
    if (value === undefined) continue;
    const text =
      typeof value === 'string' ? value : JSON.stringify(value) ?? '';
    if (place === 'path') {
      url = url.replace(`{${name}}`, encode(text) || 'x');
    } else if (place === 'query') {
      query.append(name, text);
    }
  }
  const full = query.size ? `${url}?${query}` : url;
  const withBody = (test: ReturnType<Client['get']>) =>
    request.body === undefined
      ? test
      : test.type('json').send(JSON.stringify(request.body));
  switch (request.method) {
    case 'get':
      return client.get(full);
    case 'put':
      return withBody(client.put(full));
    case 'delete':
      return client.delete(full);
    default:
      return withBody(client.post(full));
  }
}

function encode(text: string): string {
  try {
    const encoded = encodeURIComponent(text);
    return encoded === '.' || encoded === '..' ? '%2E' : encoded;
  } catch {
    return '%ED%A0%80';
  }
}

async function facts(portal: Portal): Promise<Known> {
  const jana = portal.as('jana.brandt');
  const order = await jana.order(testEnvironment({ name: 'fuzzed' }));
  const [{ instanceId }] = order.steps;
  const { body } = await jana.post(`/instances/${instanceId}/bindings`, {});
  return {
    orderId: order.id,
    environmentId: order.environmentId!,
    instanceId,
    bindingId: body.id,
    brokerName: 'sandbox',
    namespace: 'default',
    serviceRef: 'cloudservice:default/sandbox-postgresql',
    blueprintRef: 'environmentblueprint:default/web-application',
    systemRef: 'system:default/kfz-portal',
    ownerRef: 'group:default/team-kfz-portal',
    plan: 'small',
    name: 'sandbox-postgresql',
    expiresAt: testEnvironment().expiresAt,
  };
}

it.each(databases.eachSupportedId())(
  'answers whatever it is sent with what the document says, on %s',
  async databaseId => {
    const portal = await startPortal({ databases, databaseId });
    const known = await facts(portal);
    const check = validator();
    const statuses = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(requests(known), async request => {
        const answer = await send(portal.as(request.person), request);
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        if (answer.status >= 500) {
          throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
        }
        const documented = request.operation.responses[String(answer.status)];
        if (answer.status < 400 && !documented) {
          throw new Error(`${answer.status} is not in the document`);
        }
        const fault = check(request.operation, answer.status, answer.body);
        if (fault) {
          throw new Error(
            `${fault} in ${answer.status} ${JSON.stringify(answer.body)}`,
          );
        }
      }),
      { numRuns: REQUESTS / 2, endOnFailure: true },
    );
    // It got past the door: a fuzz that is only ever refused tests nothing.
    expect((statuses.get(200) ?? 0) / (REQUESTS / 2)).toBeGreaterThan(0.1);
    await portal.stop();
  },
);

it('is what the generator makes of the document', () => {
  const root = resolve(__dirname, '../../../..');
  expect(() =>
    execFileSync(
      process.execPath,
      ['scripts/generate-openapi.mjs', '--check'],
      { cwd: root, stdio: 'pipe' },
    ),
  ).not.toThrow();
});
