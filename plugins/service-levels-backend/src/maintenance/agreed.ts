import type { MaintenanceTerms } from '@dualcloud/backstage-plugin-service-levels-common';
import type { Commitment } from '../commitments';
import type { StoredWindow } from './types';

/** A window that comes again, as the calendars have it. */
export type RecurringWindow = Pick<
  StoredWindow,
  'id' | 'subjectRefs' | 'fromS' | 'toS' | 'impact' | 'titles'
> & { calendar: string };

/** What agreements and calendars say, as read at one moment. */
export type AgreedMaintenance = {
  /** The terms that hold for a commitment at an instant; absent: none does. */
  termsOf: (
    commitment: Commitment,
    atS: number,
  ) => { maintenance?: MaintenanceTerms; timeZone: string } | undefined;
  /** The recurring windows of commitments in an interval. */
  recurring: (
    commitments: Commitment[],
    interval: { fromS: number; toS: number },
  ) => RecurringWindow[];
};
