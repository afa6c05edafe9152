import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ENVIRONMENT_ID_ANNOTATION,
  INSTANCE_ID_ANNOTATION,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { cloudCostsTranslationRef } from '../translation';
import { CostCard } from './CostCard';

/** What runs for a system costs. */
export function SystemCostsCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const ref = stringifyEntityRef(entity);
  return (
    <CostCard
      title={t('cards.title')}
      scope={{ system: [ref] }}
      budgetsOf={ref}
      empty={t('cards.empty.system')}
    />
  );
}

/** What an environment has cost. */
export function EnvironmentCostsCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const id = entity.metadata.annotations?.[ENVIRONMENT_ID_ANNOTATION];
  if (!id) return null;
  return (
    <CostCard
      title={t('cards.title')}
      scope={{ environment: [id] }}
      budgetsOf={id}
      empty={t('cards.empty.environment')}
    />
  );
}

/** What a service instance has cost. */
export function InstanceCostsCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const id = entity.metadata.annotations?.[INSTANCE_ID_ANNOTATION];
  if (!id) return null;
  return (
    <CostCard
      title={t('cards.title')}
      scope={{ instance: [id] }}
      empty={t('cards.empty.environment')}
    />
  );
}
