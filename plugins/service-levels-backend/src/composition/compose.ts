import type { Composition } from '@dualcloud/backstage-plugin-service-levels-common';
import { atLeast, EMPTY, type IntervalSet } from '../intervals';

/**
 * Where a composite is down, from where its parts are: `all` is down when one
 * part is, `atLeast` when fewer are up. Works for whatever else adds up that way,
 * such as maintenance.
 *
 * @throws RangeError if more parts have to be up than there are
 */
export function compose(
  composition: Composition,
  downOf: (subjectRef: string) => IntervalSet,
): IntervalSet {
  if ('subject' in composition) return downOf(composition.subject);
  const parts = 'all' in composition ? composition.all : composition.of;
  const needed = 'all' in composition ? parts.length : composition.atLeast;
  if (!(needed >= 0 && needed <= parts.length)) {
    throw new RangeError(
      `at least ${needed} of ${parts.length} parts can never be up`,
    );
  }
  if (needed === 0) return EMPTY;
  return atLeast(
    parts.length - needed + 1,
    parts.map(part => compose(part, downOf)),
  );
}

/**
 * What decides whether a subject is up: itself, and everything that it is built
 * on.
 */
export function wholeOf(
  subjectRef: string,
  composition: Composition | undefined,
): Composition {
  const itself = { subject: subjectRef };
  return composition ? { all: [itself, composition] } : itself;
}
