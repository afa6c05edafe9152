import { InputError } from '@backstage/errors';
import express, { type ErrorRequestHandler } from 'express';
import request from 'supertest';
import { nameFields, parseBodies, refuseNul } from './middleware';
import { invalid } from './refusals';

const SCHEMA = {
  type: 'object',
  properties: { stage: { $ref: '#/components/schemas/Stage' } },
  required: ['stage'],
  additionalProperties: false,
};
const COMPONENTS = {
  schemas: { Stage: { enum: ['development', 'test', 'production'] } },
};

const answer: ErrorRequestHandler = (error, _req, res, _next) => {
  res.status(400).json({ message: error.message, details: error.details });
};

/** A route that fails as the OpenAPI validator does. */
function appThatThrows(error: Error | undefined, schema?: object) {
  const app = express();
  app.use(express.json(), refuseNul());
  app.post('/', (req, res) => {
    Object.assign(req, {
      openapi: {
        schema: schema && {
          requestBody: { content: { 'application/json': { schema } } },
        },
      },
    });
    if (error) throw error;
    res.json({});
  });
  app.use(nameFields(COMPONENTS), answer);
  return request(app);
}

it('says which fields of a body are at fault, and why', async () => {
  const failing = appThatThrows(
    new InputError('request/body must NOT have additional properties'),
    SCHEMA,
  );
  const { body } = await failing.post('/').send({ stage: 'x', sgate: 'test' });
  expect(body.details).toEqual([
    {
      field: 'sgate',
      rule: 'additionalProperties',
      message: 'is not a field of this request',
    },
    {
      field: 'stage',
      rule: 'enum',
      message:
        'must be equal to one of the allowed values: development, test, production',
    },
  ]);
  expect(body.message).toBe(
    'sgate: is not a field of this request (and 1 more)',
  );
});

it('says of a body that it is no JSON, in no encoding, or too large', async () => {
  const app = express();
  const handled = jest.fn();
  app.use(parseBodies(express.json({ limit: 100 })), handled);
  app.use(((error, _req, res, _next) => {
    const { message, details, status } = error;
    res.status(status ?? 400).json({ message, details });
  }) as ErrorRequestHandler);
  const post = (text: string) =>
    request(app).post('/').type('application/json').send(text);
  const { body } = await post('{"stage": ').expect(400);
  expect(body.details).toEqual([
    { field: 'body', rule: 'json', message: expect.stringMatching(/^is not/) },
  ]);
  expect(body.message).toMatch(/^body: is not JSON: .*end of/);
  const packed = await post('{}').set('Content-Encoding', 'gzip').expect(400);
  expect(packed.body.message).toBe('body: is not in the encoding gzip');
  const large = await post(JSON.stringify('x'.repeat(100))).expect(413);
  expect(large.body.message).toBe('the body is larger than 100 bytes');
  expect(handled).not.toHaveBeenCalled();
});

it('says of several alternatives what the nearest one has against a body', async () => {
  const object = (properties: Record<string, object>) => ({
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  });
  const failing = appThatThrows(new InputError('request/body/samples/1 …'), {
    ...object({ source: { type: 'string' }, samples: { type: 'array' } }),
    properties: {
      source: { type: 'string' },
      samples: {
        type: 'array',
        items: {
          oneOf: [
            object({ at: { type: 'string' }, up: { type: 'boolean' } }),
            object({ from: {}, to: {}, good: { minimum: 0 } }),
          ],
        },
      },
    },
  });
  const { body } = await failing.post('/').send({
    samples: [
      { at: '2026-11-28T21:00:00Z', up: true },
      { at: '2026-11-28T21:01:00Z', up: 'yes' },
      { from: 1, to: 2, good: -1 },
    ],
  });
  expect(body.details).toEqual([
    { field: 'source', rule: 'required', message: 'is required' },
    { field: 'samples.1.up', rule: 'type', message: 'must be boolean' },
    { field: 'samples.2.good', rule: 'minimum', message: 'must be >= 0' },
  ]);
});

it.each([
  ['request/query/limit must be <= 500', 'limit', 'range'],
  ["request/query must have required property 'from'", 'from', 'required'],
  ["Unknown query parameter 'form'", 'form', 'unknown-parameter'],
])('reads the field at fault out of "%s"', async (message, field, rule) => {
  const { body } = await appThatThrows(new InputError(message)).post('/');
  expect(body.details).toEqual([expect.objectContaining({ field, rule })]);
});

it('leaves other errors as they are', async () => {
  const named = invalid([{ field: 'a', rule: 'b', message: 'is wrong' }]);
  for (const error of [new InputError('too late'), named, new Error('x')]) {
    const { body } = await appThatThrows(error).post('/');
    expect(body.message).toBe(error.message);
  }
});

it.each([
  [{ a: 'b\u0000' }, '', 'a'],
  [{ a: 1, b: [{ c: 1 }, { c: 'd\u0000' }] }, '', 'b.1.c'],
  [{ a: [{ 'c\u0000': 1 }] }, '', 'a.0'],
  [{ 'c\u0000': 1 }, '', 'body'],
  [{ a: 1 }, '?limit=1&name=b%00', 'name'],
  [{ a: 1 }, '?b%00=1', 'path'],
])('refuses NUL in %j and "%s"', async (sent, query, field) => {
  const { body, status } = await appThatThrows(undefined)
    .post(`/${query}`)
    .send(sent);
  expect(status).toBe(400);
  expect(body).toEqual({
    message: `${field}: must not contain the character NUL`,
    details: [
      { field, rule: 'nul', message: 'must not contain the character NUL' },
    ],
  });
});

it('refuses what is nested deeper than anybody means it', async () => {
  const nested = (depth: number): object =>
    depth === 0 ? {} : { a: nested(depth - 1) };
  const { body } = await appThatThrows(undefined).post('/').send(nested(250));
  expect(body.details).toEqual([
    {
      field: 'a',
      rule: 'depth',
      message: 'must not be nested more than 200 deep',
    },
  ]);
  await appThatThrows(undefined).post('/').send(nested(150)).expect(200);
});
