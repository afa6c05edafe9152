import type { OrderRequest } from '@dualcloud/backstage-plugin-cloud-services-common';
import { z } from 'zod';
import { checkDocument } from '../exampleData';

const schema = z.array(
  z
    .object({
      person: z.string().startsWith('user:'),
      type: z.enum(['create-environment', 'create-instance']),
      name: z.string(),
      description: z.string(),
      blueprintRef: z.string().optional(),
      serviceRef: z.string().optional(),
      plan: z.string().optional(),
      components: z
        .record(z.string(), z.object({ plan: z.string() }))
        .optional(),
      stage: z.enum(['development', 'test', 'production']),
      systemRef: z.string(),
      ownerRef: z.string(),
      expiresInDays: z.number().int().positive().optional(),
    })
    .strict(),
);

/** One entry of examples/environments.yaml. */
export type ExampleOrder = z.infer<typeof schema>[number];

/** @throws InputError that says which entry is wrong and why */
export function parseExampleOrders(document: unknown): ExampleOrder[] {
  return checkDocument(schema, document, 'examples/environments.yaml');
}

/** The order as the API takes it; the end date counts from `now`. */
export function toOrderRequest(order: ExampleOrder, now: Date): OrderRequest {
  const { person: _person, plan, expiresInDays, ...rest } = order;
  const end = expiresInDays && now.getTime() + expiresInDays * 86_400_000;
  return {
    ...rest,
    ...(plan && { configuration: { plan } }),
    ...(end && { expiresAt: new Date(end).toISOString().slice(0, 10) }),
  };
}
