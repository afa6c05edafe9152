import { type InstanceRow, toParties } from '../instances';
import type { NewJournalEntry, WrittenEvent } from '../journal';

/** A journal entry about an instance's credentials. */
export function entryOf(
  instance: InstanceRow,
  actor: string,
  what: WrittenEvent,
): NewJournalEntry {
  return {
    ...what,
    environmentId: instance.environment_id ?? undefined,
    instanceId: instance.id,
    componentName: instance.component_name,
    actor,
  };
}

/** What listeners are told about an instance's credentials. */
export function changeOf(instance: InstanceRow, bindingId: string) {
  return {
    environmentId: instance.environment_id ?? undefined,
    instanceIds: [instance.id],
    bindingIds: [bindingId],
    parties: toParties(instance),
    feedChanged: false,
  };
}
