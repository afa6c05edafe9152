import type { TicketKind } from '@dualcloud/backstage-plugin-service-requests-common';
import type { TicketFields } from '@dualcloud/backstage-plugin-service-requests-node';
import type { RtTicket } from './RequestTrackerApi';
import { CUSTOM_FIELDS, type Settings } from './settings';

type Field = keyof TicketFields;
type CustomField = (typeof CUSTOM_FIELDS)[number];

/** What our fields are in Request Tracker: subject, status or a custom field. */
export class FieldMap {
  constructor(
    private readonly settings: Pick<Settings, 'customFields' | 'statuses'>,
  ) {}

  /** False of what can only be said. */
  hasHome(field: Field): boolean {
    return ['title', 'state'].includes(field) || Boolean(this.nameOf(field));
  }

  /** Whether every ticket there has it from its beginning, so that before the first exchange it is nobody's. */
  isGiven(field: Field, before: string | undefined): boolean {
    return before === undefined && ['title', 'state'].includes(field);
  }

  toRt(kind: TicketKind, field: Field, value: string): string {
    return field === 'state'
      ? this.settings.statuses.ofState(kind, value)
      : value;
  }

  /** A status without a counterpart stays what it is. */
  toPortal(kind: TicketKind, field: Field, value: string): string {
    if (field !== 'state') return value;
    return this.settings.statuses.toState(kind, value) ?? value;
  }

  /** Empty if there is none. */
  valueIn(ticket: RtTicket, field: Field | CustomField): string {
    if (field === 'title') return ticket.Subject ?? '';
    if (field === 'state') return ticket.Status;
    const name = this.nameOf(field);
    const found = ticket.CustomFields?.find(one => one.name === name);
    return found?.values[0] ?? '';
  }

  /** The body of a change. */
  changeOf(values: Map<Field, string>): object {
    const custom = [...values].filter(([field]) => this.nameOf(field));
    return {
      ...(values.has('title') && { Subject: values.get('title') }),
      ...(values.has('state') && { Status: values.get('state') }),
      ...(custom.length > 0 && {
        CustomFields: Object.fromEntries(
          custom.map(([field, value]) => [this.nameOf(field), value]),
        ),
      }),
    };
  }

  private nameOf(field: Field | CustomField): string | undefined {
    return this.settings.customFields[field as CustomField];
  }
}
