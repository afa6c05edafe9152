import { parseEntityRef } from '@backstage/catalog-model';

/** How a calendar is called in an address: briefly where its namespace is the usual one. */
export function calendarName(ref: string): string {
  const { namespace, name } = parseEntityRef(ref);
  return namespace === 'default' ? name : ref;
}
