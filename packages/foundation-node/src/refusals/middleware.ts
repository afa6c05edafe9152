import type { ErrorRequestHandler, RequestHandler } from 'express';
import { type FieldFault, invalid, invalidField } from './refusals';
import { checkBody, readValidatorMessage } from './readValidatorMessage';

type Operation = {
  requestBody?: { content?: { 'application/json'?: { schema?: object } } };
};

/** What a parser of bodies fails with: body-parser's errors, and Zlib's. */
type BodyError = Error & { type?: string; code?: string; limit?: number };

/**
 * A parser of bodies whose complaints say what is wrong. It has to stand before the
 * router of an OpenAPI document, which keeps nothing of an error but its message.
 *
 * @param parse - such as `express.json()`
 * @param tooLarge - the message for a larger body; it tells the limit in bytes if absent
 * @public
 */
export function parseBodies(
  parse: RequestHandler,
  tooLarge?: string,
): RequestHandler {
  const explain = (error: BodyError, encoding: string | undefined): Error => {
    if (error.type === 'entity.parse.failed') {
      return invalidField('body', 'json', `is not JSON: ${error.message}`);
    }
    if (error.code?.startsWith('Z_')) {
      const message = `is not in the encoding ${encoding}`;
      return invalidField('body', 'encoding', message);
    }
    if (error.type === 'entity.too.large') {
      error.message =
        tooLarge ?? `the body is larger than ${error.limit} bytes`;
    }
    return error;
  };
  return (req, res, next) =>
    parse(req, res, error =>
      next(error && explain(error, req.headers['content-encoding'])),
    );
}

/** Gives the OpenAPI validator's complaints their `details`, and a message that names the first. */
export function nameFields(components: object): ErrorRequestHandler {
  return (error, req, _res, next) => {
    if (error?.name !== 'InputError' || error.details) {
      next(error);
      return;
    }
    const faults = readValidatorMessage(String(error.message));
    if (!faults) {
      next(error);
      return;
    }
    const operation = (req as { openapi?: { schema?: Operation } }).openapi;
    const schema =
      operation?.schema?.requestBody?.content?.['application/json']?.schema;
    const aboutBody = schema ? checkBody(req.body, schema, components) : [];
    next(invalid(aboutBody.length ? aboutBody : faults));
  };
}

/** Nothing that is stored is nested so deep. */
const DEEPEST = 200;

/**
 * PostgreSQL cannot hold the character NUL, and nobody means it. Like `parseBodies` it
 * has to stand before the router of an OpenAPI document.
 */
export function refuseNul(): RequestHandler {
  return (req, _res, next) => {
    const fault = nulInUrl(req.url) ?? faultInBody(req.body);
    next(fault && invalid([fault]));
  };
}

const nul = (field: string): FieldFault => ({
  field,
  rule: 'nul',
  message: 'must not contain the character NUL',
});

function nulInUrl(url: string): FieldFault | undefined {
  if (!url.includes('%00')) return undefined;
  const query = new URLSearchParams(url.split('?')[1]);
  for (const [name, value] of query) {
    if (value.includes('\u0000') && !name.includes('\u0000')) return nul(name);
  }
  return nul('path');
}

function faultInBody(body: unknown): FieldFault | undefined {
  const found = findFault(body, 0);
  if (!found) return undefined;
  const { rule, path } = found;
  if (rule === 'nul') return nul(path.join('.') || 'body');
  const message = `must not be nested more than ${DEEPEST} deep`;
  return { field: path[0], rule, message };
}

/**
 * What is wrong first, and the way to it: whole bodies are searched, so that is put
 * together only once something is found.
 */
function findFault(
  value: unknown,
  depth: number,
): { rule: 'nul' | 'depth'; path: string[] } | undefined {
  if (typeof value === 'string') {
    return value.includes('\u0000') ? { rule: 'nul', path: [] } : undefined;
  }
  if (value === null || typeof value !== 'object') return undefined;
  if (depth > DEEPEST) return { rule: 'depth', path: [] };
  for (const [key, child] of Object.entries(value)) {
    if (key.includes('\u0000')) return { rule: 'nul', path: [] };
    const found = findFault(child, depth + 1);
    if (found) return { ...found, path: [key, ...found.path] };
  }
  return undefined;
}
