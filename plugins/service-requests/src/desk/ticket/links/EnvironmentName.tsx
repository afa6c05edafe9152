import { stringifyEntityRef } from '@backstage/catalog-model';
import { ENVIRONMENT_ID_ANNOTATION } from '@dualcloud/backstage-plugin-cloud-services-common';
import { PartyLink } from '@dualcloud/foundation-react';
import { useEntities } from '../../../pickers';

/** An environment by its name, leading to its page; by its id where one may not see it. */
export function EnvironmentName({ id }: { id: string }) {
  const { data } = useEntities({
    kind: 'Resource',
    'spec.type': 'environment',
    [`metadata.annotations.${ENVIRONMENT_ID_ANNOTATION}`]: id,
  });
  const [entity] = data ?? [];
  if (!entity) return <>{id}</>;
  return <PartyLink entityRef={stringifyEntityRef(entity)} />;
}
