import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import {
  ENVIRONMENT_ID_ANNOTATION,
  INSTANCE_ID_ANNOTATION,
  plainLine,
  plainText,
  SIMULATED_ANNOTATION,
  type LiveEnvironment,
  type LiveInstance,
} from '@dualcloud/backstage-plugin-cloud-services-common';

/** Location of every live entity; it names the source, nothing is read from it. */
export const LIVE_LOCATION = 'cloud-services:live';

function resource(options: {
  name: string;
  namespace: string;
  title: string;
  description?: string;
  annotations: Record<string, string | undefined>;
  spec: Record<string, string | string[] | undefined>;
}): Entity {
  // By way of JSON: the catalog compares what JSON shows, without `undefined`.
  return JSON.parse(
    JSON.stringify({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        name: options.name,
        namespace: options.namespace,
        title: plainLine(options.title, 200),
        description: plainText(options.description, 500),
        annotations: {
          [ANNOTATION_LOCATION]: LIVE_LOCATION,
          [ANNOTATION_ORIGIN_LOCATION]: LIVE_LOCATION,
          ...options.annotations,
        },
      },
      spec: options.spec,
    }),
  );
}

/**
 * The Resource of a live environment; it holds nothing that changes by itself.
 * Its system stands under `serves`: for `spec.system` the catalog would write a
 * relation into the System as well, which everybody may read.
 */
export function environmentResource(
  environment: LiveEnvironment,
  namespace: string,
): Entity {
  return resource({
    name: environment.entityName,
    namespace,
    title: environment.name,
    description: environment.description,
    annotations: { [ENVIRONMENT_ID_ANNOTATION]: environment.id },
    spec: {
      type: 'environment',
      owner: environment.ownerRef,
      serves: environment.systemRef,
      customer: environment.customerRef,
      softwareProvider: environment.softwareProviderRef,
      stage: environment.stage,
      instanceOf: environment.blueprintRef,
    },
  });
}

/** The Resource of a live service instance. */
export function instanceResource(
  instance: LiveInstance,
  namespace: string,
): Entity {
  const ref = (name: string) => `resource:${namespace}/${name}`;
  return resource({
    name: instance.entityName,
    namespace,
    title: instance.name,
    description: instance.serviceTitle,
    annotations: {
      [INSTANCE_ID_ANNOTATION]: instance.id,
      [SIMULATED_ANNOTATION]: instance.simulated ? 'true' : undefined,
    },
    spec: {
      type: 'service-instance',
      owner: instance.ownerRef,
      serves: instance.systemRef,
      customer: instance.customerRef,
      softwareProvider: instance.softwareProviderRef,
      stage: instance.stage,
      instanceOf: instance.serviceRef,
      plan: instance.planName,
      component: instance.componentName,
      environment:
        instance.environmentEntityName && ref(instance.environmentEntityName),
      dependsOn: instance.dependsOnEntityNames?.map(ref),
    },
  });
}
