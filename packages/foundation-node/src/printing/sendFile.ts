import type { Response } from 'express';

/** A file to hand out. @public */
export type PrintedFile = {
  name: string;
  contentType: string;
  body: string | Buffer;
};

/** Nothing in a document is loaded or run. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-modals";

/** Tells when whoever asked has gone, so that nobody prints for them. @public */
export function closedSignal(
  res: Pick<Response, 'on' | 'writableEnded'>,
): AbortSignal {
  const closed = new AbortController();
  res.on('close', () => {
    if (!res.writableEnded)
      closed.abort(new Error('the connection was closed'));
  });
  return closed.signal;
}

/** A page is to be looked at, other files are to be kept. @public */
export function sendFile(
  res: Pick<Response, 'attachment' | 'set' | 'type' | 'end'>,
  { name, contentType, body }: PrintedFile,
): void {
  if (!contentType.startsWith('text/html')) res.attachment(name);
  res.set('Content-Security-Policy', PAGE_POLICY);
  res.set('X-Content-Type-Options', 'nosniff');
  res.type(contentType);
  res.end(body);
}
