import { invalidField } from '@dualcloud/foundation-node';
import type { EnvironmentReader } from './EnvironmentReader';

/** The environments that somebody names, by their ids. */
export type NamedEnvironments = {
  testEnvironmentId?: string;
  productionEnvironmentId?: string;
};

/**
 * Each is one of the system that it is named for, at the stage that it is named for.
 *
 * @throws InputError that names the field; what `EnvironmentReader.get` throws
 */
export async function requireEnvironments(
  environments: EnvironmentReader,
  named: NamedEnvironments,
  systemRef: string | undefined,
): Promise<void> {
  await requireOne(environments, named, 'test', systemRef);
  await requireOne(environments, named, 'production', systemRef);
}

async function requireOne(
  environments: EnvironmentReader,
  named: NamedEnvironments,
  stage: 'test' | 'production',
  systemRef: string | undefined,
): Promise<void> {
  const field =
    stage === 'test' ? 'testEnvironmentId' : 'productionEnvironmentId';
  const id = named[field];
  if (!id) return;
  const environment = await environments.get(id);
  if (environment.stage !== stage) {
    throw invalidField(
      field,
      'stage',
      `${environment.name} is an environment for ${environment.stage}, not for ${stage}`,
    );
  }
  if (!systemRef || environment.parties.systemRef !== systemRef) {
    throw invalidField(
      field,
      'same-system',
      systemRef
        ? `${environment.name} serves ${environment.parties.systemRef}, not ${systemRef}`
        : 'say first which system the request is about',
    );
  }
}
