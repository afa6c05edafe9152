import { ConflictError } from '@backstage/errors';

/** Refusals that only this plugin knows; the others are in the foundation. */

/** 409 about an individual service: says how to ask for it. */
export function notOrderable(
  message: string,
  howToRequest: string,
): ConflictError {
  return Object.assign(new ConflictError(message), { howToRequest });
}

/** 409 that names the order in the way. */
export function orderUnderWay(what: string, orderId: string): ConflictError {
  return Object.assign(
    new ConflictError(
      `${what} is busy with order "${orderId}"; wait until it has ended, then order again`,
    ),
    { orderId },
  );
}
