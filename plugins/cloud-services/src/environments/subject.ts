import type {
  Environment,
  Instance,
  Permitted,
  Stage,
} from '@dualcloud/backstage-plugin-cloud-services-common';

/** What an order can be about: an environment, or an instance outside one. */
export type Subject = {
  kind: 'environment' | 'instance';
  id: string;
  name: string;
  stage: Stage;
  expiresAt?: string;
  instances: Instance[];
  permissions: Permitted;
};

export function subjectOfEnvironment(environment: Environment): Subject {
  return { kind: 'environment', ...environment };
}

export function subjectOfInstance(instance: Instance): Subject {
  return { kind: 'instance', ...instance, instances: [instance] };
}

/** The id under the name that an order takes it by. */
export function toTarget(
  subject: Pick<Subject, 'kind' | 'id'>,
): { environmentId: string } | { instanceId: string } {
  return subject.kind === 'environment'
    ? { environmentId: subject.id }
    : { instanceId: subject.id };
}
