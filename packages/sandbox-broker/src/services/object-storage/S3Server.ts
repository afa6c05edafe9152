import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Log } from '../types';
import { readBody } from './body';
import type { AccessKey, Call } from './calls';
import { listObjects } from './listObjects';
import { getObject, putObject } from './objectCalls';
import type { ObjectStore } from './ObjectStore';
import { accessDenied, notImplemented, S3Error } from './S3Error';
import { readSignature } from './signature';
import { document, unescapeXml, xml } from './xml';

const REGION = 'sandbox';
const KEY_BYTES = 1024;
const XML_BODY_BYTES = 2 * 1024 * 1024;
/** Sub-resources that clients may ask for and that are not there. */
const KNOWN_QUERY = new Set([
  'list-type',
  'prefix',
  'delimiter',
  'max-keys',
  'continuation-token',
  'start-after',
  'encoding-type',
  'fetch-owner',
  'location',
  'delete',
  'x-id',
]);

/** A small S3-compatible server: path-style addresses, Signature Version 4, one bucket for each pair of keys. */
export class S3Server {
  readonly #store: ObjectStore;
  readonly #keys = new Map<string, AccessKey>();
  readonly #server: Server;
  readonly #log: Log;

  constructor(store: ObjectStore, log: Log) {
    this.#store = store;
    this.#log = log;
    this.#server = createServer((request, response) => {
      void this.#answer(request, response);
    });
  }

  async start(host: string, port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, resolve);
    });
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>(resolve => {
      this.#server.close(() => resolve());
    });
    this.#server.closeAllConnections();
    await closed;
  }

  setKey(accessKeyId: string, key: AccessKey): void {
    this.#keys.set(accessKeyId, key);
  }

  removeKey(accessKeyId: string): void {
    this.#keys.delete(accessKeyId);
  }

  removeKeysOf(bucket: string): void {
    for (const [id, key] of this.#keys) {
      if (key.bucket === bucket) {
        this.#keys.delete(id);
      }
    }
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    try {
      await this.#route(request, response);
    } catch (error) {
      if (response.headersSent) {
        response.destroy();
        return;
      }
      if (!(error instanceof S3Error) && !request.destroyed) {
        this.#log(`${request.method} failed: ${(error as Error).stack}`);
      }
      const known =
        error instanceof S3Error
          ? error
          : new S3Error(500, 'InternalError', 'The server failed.');
      // The rest of the body is of no interest.
      response.setHeader('Connection', 'close');
      request.resume();
      response.writeHead(known.status, { 'Content-Type': 'application/xml' });
      response.end(
        request.method === 'HEAD'
          ? undefined
          : `<?xml version="1.0" encoding="UTF-8"?>\n${xml('Error', {
              Code: known.code,
              Message: known.message,
            })}`,
      );
    }
  }

  async #route(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const signature = readSignature(request);
    const access = this.#keys.get(signature.accessKeyId);
    if (!access) {
      throw new S3Error(
        403,
        'InvalidAccessKeyId',
        'There is no such access key.',
      );
    }
    if (!signature.verify(access.secretAccessKey)) {
      throw new S3Error(
        403,
        'SignatureDoesNotMatch',
        'The signature is wrong: check the secret access key.',
      );
    }
    const [path, query = ''] = (request.url ?? '/').split(/\?(.*)/s);
    const [, bucket, ...rest] = path.split('/').map(decodeURIComponent);
    const call: Call = {
      request,
      response,
      access,
      payloadHash: signature.payloadHash,
      key: rest.join('/'),
      query: new URLSearchParams(query),
    };
    for (const name of call.query.keys()) {
      if (!KNOWN_QUERY.has(name)) {
        throw notImplemented(`"${name}"`);
      }
    }
    if (!bucket) {
      this.#listBuckets(call);
      return;
    }
    if (bucket !== access.bucket) {
      throw accessDenied();
    }
    if (Buffer.byteLength(call.key) > KEY_BYTES) {
      throw new S3Error(400, 'KeyTooLongError', 'The key is too long.');
    }
    if (!access.mayWrite && !['GET', 'HEAD'].includes(request.method ?? '')) {
      throw accessDenied();
    }
    await (call.key ? this.#object(call) : this.#bucket(call));
  }

  #listBuckets({ request, response, access }: Call): void {
    if (request.method !== 'GET') {
      throw notImplemented(`${request.method} of the server`);
    }
    this.#sendXml(
      response,
      document('ListAllMyBucketsResult', {
        Buckets: { Bucket: [{ Name: access.bucket }] },
      }),
    );
  }

  async #bucket(call: Call): Promise<void> {
    const { request, response, access, query } = call;
    if (request.method === 'HEAD') {
      response.writeHead(200, { 'x-amz-bucket-region': REGION }).end();
    } else if (request.method === 'GET' && query.has('location')) {
      this.#sendXml(response, document('LocationConstraint', REGION));
    } else if (request.method === 'GET' && query.get('list-type') === '2') {
      this.#sendXml(response, listObjects(this.#store, access.bucket, query));
    } else if (request.method === 'POST' && query.has('delete')) {
      await this.#deleteMany(call);
    } else if (request.method === 'PUT' || request.method === 'DELETE') {
      // Buckets come and go with service instances.
      throw accessDenied();
    } else {
      throw notImplemented(`${request.method} of a bucket like this`);
    }
  }

  async #object(call: Call): Promise<void> {
    switch (call.request.method) {
      case 'PUT':
        await putObject(this.#store, call);
        return;
      case 'GET':
      case 'HEAD':
        await getObject(this.#store, call);
        return;
      case 'DELETE':
        await this.#store.remove(call.access.bucket, call.key);
        call.response.writeHead(204).end();
        return;
      default:
        throw notImplemented(`${call.request.method} of an object`);
    }
  }

  async #deleteMany({ request, response, access, payloadHash }: Call) {
    const pieces: Buffer[] = [];
    await readBody(request, payloadHash, XML_BODY_BYTES, async piece => {
      pieces.push(piece);
    });
    const text = Buffer.concat(pieces).toString('utf8');
    const keys = [...text.matchAll(/<Key>([^<]*)<\/Key>/g)].map(match =>
      unescapeXml(match[1]),
    );
    for (const key of keys) {
      await this.#store.remove(access.bucket, key);
    }
    const quiet = text.includes('<Quiet>true</Quiet>');
    this.#sendXml(
      response,
      document('DeleteResult', {
        Deleted: quiet ? undefined : keys.map(Key => ({ Key })),
      }),
    );
  }

  #sendXml(response: ServerResponse, text: string): void {
    response.writeHead(200, { 'Content-Type': 'application/xml' }).end(text);
  }
}
