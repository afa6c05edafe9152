import Ajv from 'ajv';
import fc from 'fast-check';
import type request from 'supertest';
import { type Known, valuesOf } from './fuzzValues';
import {
  type ApiDocument,
  type ApiOperation,
  operationsOf,
  parametersOf,
} from './openApi';
import type { HttpClient } from './startTestPortal';

/** @public */
export type FuzzOptions = {
  /** The OpenAPI document as `yarn generate` embeds it. */
  spec: object;
  /** Values that exist, by the name of the field or parameter that takes them. */
  known: Known;
  /** Names that free-form objects may have, such as parameters of a plan. */
  freeKeys?: string[];
  /** Who asks; see `TestPortal.as`. */
  people: string[];
  as: (person: string) => HttpClient;
  requests: number;
};

/** One request, as data. */
type FuzzRequest = ApiOperation & {
  values: Record<string, unknown>;
  body: unknown;
  person: string;
};

/**
 * Sends requests that are mostly what an OpenAPI document asks for and
 * sometimes something quite different. Fails on any 5xx, on an answer that the
 * document does not know, and on one that is not as it says.
 *
 * @returns how often each status was answered: a fuzz that is only ever refused tests nothing
 * @public
 */
export async function fuzzApi(
  options: FuzzOptions,
): Promise<Map<number, number>> {
  const spec = options.spec as ApiDocument;
  const check = validator(spec);
  const statuses = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(requestsOf(spec, options), async wish => {
      const answer = await send(spec, options.as(wish.person), wish);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      if (answer.status >= 500) {
        throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
      }
      const documented = wish.operation.responses[String(answer.status)];
      if (answer.status < 400 && !documented) {
        throw new Error(`${answer.status} is not in the document`);
      }
      const fault = check(wish, answer);
      if (fault) {
        throw new Error(
          `${fault} in ${answer.status} ${JSON.stringify(answer.body)}`,
        );
      }
    }),
    { numRuns: options.requests, endOnFailure: true },
  );
  return statuses;
}

function requestsOf(
  spec: ApiDocument,
  { known, freeKeys = [], people }: FuzzOptions,
): fc.Arbitrary<FuzzRequest> {
  const context = { spec, known, freeKeys };
  return fc.constantFrom(...operationsOf(spec)).chain(one => {
    const parameters = parametersOf(spec, one.operation);
    const values = Object.fromEntries(
      parameters.map(({ name, schema }) => [
        name,
        valuesOf(schema, name, context),
      ]),
    );
    const required = parameters
      .filter(parameter => parameter.in === 'path' || parameter.required)
      .map(({ name }) => name);
    const [content] = Object.values(one.operation.requestBody?.content ?? {});
    return fc.record({
      path: fc.constant(one.path),
      method: fc.constant(one.method),
      operation: fc.constant(one.operation),
      values: fc.oneof(
        {
          weight: 9,
          arbitrary: fc.record(values, { requiredKeys: required }),
        },
        { weight: 1, arbitrary: fc.record(values, { requiredKeys: [] }) },
      ),
      body: content
        ? valuesOf(content.schema, 'body', context)
        : fc.constant(undefined),
      person: fc.constantFrom(...people),
    });
  });
}

function validator(spec: ApiDocument) {
  const { components } = spec;
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const compiled = new Map<string, (value: unknown) => string | undefined>();
  return (
    { operation }: ApiOperation,
    answer: request.Response,
  ): string | undefined => {
    const { status, body } = answer;
    const response =
      operation.responses[String(status)] ?? components.responses.ErrorResponse;
    const schema = response?.content?.['application/json']?.schema;
    if (!schema || !answer.type.includes('json')) return undefined;
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
  spec: ApiDocument,
  client: HttpClient,
  wish: FuzzRequest,
): request.Test {
  let url = wish.path;
  const query = new URLSearchParams();
  for (const { name, in: place } of parametersOf(spec, wish.operation)) {
    const value = wish.values[name];
    if (place === 'path') {
      url = url.replace(`{${name}}`, encode(toText(value)) || 'x');
    } else if (place === 'query' && value !== undefined) {
      const all = Array.isArray(value) ? value : [value];
      all.forEach(one => query.append(name, toText(one)));
    }
  }
  const full = query.size ? `${url}?${query}` : url;
  const [type] = Object.keys(wish.operation.requestBody?.content ?? {});
  const withBody = (test: request.Test) =>
    wish.body === undefined
      ? test
      : test
          .type(type)
          .send(
            type.includes('json')
              ? JSON.stringify(wish.body)
              : toText(wish.body),
          );
  switch (wish.method) {
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

function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value) ?? '';
}

function encode(text: string): string {
  try {
    const encoded = encodeURIComponent(text);
    return encoded === '.' || encoded === '..' ? '%2E' : encoded;
  } catch {
    return '%ED%A0%80';
  }
}
