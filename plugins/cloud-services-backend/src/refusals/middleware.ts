import { InputError } from '@backstage/errors';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { invalidField } from './refusals';
import { readValidatorMessage } from './readValidatorMessage';

/** Gives the OpenAPI validator's complaints their `details`. */
export function nameFields(): ErrorRequestHandler {
  return (error, _req, _res, next) => {
    const faults =
      error?.name === 'InputError' && !error.details
        ? readValidatorMessage(String(error.message))
        : undefined;
    next(
      faults
        ? Object.assign(new InputError(error.message), { details: faults })
        : error,
    );
  };
}

/** PostgreSQL cannot hold the character NUL; nobody means it. */
export function refuseNul(): RequestHandler {
  return (req, _res, next) => {
    if (/%00|\u0000/.test(req.url) || containsNul(req.body, 0)) {
      next(
        invalidField('request', 'nul', 'must not contain the character NUL'),
      );
      return;
    }
    next();
  };
}

function containsNul(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return value.includes('\u0000');
  if (value === null || typeof value !== 'object') return false;
  // Nothing that is stored is nested so deep; what follows is refused elsewhere.
  if (depth > 200) return true;
  return Object.entries(value).some(
    ([key, child]) => key.includes('\u0000') || containsNul(child, depth + 1),
  );
}
