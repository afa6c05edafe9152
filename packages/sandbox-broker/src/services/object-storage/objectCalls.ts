import { pipeline } from 'node:stream/promises';
import { readBody } from './body';
import type { Call } from './calls';
import { keptHeaders, readRange } from './headers';
import type { ObjectStore } from './ObjectStore';
import { notImplemented, S3Error } from './S3Error';
import { UNSIGNED_CHUNKS } from './signature';

export async function putObject(
  store: ObjectStore,
  { request, response, access, payloadHash, key }: Call,
): Promise<void> {
  if (request.headers['x-amz-copy-source']) {
    throw notImplemented('copying objects');
  }
  const lengthHeader =
    payloadHash === UNSIGNED_CHUNKS
      ? request.headers['x-amz-decoded-content-length']
      : request.headers['content-length'];
  const length = Number(lengthHeader);
  if (lengthHeader === undefined || !Number.isInteger(length) || length < 0) {
    throw new S3Error(
      411,
      'MissingContentLength',
      'The length of the object must be given.',
    );
  }
  store.checkQuota(access.bucket, key, length);
  const stored = await store.put(
    access.bucket,
    key,
    keptHeaders(request),
    async write => {
      const facts = await readBody(request, payloadHash, length, write);
      if (facts.size !== length) {
        throw new S3Error(
          400,
          'IncompleteBody',
          'The body is shorter than it says.',
        );
      }
      return facts;
    },
  );
  response
    .writeHead(200, {
      ETag: `"${stored.etag}"`,
      'x-amz-checksum-crc32': stored.crc32,
      'x-amz-checksum-type': 'FULL_OBJECT',
    })
    .end();
}

export async function getObject(
  store: ObjectStore,
  { request, response, access, key }: Call,
): Promise<void> {
  const object = store.find(access.bucket, key);
  if (!object) {
    throw new S3Error(404, 'NoSuchKey', 'There is no object of this key.');
  }
  const etag = `"${object.etag}"`;
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, { ETag: etag }).end();
    return;
  }
  const range = readRange(request.headers.range, object.size);
  const { start, end } = range ?? { start: 0, end: object.size - 1 };
  response.writeHead(range ? 206 : 200, {
    'content-type': 'application/octet-stream',
    ...object.headers,
    'Content-Length': end - start + 1,
    ...(range
      ? { 'Content-Range': `bytes ${start}-${end}/${object.size}` }
      : {}),
    ETag: etag,
    'Last-Modified': new Date(object.modifiedAt).toUTCString(),
    'Accept-Ranges': 'bytes',
    ...(request.headers['x-amz-checksum-mode'] && !range
      ? {
          'x-amz-checksum-crc32': object.crc32,
          'x-amz-checksum-type': 'FULL_OBJECT',
        }
      : {}),
  });
  if (request.method === 'HEAD' || object.size === 0) {
    response.end();
    return;
  }
  await pipeline(store.read(object, start, end), response);
}
