import { randomUUID } from 'node:crypto';
import type { MaintenanceAnnouncement } from '@dualcloud/backstage-plugin-service-levels-common';
import { invalidField } from '@dualcloud/foundation-node';
import { readInterval } from '../instants';
import { FURTHEST_S, LONGEST_S } from './limits';
import type { StoredWindow } from './types';

/**
 * Reads what is announced by somebody at a moment.
 * @throws InputError that names the field at fault
 */
export function readAnnouncement(
  wanted: MaintenanceAnnouncement,
  { by, nowS }: { by: string; nowS: number },
): StoredWindow {
  const { fromS, toS } = readInterval(wanted);
  if (toS === undefined) throw new Error('the document requires an end');
  if (fromS <= nowS) {
    throw invalidField(
      'from',
      'future',
      'must be in the future: what has begun cannot be announced; report an outage instead',
    );
  }
  if (toS - fromS > LONGEST_S || toS - nowS > FURTHEST_S) {
    throw invalidField(
      'to',
      'range',
      'must be at most 31 days after from, and at most two years ahead',
    );
  }
  if (!wanted.titles.en?.trim() || !wanted.titles.de?.trim()) {
    throw invalidField(
      'titles',
      'languages',
      'must have a title in English (en) and in German (de)',
    );
  }
  return {
    id: randomUUID(),
    subjectRefs: [
      ...new Set(wanted.subjectRefs.map(ref => ref.toLocaleLowerCase('en-US'))),
    ].sort(),
    fromS,
    toS,
    impact: wanted.impact,
    titles: wanted.titles,
    description: wanted.description,
    announcedS: nowS,
    announcedBy: by,
    objections: [],
  };
}
