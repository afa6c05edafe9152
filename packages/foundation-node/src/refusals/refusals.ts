import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';

/**
 * Refusals that people read: each says what is wrong, where, and what to do.
 * Backstage's error middleware copies own properties into the answer, which is
 * how `details` gets there.
 */

/** One field at fault. `field` is a path such as `components.database.parameters.storage`. @public */
export type FieldFault = {
  field: string;
  rule: string;
  message: string;
  /** What a sentence about the rule in another language may tell. */
  params?: Record<string, string | number>;
};

/** 400 that names the fields at fault. @public */
export function invalid(faults: FieldFault[]): InputError {
  const [first, ...others] = faults;
  const message = first
    ? `${first.field}: ${first.message}${
        others.length ? ` (and ${others.length} more)` : ''
      }`
    : 'the request is not valid';
  return Object.assign(new InputError(message), { details: faults });
}

/** 400 about one field. @public */
export function invalidField(
  field: string,
  rule: string,
  message: string,
  params?: FieldFault['params'],
): InputError {
  return invalid([{ field, rule, message, ...(params && { params }) }]);
}

/** 409: something else is in the way. Says what, and what to do. @public */
export function conflict(message: string): ConflictError {
  return new ConflictError(message);
}

/** 404 that gives away nothing about whether it exists for somebody else. @public */
export function notFound(kind: string, id: string): NotFoundError {
  return new NotFoundError(
    `there is no ${kind} "${id.slice(0, 100)}" that you may see`,
  );
}

/** 404 for what may merely not have reached the catalog yet. @public */
export function notYetPublished(kind: string, ref: string): NotFoundError {
  return new NotFoundError(
    `${kind} "${ref.slice(
      0,
      300,
    )}" is not in the catalogue. If it has just been published, it is not there yet: try again in a moment`,
  );
}

/** 403 about an object that the caller may see. @public */
export function notAllowed(message: string): NotAllowedError {
  return new NotAllowedError(message);
}

/** 422: the request is understood and well formed, and still makes no sense. @public */
export function unprocessable(message: string): Error {
  return Object.assign(new Error(message), {
    name: 'UnprocessableEntityError',
    statusCode: 422,
  });
}

/** 503: nobody is at fault, later it may work. @public */
export function unavailable(message: string): Error {
  return Object.assign(new Error(message), {
    name: 'ServiceUnavailableError',
    statusCode: 503,
  });
}
