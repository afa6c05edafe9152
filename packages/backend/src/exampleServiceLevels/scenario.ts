import { z } from 'zod';
import { checkDocument } from '../exampleData';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const monthsAgo = z.number().int().min(0).max(24);
const minutes = z.number().int().positive();

const schema = z
  .object({
    seed: z.string(),
    timeZone: z.string(),
    monthsBack: z.number().int().min(1).max(24),
    services: z.array(
      z
        .object({
          subject: z.string(),
          customer: z.string().optional(),
          incidentsPerMonth: z.number().int().min(0).max(30),
          outageMinutes: z.tuple([minutes, minutes]),
        })
        .strict(),
    ),
    incidents: z.array(
      z
        .object({
          name: z.string(),
          subject: z.string(),
          customer: z.string().optional(),
          title: z.string(),
          class: z.enum([
            'operation-preventing',
            'operation-impeding',
            'minor',
          ]),
          cause: z.enum([
            'provider',
            'software-provider',
            'customer',
            'force-majeure',
          ]),
          on: z.union([
            z
              .object({
                monthsAgo,
                weekday: z.enum([
                  'mon',
                  'tue',
                  'wed',
                  'thu',
                  'fri',
                  'sat',
                  'sun',
                ]),
                week: z.number().int().min(1).max(4),
              })
              .strict(),
            z.object({ clockChange: z.enum(['spring', 'autumn']) }).strict(),
          ]),
          from: time,
          minutes,
          respondedAfterMinutes: minutes,
          isDown: z.boolean().default(true),
          isLate: z.boolean().default(false),
        })
        .strict(),
    ),
    reports: z
      .object({
        person: z.string(),
        monthsBack: z.number().int().min(1).max(24),
        agreements: z.array(
          z
            .object({
              agreement: z.string(),
              draftMonths: z.number().int().min(0).max(24).default(0),
              comments: z
                .array(z.object({ monthsAgo, text: z.string() }).strict())
                .default([]),
            })
            .strict(),
        ),
        corrections: z.array(
          z
            .object({
              agreement: z.string(),
              monthsAgo,
              reason: z.string(),
              comment: z.string().optional(),
            })
            .strict(),
        ),
      })
      .strict(),
  })
  .strict();

/** A made-up year of incidents; what each field means is in the example's file. */
export type LevelScenario = z.output<typeof schema>;

/** @throws InputError that says which entry is wrong, and why */
export function parseLevelScenario(document: unknown): LevelScenario {
  return checkDocument(schema, document, 'examples/service-levels.yaml');
}
