import type { RequestTypeSpec } from '../types';
import type { BuiltInOptions } from './index';

/** What all built-in types say about who does what. */
export function frameOf({
  group,
  calendarRef,
}: BuiltInOptions): Pick<RequestTypeSpec, 'owner' | 'roles' | 'calendarRef'> {
  return {
    owner: group,
    roles: { responsible: group, accountable: group },
    ...(calendarRef && { calendarRef }),
  };
}
