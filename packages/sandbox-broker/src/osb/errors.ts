/**
 * An answer other than success, as section "Service Broker Errors" of OSB 2.17 has it.
 *
 * @public
 */
export class OsbError extends Error {
  readonly status: number;
  /** Error code of the specification, or one of ours; goes into the field `error`. */
  readonly code: string;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    code: string,
    description: string,
    headers: Record<string, string> = {},
  ) {
    super(description);
    this.name = 'OsbError';
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** The request is malformed or lacks something mandatory. */
export function badRequest(description: string): OsbError {
  return new OsbError(400, 'BadRequest', description);
}

export function notFound(description: string): OsbError {
  return new OsbError(404, 'NotFound', description);
}

export function conflict(description: string): OsbError {
  return new OsbError(409, 'Conflict', description);
}

export function gone(description: string): OsbError {
  return new OsbError(410, 'Gone', description);
}

export function asyncRequired(): OsbError {
  return new OsbError(
    422,
    'AsyncRequired',
    'This service plan requires client support for asynchronous service operations: repeat the request with accepts_incomplete=true.',
  );
}

export function concurrencyError(what: string): OsbError {
  return new OsbError(
    422,
    'ConcurrencyError',
    `${what} is being worked on by another operation: repeat the request when that one has ended.`,
    { 'Retry-After': '1' },
  );
}

export function maintenanceInfoConflict(
  wanted: string,
  offered: string,
): OsbError {
  return new OsbError(
    422,
    'MaintenanceInfoConflict',
    `maintenance_info.version "${wanted}" is not the one that the plan offers ("${offered}"): fetch the catalogue again.`,
  );
}
