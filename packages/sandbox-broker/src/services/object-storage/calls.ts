import type { IncomingMessage, ServerResponse } from 'node:http';

/** One pair of keys. */
export interface AccessKey {
  bucket: string;
  secretAccessKey: string;
  mayWrite: boolean;
}

/** A request whose signature is right. */
export interface Call {
  request: IncomingMessage;
  response: ServerResponse;
  access: AccessKey;
  payloadHash: string;
  key: string;
  query: URLSearchParams;
}
