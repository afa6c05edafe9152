import { z } from 'zod';
import { checkDocument } from '../exampleData';

const person = z.string().regex(/^user:/);

/** When a change is made; days are counted from today, hours in UTC. */
const window = z.strictObject({
  inDays: z.int(),
  fromHour: z.int().min(0).max(23),
  hours: z.int().min(1),
});

const step = z.union([
  z.strictObject({
    person,
    event: z.string(),
    reason: z.string().optional(),
    workaround: z.string().optional(),
    resolution: z.string().optional(),
    window: window.optional(),
  }),
  z.strictObject({ person, comment: z.string() }),
  z.strictObject({ person, note: z.string() }),
  z.strictObject({ person, workaround: z.string() }),
  z.strictObject({ person, assign: z.string() }),
  /** Title of a ticket further up. */
  z.strictObject({ person, link: z.string() }),
]);

const scenario = z.strictObject({
  tickets: z.array(
    z.strictObject({
      /** What it is remembered by. */
      name: z.string(),
      person,
      wish: z.strictObject({
        kind: z.enum(['incident', 'problem', 'change']),
        title: z.string(),
        description: z.string(),
        serviceRef: z.string(),
        customerRef: z.string().optional(),
        incidentClass: z
          .enum(['operation-preventing', 'operation-impeding', 'minor'])
          .optional(),
        reporterName: z.string().optional(),
      }),
      steps: z.array(step),
    }),
  ),
});

export type ExampleWindow = z.output<typeof window>;
export type ExampleTicket = z.output<typeof scenario>['tickets'][number];
export type ExampleTicketStep = z.output<typeof step>;

/** @throws InputError that says which entry is wrong */
export function parseTickets(document: unknown, file: string): ExampleTicket[] {
  return checkDocument(scenario, document, file).tickets;
}
