import type { RequestTypeSpec } from '../types';
import { adviceType } from './advice';
import { changeType } from './change';
import { decommissioningType } from './decommissioning';
import { newServiceType } from './newService';
import { takeoverType } from './takeover';

/** What a request type takes from where it is used. @public */
export type BuiltInOptions = {
  /** Group of the IT service provider that answers requests. */
  group: string;
  /** ServiceCalendar in whose service hours target times run; absent: around the clock. */
  calendarRef?: string;
};

/**
 * The request types that there are without any document: a document of kind
 * `ServiceRequestType` and the same name takes the place of one.
 * @public
 */
export const BUILT_IN_REQUEST_TYPES: Readonly<
  Record<string, (options: BuiltInOptions) => RequestTypeSpec>
> = {
  'new-individual-service': newServiceType,
  'change-individual-service': changeType,
  'release-takeover': takeoverType,
  decommissioning: decommissioningType,
  advice: adviceType,
};
