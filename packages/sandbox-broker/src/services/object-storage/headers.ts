import type { IncomingMessage } from 'node:http';
import { S3Error } from './S3Error';

const KEPT_HEADERS = [
  'content-type',
  'content-encoding',
  'content-disposition',
  'content-language',
  'cache-control',
  'expires',
];

/** What is kept of a request to put an object, and given back with it. */
export function keptHeaders(request: IncomingMessage): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (
      typeof value !== 'string' ||
      !(KEPT_HEADERS.includes(name) || name.startsWith('x-amz-meta-'))
    ) {
      continue;
    }
    const own =
      name === 'content-encoding'
        ? value
            .split(',')
            .map(part => part.trim())
            .filter(part => part !== 'aws-chunked')
            .join(', ')
        : value;
    if (own) {
      kept[name] = own;
    }
  }
  return kept;
}

/** The part of an object that is asked for; all of it when nothing, or nothing readable, is said. */
export function readRange(
  header: string | undefined,
  size: number,
): { start: number; end: number } | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) {
    return undefined;
  }
  const start =
    match[1] === '' ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const end =
    match[1] === '' || match[2] === ''
      ? size - 1
      : Math.min(Number(match[2]), size - 1);
  if (start > end) {
    throw new S3Error(
      416,
      'InvalidRange',
      `The object has ${size} bytes only.`,
    );
  }
  return { start, end };
}
