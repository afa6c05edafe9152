import { ResponseError } from '@backstage/errors';

/**
 * What a person can do about an error.
 * @public
 */
export type NextStep =
  | 'retry'
  | 'signIn'
  | 'askOwner'
  | 'gone'
  | 'correct'
  | 'reload';

/**
 * What the server said of an error, and what can be done.
 * @public
 */
export type ErrorDescription = {
  message: string;
  details: Array<{ field: string; rule: string; message: string }>;
  howToRequest?: string;
  /** No answer came, so the message is the browser's or a proxy's, in whatever language. */
  unreachable?: true;
  /** Absent where the message says it itself. */
  next?: NextStep;
};

function nextStep(
  status: number | undefined,
  code: unknown,
): NextStep | undefined {
  switch (status) {
    case 400:
    case 422:
      return 'correct';
    case 401:
      return 'signIn';
    case 403:
      return 'askOwner';
    case 404:
      return 'gone';
    case 409:
      // A refusal that has a word of its own tells what is in the way and what helps.
      return typeof code === 'string' ? undefined : 'reload';
    default:
      return 'retry';
  }
}

function isDetail(
  value: unknown,
): value is { field: string; rule?: string; message: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'field' in value &&
    typeof value.field === 'string' &&
    'message' in value &&
    typeof value.message === 'string'
  );
}

/** What browsers (Chromium, Firefox, WebKit) say where a request got no answer. */
const NO_ANSWER = /^(failed to fetch|networkerror|load failed)/i;
/** What Backstage makes of a proxy's page where the proxy got no answer. */
const PROXY_PAGE = /^request failed with (status )?50[234]/i;

/**
 * Reads Backstage's error body with our additions: `details` and `howToRequest`.
 * @public
 */
export function describeError(error: Error): ErrorDescription {
  if (!(error instanceof ResponseError) && error.name !== 'ResponseError') {
    const unreachable =
      error.name === 'TypeError' && NO_ANSWER.test(error.message);
    return {
      message: error.message,
      details: [],
      ...(unreachable && { unreachable }),
      next: 'retry',
    };
  }
  const { body, statusCode } = error as ResponseError;
  const inner: {
    message?: unknown;
    code?: unknown;
    details?: unknown;
    howToRequest?: unknown;
  } = body?.error ?? {};
  const said =
    typeof inner.message === 'string' && inner.message
      ? inner.message
      : error.message;
  return {
    message: said,
    details: Array.isArray(inner.details)
      ? inner.details.filter(isDetail).map(({ field, rule, message }) => ({
          field,
          rule: rule ?? '',
          message,
        }))
      : [],
    howToRequest:
      typeof inner.howToRequest === 'string' ? inner.howToRequest : undefined,
    ...(PROXY_PAGE.test(said) && { unreachable: true }),
    next: nextStep(statusCode, inner.code),
  };
}
