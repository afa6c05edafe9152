import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ResponseError,
  ServiceUnavailableError,
} from '@backstage/errors';

type Details = {
  message?: unknown;
  howToRequest?: unknown;
  details?: unknown;
};

function lines(error: Details, fallback: string): string[] {
  const result = [
    typeof error.message === 'string' && error.message
      ? error.message
      : fallback,
  ];
  if (Array.isArray(error.details)) {
    for (const detail of error.details.slice(0, 20)) {
      const { field, message } = (detail ?? {}) as Record<string, unknown>;
      if (typeof field === 'string' && typeof message === 'string') {
        result.push(`- ${field}: ${message}`);
      }
    }
  }
  if (typeof error.howToRequest === 'string') {
    result.push(`How to request it: ${error.howToRequest}`);
  }
  return result;
}

/**
 * A refusal of another plugin's API as an error for a task's log: what is
 * wrong, with which field, and for an individual service how to request it.
 *
 * @param backend - which failed if it was not the request's fault: `The cloud services backend`
 * @public
 */
export function explainAnswer(error: unknown, backend: string): Error {
  if (!(error instanceof ResponseError)) {
    return error instanceof Error ? error : new Error(String(error));
  }
  const body = error.body?.error as Details | undefined;
  const text = lines(body ?? {}, error.message).join('\n');
  switch (error.statusCode) {
    case 400:
    case 422:
      return new InputError(text, error);
    case 401:
    case 403:
      return new NotAllowedError(text, error);
    case 404:
      return new NotFoundError(text, error);
    case 409:
      return new ConflictError(text, error);
    case 503:
      return new ServiceUnavailableError(text, error);
    default:
      return new Error(`${backend} failed: ${text}`, {
        cause: error,
      });
  }
}

/**
 * Whether asking again may help: the backend restarts, or the network is down.
 * @public
 */
export function isPassing(error: unknown): boolean {
  return error instanceof ResponseError
    ? error.statusCode >= 500 || [408, 429].includes(error.statusCode)
    : true;
}
