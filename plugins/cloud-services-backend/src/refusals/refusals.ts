import { ConflictError } from '@backstage/errors';
import {
  REFUSALS,
  type RefusalCode,
} from '@dualcloud/backstage-plugin-cloud-services-common';

/** Refusals that only this plugin knows; the others are in the foundation. */

type RefusalParams<C extends RefusalCode> = {
  [P in (typeof REFUSALS)[C][number]]: string;
};

/** Gives a refusal its word, so that a page can tell it in its reader's language. */
export function coded<E extends Error, C extends RefusalCode>(
  error: E,
  code: C,
  params: RefusalParams<C>,
): E {
  return Object.assign(error, { code, params });
}

/** 409 with its word. */
export function conflict<C extends RefusalCode>(
  code: C,
  params: RefusalParams<C>,
  message: string,
): ConflictError {
  return coded(new ConflictError(message), code, params);
}

/** 409 about an individual service: says how to ask for it. */
export function notOrderable(
  service: string,
  message: string,
  howToRequest: string,
): ConflictError {
  return Object.assign(conflict('individual-service', { service }, message), {
    howToRequest,
  });
}

/** 409 that names the order in the way. */
export function orderUnderWay(
  what: string,
  name: string,
  orderId: string,
): ConflictError {
  return Object.assign(
    conflict(
      'order-under-way',
      { name },
      `${what} is busy with order "${orderId}"; wait until it has ended, then order again`,
    ),
    { orderId },
  );
}
