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

const step = z.union([
  z.strictObject({ person, event: z.string(), reason: z.string().optional() }),
  z.strictObject({ person, message: z.string() }),
  z.strictObject({ person, note: z.string() }),
  z.strictObject({ person, offer }),
  z.strictObject({ person, accept: z.literal(true) }),
  z.strictObject({ person, decline: z.string() }),
  z.strictObject({ person, deliver: z.string() }),
]);

const scenario = z.strictObject({
  /** To be repeated by anchors. */
  offers: z.record(z.string(), offer),
  requests: z.array(
    z.strictObject({
      /** What it is remembered by. */
      name: z.string(),
      person,
      wish: z.looseObject({
        type: z.string(),
        title: z.string(),
        form: fields,
      }),
      steps: z.array(step),
    }),
  ),
});

export type ExampleOffer = z.output<typeof offer>;
export type ExampleStep = z.output<typeof step>;
export type ExampleRequest = z.output<typeof scenario>['requests'][number];

/** @throws InputError that says which entry is wrong */
export function parseRequests(
  document: unknown,
  file: string,
): ExampleRequest[] {
  return checkDocument(scenario, document, file).requests;
}
