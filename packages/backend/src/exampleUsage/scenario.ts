import { z } from 'zod';
import { checkDocument } from '../exampleData';

const ref = z.string().regex(/^(group|user):/);

const instance = z
  .object({
    name: z.string(),
    /** Name of the CloudService in the default namespace. */
    service: z.string(),
    plan: z.string(),
    planChange: z.object({ to: z.string(), monthsAgo: z.number() }).optional(),
    /** By meter: what an hour of an ordinary working day uses. */
    usage: z.record(z.string(), z.number().nonnegative()),
    /** From the beginning of the year to its end. */
    growthPercent: z.number().default(0),
  })
  .strict();

const environment = z
  .object({
    name: z.string(),
    system: z.string(),
    stage: z.enum(['development', 'test', 'production']),
    owner: ref,
    customer: ref,
    softwareProvider: ref.optional(),
    payer: ref,
    rhythm: z.enum(['office', 'constant']),
    season: z
      .enum(['none', 'spring', 'year-end', 'winter', 'school'])
      .default('none'),
    from: z.number().optional(),
    to: z.number().optional(),
    tags: z.record(z.string(), z.string()).default({}),
    runaway: z
      .object({ daysAgo: z.number(), days: z.number(), factor: z.number() })
      .optional(),
    unusedSinceDaysAgo: z.number().optional(),
    instances: z.array(instance),
  })
  .strict();

const series = z.object({
  environment: z.string(),
  instance: z.string(),
  meter: z.string(),
});

const schema = z
  .object({
    seed: z.string(),
    months: z.number().int().positive(),
    environments: z.array(environment),
    late: z.array(
      series.extend({ fromDaysAgo: z.number(), days: z.number() }).strict(),
    ),
    corrections: z.array(
      series
        .extend({
          daysAgo: z.number(),
          percent: z.number().positive().max(100),
          reason: z.string(),
        })
        .strict(),
    ),
  })
  .strict();

/** examples/usage.yaml */
export type Scenario = z.infer<typeof schema>;
export type ScenarioEnvironment = Scenario['environments'][number];
export type ScenarioInstance = ScenarioEnvironment['instances'][number];

/** @throws InputError that says which entry is wrong and why */
export function parseScenario(document: unknown): Scenario {
  return checkDocument(schema, document, 'examples/usage.yaml');
}
