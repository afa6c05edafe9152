import type {
  CloudServicesClient,
  Environment,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import type { LocalizedText } from '@dualcloud/foundation-common';
import { ask, say } from './findings';

export type Instance = Environment['instances'][number];

/**
 * Reads environments for gates; one that is gone, or not named, is undefined.
 * Whether cloud services are there shows in either case.
 */
export type EnvironmentLookup = (
  id: string | undefined,
) => Promise<Environment | undefined>;

/** No environment has such an id. */
const NONE = 'none';

/** @throws CannotTell if cloud services are not there */
export function lookUpWith(
  client: () => Promise<CloudServicesClient>,
): EnvironmentLookup {
  return id =>
    ask('cloud-services', async () => {
      const cloudServices = await client();
      try {
        const { data } = await cloudServices.GET(
          '/environments/{environmentId}',
          { params: { path: { environmentId: id ?? NONE } } },
        );
        return data;
      } catch (error) {
        // A plugin that is there says in its answer what it was asked.
        const { statusCode, body } = error as {
          statusCode?: number;
          body?: { request?: unknown };
        };
        if (statusCode === 404 && body?.request) return undefined;
        throw error;
      }
    });
}

/** Instances that are there to stay. */
export function live({ instances }: Environment): Instance[] {
  return instances.filter(
    ({ state }) => state !== 'terminated' && state !== 'deprovisioning',
  );
}

/** Where an environment shows. */
export function linkTo(environmentId: string): string {
  return `/environments/${environmentId}`;
}

/** What is wrong with an environment as a whole. */
export function unfit(
  environment: Environment | undefined,
  id: string | undefined,
  stage: 'test' | 'production',
): LocalizedText[] {
  const isTest = stage === 'test';
  if (id === undefined) {
    return [
      isTest
        ? say(
            'No test environment is named.',
            'Es ist keine Testumgebung benannt.',
          )
        : say(
            'No production environment is named; a platform engineer builds it from the same blueprint as test.',
            'Es ist keine Produktionsumgebung benannt; das Plattform-Engineering baut sie aus derselben Blaupause wie den Test.',
          ),
    ];
  }
  if (!environment || environment.state === 'terminated') {
    return [
      isTest
        ? say(
            'The test environment does not exist any more; name the one that is used now.',
            'Die Testumgebung gibt es nicht mehr; benennen Sie die, die jetzt genutzt wird.',
          )
        : say(
            'The production environment does not exist any more; name the one that is used now.',
            'Die Produktionsumgebung gibt es nicht mehr; benennen Sie die, die jetzt genutzt wird.',
          ),
    ];
  }
  if (environment.state === 'ready') return [];
  return [
    say(
      `${environment.name} is not ready (${environment.state}).`,
      `${environment.name} ist nicht bereit (${environment.state}).`,
    ),
  ];
}
