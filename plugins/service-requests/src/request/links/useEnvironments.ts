import { stringifyEntityRef } from '@backstage/catalog-model';
import { ENVIRONMENT_ID_ANNOTATION } from '@dualcloud/backstage-plugin-cloud-services-common';
import { useEntities } from '../../pickers';

/** Environments of a system, by the ids that the cloud services know them by. */
export function useEnvironments(systemRef: string | undefined) {
  const { data, error } = useEntities(
    systemRef
      ? {
          kind: 'Resource',
          'spec.type': 'environment',
          'relations.partOf': systemRef,
        }
      : undefined,
  );
  const environments = (data ?? []).flatMap(entity => {
    const id = entity.metadata.annotations?.[ENVIRONMENT_ID_ANNOTATION];
    return id
      ? [
          {
            id,
            ref: stringifyEntityRef(entity),
            stage: String(entity.spec?.stage ?? ''),
          },
        ]
      : [];
  });
  return {
    environments,
    error,
    refOf: (id: string) => environments.find(one => one.id === id)?.ref,
  };
}
