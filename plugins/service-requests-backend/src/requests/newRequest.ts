import { randomUUID } from 'node:crypto';
import type { JsonObject } from '@backstage/types';
import { invalidField } from '@dualcloud/foundation-node';
import type { StoredRequestType } from '../requestTypes';

/** What every request begins with, however it comes in; it gets its number when it is stored. */
export function newRequest(
  { id, name, spec }: StoredRequestType,
  { title, form }: { title: string; form: JsonObject },
) {
  const { responsible, accountable, consulted, informed } = spec.roles;
  return {
    id: randomUUID(),
    number: '',
    type: name,
    typeId: id,
    title: title.trim(),
    form,
    assignment: { responsible, accountable, consulted, informed },
    reminders: 0,
    revision: 1,
  };
}

export function requireTitle(title: string | undefined): void {
  if (title !== undefined && title.trim() === '') {
    throw invalidField('title', 'required', 'must say what it is about');
  }
}
