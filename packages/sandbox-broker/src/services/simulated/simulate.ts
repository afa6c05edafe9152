import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceOffering } from '../../osb/catalog';
import { randomSecret, shortName } from '../../state/Vault';
import type {
  BindingRecord,
  BindingResult,
  Credentials,
  InstanceRecord,
  SandboxService,
  ServiceEnvironment,
  StepContext,
} from '../types';

/** What a simulated service says while it pretends to work. */
export interface SimulatedSteps {
  provision: string[];
  update: string[];
  deprovision: string[];
}

const SHORTEST_MS = 1000;
const LONGEST_MS = 3000;

/** A service that provisions nothing, takes its time, and hands out credentials that cannot be mistaken for real. */
export function simulate(
  environment: ServiceEnvironment,
  options: {
    offering: ServiceOffering;
    steps: SimulatedSteps;
    credentials(instance: InstanceRecord, secret: string): Credentials;
    facts?(instance: InstanceRecord): Record<string, string>;
  },
): SandboxService {
  const { offering } = options;

  async function walk(
    steps: string[],
    context: StepContext,
    share = 1,
  ): Promise<void> {
    const total =
      share *
      (environment.latencyMs ??
        SHORTEST_MS + Math.random() * (LONGEST_MS - SHORTEST_MS));
    for (const step of steps) {
      context.progress(`Simulated: ${step}`);
      if (total > 0) {
        await sleep(total / steps.length, undefined, {
          signal: context.signal,
        });
      }
    }
  }

  return {
    offering,
    simulated: true,
    start: async () => undefined,
    stop: async () => undefined,
    provision: (_instance, context) => walk(options.steps.provision, context),
    update: (_current, _target, context) => walk(options.steps.update, context),
    deprovision: (_instance, _bindings, context) =>
      walk(options.steps.deprovision, context),
    async bind(
      instance: InstanceRecord,
      binding: BindingRecord,
      context: StepContext,
    ): Promise<BindingResult> {
      await walk(['Making up credentials.'], context, 0.3);
      return {
        credentials: {
          ...options.credentials(instance, `fake-${randomSecret()}`),
          username: `simulated-${shortName(binding.id)}`,
          simulated: true,
          notice: 'Simulated: these credentials open nothing.',
        },
      };
    },
    unbind: (_instance, _binding, context) =>
      walk(['Forgetting the credentials.'], context, 0.3),
    describe: async instance => ({
      simulated: 'true',
      ...options.facts?.(instance),
    }),
    real: async () => ({}),
    usage: async () => [],
  };
}
