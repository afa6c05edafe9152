import { createHash, type Hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { crc32 } from 'node:zlib';
import { S3Error } from './S3Error';
import { UNSIGNED, UNSIGNED_CHUNKS } from './signature';

/** What is known of a body once it has been read. */
export interface BodyFacts {
  size: number;
  md5: string;
  /** Base64, as the protocol has it. */
  crc32: string;
}

const MAX_LINE = 4096;

const malformed = (what: string) =>
  new S3Error(400, 'IncompleteBody', `The body is malformed: ${what}.`);

type Stage = 'size' | 'data' | 'end of data' | 'trailers' | 'done';

const isComplete = (stage: Stage) => stage === 'done' || stage === 'trailers';

/** Takes the frames off a body in `aws-chunked` encoding and keeps the trailers that follow it. */
async function* unchunk(
  source: AsyncIterable<Buffer>,
  trailers: Map<string, string>,
): AsyncGenerator<Buffer> {
  let pending = Buffer.alloc(0);
  let left = 0;
  let stage: Stage = 'size';
  for await (const piece of source) {
    pending = pending.length ? Buffer.concat([pending, piece]) : piece;
    for (;;) {
      if (stage === 'data') {
        if (!pending.length) {
          break;
        }
        const data = pending.subarray(0, left);
        pending = pending.subarray(data.length);
        left -= data.length;
        yield data;
        if (left > 0) {
          break;
        }
        stage = 'end of data';
      }
      if (stage === 'done') {
        break;
      }
      const end = pending.indexOf('\r\n');
      if (end < 0) {
        if (pending.length > MAX_LINE) {
          throw malformed('a line is too long');
        }
        break;
      }
      const line = pending.subarray(0, end).toString('latin1');
      pending = pending.subarray(end + 2);
      if (stage === 'end of data') {
        if (line !== '') {
          throw malformed('a chunk is longer than it says');
        }
        stage = 'size';
      } else if (stage === 'size') {
        const size = /^[0-9a-fA-F]{1,12}(?=;|$)/.exec(line)?.[0];
        if (size === undefined) {
          throw malformed('a chunk has no size');
        }
        left = parseInt(size, 16);
        stage = left > 0 ? 'data' : 'trailers';
      } else if (line === '') {
        stage = 'done';
      } else {
        const colon = line.indexOf(':');
        trailers.set(
          line.slice(0, colon).trim().toLowerCase(),
          line.slice(colon + 1).trim(),
        );
      }
    }
  }
  // Some clients leave the last empty line out.
  if (!isComplete(stage)) {
    throw malformed('it ends too early');
  }
}

function checkChecksums(
  given: (name: string) => string | undefined,
  facts: BodyFacts,
  sha256: string,
  sha1: string,
): void {
  const computed: Record<string, string> = {
    crc32: facts.crc32,
    sha256,
    sha1,
  };
  for (const [name, value] of Object.entries(computed)) {
    const expected = given(`x-amz-checksum-${name}`);
    if (expected !== undefined && expected !== value) {
      throw new S3Error(
        400,
        'BadDigest',
        `x-amz-checksum-${name} does not fit to the body.`,
      );
    }
  }
}

/** Reads a body piece by piece, and throws at the end when it is not the one that was signed. */
export async function readBody(
  request: IncomingMessage,
  payloadHash: string,
  limit: number,
  write: (piece: Buffer) => Promise<void>,
): Promise<BodyFacts> {
  const trailers = new Map<string, string>();
  const hashes: Record<'md5' | 'sha1' | 'sha256', Hash> = {
    md5: createHash('md5'),
    sha1: createHash('sha1'),
    sha256: createHash('sha256'),
  };
  const pieces =
    payloadHash === UNSIGNED_CHUNKS ? unchunk(request, trailers) : request;
  let size = 0;
  let crc = 0;
  for await (const piece of pieces as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > limit) {
      throw new S3Error(
        400,
        'EntityTooLarge',
        `The body is larger than ${limit} bytes.`,
      );
    }
    crc = crc32(piece, crc);
    Object.values(hashes).forEach(hash => hash.update(piece));
    await write(piece);
  }
  const crcBytes = Buffer.alloc(4);
  crcBytes.writeUInt32BE(crc);
  const sha256 = hashes.sha256.digest();
  const facts = {
    size,
    md5: hashes.md5.digest('hex'),
    crc32: crcBytes.toString('base64'),
  };
  if (
    payloadHash !== UNSIGNED &&
    payloadHash !== UNSIGNED_CHUNKS &&
    sha256.toString('hex') !== payloadHash
  ) {
    throw new S3Error(
      400,
      'XAmzContentSHA256Mismatch',
      'The body is not the one that was signed.',
    );
  }
  checkChecksums(
    name => trailers.get(name) ?? (request.headers[name] as string | undefined),
    facts,
    sha256.toString('base64'),
    hashes.sha1.digest('base64'),
  );
  return facts;
}
