import type { z as zod } from 'zod/v3';
import { DEFAULT_TIMEOUT_MINUTES } from '../orders/placeOrder';

/*
 * Fields that several actions share. The scaffolder hands its own zod to each.
 */
type Z = typeof zod;

const configuration = (z: Z) =>
  z.object({
    plan: z.string().optional().describe('Name of the plan'),
    parameters: z
      .record(z.any())
      .optional()
      .describe(
        "The plan's parameters; either as they are, or under a key of the plan's name as a generated form gives them",
      ),
  });

export const fields = {
  name: (z: Z) =>
    z
      .string()
      .min(1)
      .max(63)
      .describe(
        'Name that people will see: lower-case letters, digits and hyphens',
      ),
  description: (z: Z) =>
    z.string().max(500).optional().describe('What it is for'),
  stage: (z: Z) =>
    z
      .enum(['development', 'test', 'production'])
      .describe('Stage that it serves'),
  systemRef: (z: Z) =>
    z
      .string()
      .describe('The system that it is for, such as system:default/kfz-portal'),
  ownerRef: (z: Z) =>
    z
      .string()
      .describe('The group or user that owns it, such as group:default/team-a'),
  expiresAt: (z: Z) =>
    z
      .string()
      .optional()
      .describe(
        'Date, or date and time, on which it is torn down; needed for development and test',
      ),
  configuration,
  components: (z: Z) =>
    z
      .record(configuration(z))
      .optional()
      .describe(
        "Plan and parameters by component of the blueprint; the blueprint's own where left out",
      ),
  wait: (z: Z) =>
    z
      .boolean()
      .optional()
      .describe('Whether to wait until it is done; true if left out'),
  timeoutMinutes: (z: Z) =>
    z
      .number()
      .positive()
      .max(24 * 60)
      .optional()
      .describe(
        `How long to wait; ${DEFAULT_TIMEOUT_MINUTES} minutes if left out. The order goes on afterwards`,
      ),
  environmentId: (z: Z) => z.string().min(1).describe('Id of the environment'),
  instanceId: (z: Z) =>
    z.string().min(1).describe('Id of the service instance'),
  orderId: (z: Z) => z.string().describe('Id of the order'),
};
