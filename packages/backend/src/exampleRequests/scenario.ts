import { z } from 'zod';
import { checkDocument } from '../exampleData';

const person = z.string().regex(/^user:/);
const fields = z.record(z.string(), z.unknown());

const offer = z.strictObject({
  validForDays: z.int().min(0),
  effectiveInDays: z.int().min(0),
  content: fields.and(
    z.object({
      schedule: z
        .array(z.strictObject({ titles: fields, inDays: z.int() }))
        .optional(),
    }),
  ),
});

/** A release, and how far its takeover gets. */
const delivery = z.strictObject({
  version: z.string(),
  kind: z.enum(['patch', 'minor', 'major', 'emergency']),
  notes: z.string(),
  /** All that its gates ask for; without it, it stops at them. */
  complete: z
    .strictObject({
      testEnvironment: z.string(),
      productionEnvironment: z.string(),
      namedBy: person,
    })
    .optional(),
});

const step = z.union([
  z.strictObject({ person, event: z.string(), reason: z.string().optional() }),
  z.strictObject({ person, message: z.string() }),
  z.strictObject({ person, note: z.string() }),
  z.strictObject({ person, offer }),
  /** `first`: somebody else has to accept it as well. */
  z.strictObject({
    person,
    accept: z.union([z.literal(true), z.literal('first')]),
  }),
  z.strictObject({ person, decline: z.string() }),
  z.strictObject({ person, deliver: delivery }),
]);

/** What a request is remembered by. */
const name = z.string();

const wish = z.looseObject({
  type: z.string(),
  title: z.string(),
  form: fields,
});

const earlier = z.looseObject({
  type: z.string(),
  title: z.string(),
  form: fields,
  customerRef: z.string(),
  requesterRef: person,
  filedAt: z.iso.datetime(),
  steps: z.array(
    z.strictObject({
      at: z.iso.datetime(),
      by: person,
      event: z.string(),
      reason: z.string().optional(),
    }),
  ),
  keptIn: z.string(),
  keptAs: z.string(),
});

const standingApproval = z.strictObject({
  name,
  /** Whoever proposes it. */
  person,
  serviceRef: z.string(),
  kinds: z.array(delivery.shape.kind),
  perWeek: z.int().positive(),
  validForDays: z.int().min(0),
  grantedBy: z.array(person),
  withdrawn: z.strictObject({ person, reason: z.string() }).optional(),
});

const scenario = z.strictObject({
  /** To be repeated by anchors. */
  offers: z.record(z.string(), offer),
  standingApprovals: z.array(standingApproval),
  requests: z.array(
    z.union([
      z.strictObject({ name, person, wish, steps: z.array(step) }),
      /** Handled before there was the portal, and recorded by this person. */
      z.strictObject({ name, person, earlier }),
    ]),
  ),
});

export type ExampleOffer = z.output<typeof offer>;
export type ExampleDelivery = z.output<typeof delivery>;
export type ExampleApproval = z.output<typeof standingApproval>;
export type ExampleStep = z.output<typeof step>;
export type ExampleScenario = z.output<typeof scenario>;
export type ExampleRequest = ExampleScenario['requests'][number];

/** @throws InputError that says which entry is wrong */
export function parseScenario(
  document: unknown,
  file: string,
): ExampleScenario {
  return checkDocument(scenario, document, file);
}
