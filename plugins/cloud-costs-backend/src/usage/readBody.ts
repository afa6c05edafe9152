import { InputError, isError } from '@backstage/errors';
import { invalidField, parseBodies } from '@dualcloud/foundation-node';
import express, { type Request, type RequestHandler } from 'express';
import { parseBatch, parseJson } from './parseBatch';

const LIMIT = '8mb';
/** Of a batch over HTTP; the document says so. */
export const LARGEST_BATCH = 5_000;
const JSON_TYPES = [
  'application/cloudevents-batch+json',
  'application/cloudevents+json',
  'application/json',
];
const CSV_TYPE = 'text/csv';

const TOO_LARGE = `the body is larger than ${LIMIT}; send it in parts of at most ${LARGEST_BATCH} events`;

/** For `readEvents`. JSON is kept as bytes: that takes less than half the time. */
export function receiveJson(): RequestHandler {
  const parse = express.raw({ limit: LIMIT, type: JSON_TYPES });
  return parseBodies(parse, TOO_LARGE);
}

/** For `readCsv`. */
export function receiveCsv(): RequestHandler {
  const parse = express.text({ limit: LIMIT, type: CSV_TYPE });
  return parseBodies(parse, TOO_LARGE);
}

/**
 * Events in structured JSON, one or many, or one whose attributes are headers. They
 * are parsed as they are asked for, and what is wrong is thrown then.
 */
export function readEvents(req: Request): Iterable<unknown> {
  const { body } = req;
  if (!Buffer.isBuffer(body)) throw noBody(JSON_TYPES);
  return isBinary(req) ? [readBinary(req, body)] : parseEvents(body);
}

function* parseEvents(body: Buffer): Generator<unknown, void> {
  let count = 0;
  try {
    for (const event of parseBatch(body)) {
      count += 1;
      if (count > LARGEST_BATCH) break;
      yield event;
    }
  } catch (error) {
    throw noJson(error);
  }
  if (count > LARGEST_BATCH) {
    const message = `has too many events; send at most ${LARGEST_BATCH} at a time`;
    throw invalidField('body', 'maxItems', message);
  }
}

function noJson(error: unknown): Error {
  const why = isError(error) ? error.message : error;
  return invalidField('body', 'json', `is not JSON in UTF-8: ${why}`);
}

/** A table. */
export function readCsv({ body }: Request): string {
  if (typeof body !== 'string') throw noBody([CSV_TYPE]);
  return body;
}

function noBody(types: string[]): Error {
  const one = types.length > 1 ? 'one of the types' : 'the type';
  return new InputError(`a body of ${one} ${types.join(', ')} is required`);
}

/** CloudEvents’ HTTP binding: a type of theirs says structured, whatever else is there. */
function isBinary(req: Request): boolean {
  const attributes = Object.keys(req.headers).some(isAttribute);
  return attributes && Boolean(req.is('application/json'));
}

function isAttribute(header: string): boolean {
  return header.startsWith('ce-');
}

/** Binary content mode (section 3.1 of the HTTP binding). */
function readBinary(req: Request, body: Buffer): Record<string, unknown> {
  const event: Record<string, unknown> = { data: readData(body) };
  for (const [name, value] of Object.entries(req.headers)) {
    if (isAttribute(name) && typeof value === 'string') {
      event[name.slice(3)] = decodeHeader(value);
    }
  }
  return event;
}

function readData(body: Buffer): unknown {
  try {
    return parseJson(body);
  } catch (error) {
    throw noJson(error);
  }
}

function decodeHeader(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
