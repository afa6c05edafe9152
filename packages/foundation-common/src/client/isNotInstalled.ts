import type { ResponseError } from '@backstage/errors';

/**
 * Whether a call failed because the plugin that was called is not there: either
 * discovery does not know it, or the backend answers 404 where no plugin has
 * answered. A plugin that is there says itself what it did not find; one that is
 * down gives no answer at all, or a gateway answers in its place with a status of
 * 500 and above.
 * @public
 */
export function isNotInstalled(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'NotFoundError') return true;
  if (error.name !== 'ResponseError') return false;
  const { statusCode, body } = error as ResponseError;
  // Backstage's error handler, which every plugin has, repeats the request.
  return statusCode === 404 && body.request === undefined;
}
