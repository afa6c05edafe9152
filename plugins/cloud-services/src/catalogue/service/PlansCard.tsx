import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity, EntityInfoCard } from '@backstage/plugin-catalog-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  isCloudServiceEntity,
  type CloudServicePlan,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import {
  localize,
  PlanPrice,
  StatusBadge,
  useFormat,
} from '@dualcloud/foundation-react';
import { localizedBullets } from '../localizedBullets';
import { cloudServicesTranslationRef } from '../../translation';
import { limitsOf, type Limit } from './limits';
import styles from '../catalogue.module.css';

/** What the broker says that a plan costs. */
function Costs(props: { plan: CloudServicePlan }) {
  const { plan } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const format = useFormat();
  if (plan.costs?.length) {
    return (
      <>
        <ul>
          {plan.costs.flatMap(cost =>
            Object.entries(cost.amount).map(([currency, amount]) => (
              <li key={`${currency} ${cost.unit}`}>
                {t('plans.cost', {
                  amount: format.money(amount, currency),
                  unit: t(
                    cost.unit.toLocaleUpperCase('en-US') === 'MONTHLY'
                      ? 'plans.monthly'
                      : 'plans.perUnit',
                    { unit: cost.unit },
                  ),
                })}
              </li>
            )),
          )}
        </ul>
        <span className={styles.small}>{t('form.plan.unlisted')}</span>
      </>
    );
  }
  return <>{plan.free === false ? t('plans.costUnknown') : t('plans.free')}</>;
}

function LimitText(props: { limit: Limit }) {
  const { limit } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const format = useFormat();
  const parts = [
    limit.minimum !== undefined &&
      t('plans.atLeast', { value: format.number(limit.minimum) }),
    limit.maximum !== undefined &&
      t('plans.atMost', { value: format.number(limit.maximum) }),
    limit.choices && format.list(limit.choices),
    limit.initial !== undefined &&
      t('plans.proposed', { value: limit.initial }),
  ].filter((part): part is string => Boolean(part));
  return (
    <>
      {localize(limit.title, format.language, limit.name)}
      {parts.length > 0 && (
        <span className={styles.small}> ({parts.join('; ')})</span>
      )}
    </>
  );
}

/** The plans of a service side by side. */
export function PlansCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const format = useFormat();
  if (!isCloudServiceEntity(entity)) return null;
  const plans: CloudServicePlan[] = entity.spec.plans ?? [];
  if (plans.length === 0) {
    return (
      <EntityInfoCard title={t('plans.title')}>
        {t('plans.none')}
      </EntityInfoCard>
    );
  }

  const rows = [
    {
      label: t('plans.description'),
      cell: (plan: CloudServicePlan) =>
        localize(plan.description, format.language, '–'),
    },
    {
      label: t('plans.features'),
      cell: (plan: CloudServicePlan) => {
        const bullets = localizedBullets(plan, format.language);
        return bullets.length > 0 ? (
          <ul>
            {bullets.map(bullet => (
              <li key={bullet}>{bullet}</li>
            ))}
          </ul>
        ) : (
          '–'
        );
      },
    },
    {
      label: t('plans.costs'),
      cell: (plan: CloudServicePlan) => (
        <PlanPrice
          serviceRef={stringifyEntityRef(entity)}
          plan={plan.name}
          fallback={<Costs plan={plan} />}
        />
      ),
    },
    {
      label: t('plans.parameters'),
      cell: (plan: CloudServicePlan) => {
        const limits = limitsOf(plan.schemas?.create);
        return limits.length > 0 ? (
          <ul>
            {limits.map(limit => (
              <li key={limit.name}>
                <LimitText limit={limit} />
              </li>
            ))}
          </ul>
        ) : (
          t('plans.noParameters')
        );
      },
    },
    {
      label: t('plans.stages'),
      cell: (plan: CloudServicePlan) =>
        format.list(plan.stages.map(stage => t(`stage.${stage}`))),
    },
    {
      label: t('service.protectionLevel'),
      cell: (plan: CloudServicePlan) => t(`protection.${plan.protectionLevel}`),
    },
    {
      label: t('plans.changeable'),
      cell: (plan: CloudServicePlan) =>
        plan.planUpdateable === false ? t('answer.no') : t('answer.yes'),
    },
    {
      label: t('service.version'),
      cell: (plan: CloudServicePlan) => plan.maintenanceInfo?.version ?? '–',
    },
  ];

  return (
    <EntityInfoCard title={t('plans.title')}>
      {/* Wide tables scroll inside the card; the tab stop lets the keyboard do it. */}
      <div
        className={styles.tableWrap}
        role="region"
        aria-label={t('state.table', { name: t('plans.title') })}
        tabIndex={0}
      >
        <table className={styles.table}>
          <thead>
            <tr>
              <td />
              {plans.map(plan => (
                <th key={plan.name} scope="col">
                  {localize(plan.title, format.language, plan.name)}{' '}
                  {plan.simulated && (
                    <StatusBadge tone="info">
                      {t('service.simulated')}
                    </StatusBadge>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(row => (
              <tr key={row.label}>
                <th scope="row">{row.label}</th>
                {plans.map(plan => (
                  <td key={plan.name}>{row.cell(plan)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </EntityInfoCard>
  );
}
