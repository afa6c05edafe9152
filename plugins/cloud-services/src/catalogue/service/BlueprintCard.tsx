import {
  EntityInfoCard,
  EntityRefLink,
  useEntity,
} from '@backstage/plugin-catalog-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  isEnvironmentBlueprintEntity,
  type BlueprintComponent,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { localize, useFormat } from '@dualcloud/foundation-react';
import { cloudServicesTranslationRef } from '../../translation';
import styles from '../catalogue.module.css';

/** The services that an environment from this blueprint is made of. */
export function BlueprintCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const format = useFormat();
  if (!isEnvironmentBlueprintEntity(entity)) return null;
  const components: BlueprintComponent[] = entity.spec.components ?? [];
  const titles = new Map(
    components.map(component => [
      component.name,
      localize(component.title, format.language, component.name),
    ]),
  );
  return (
    <EntityInfoCard title={t('blueprint.components')}>
      <div
        className={styles.tableWrap}
        role="region"
        aria-label={t('state.table', { name: t('blueprint.components') })}
        tabIndex={0}
      >
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('blueprint.component')}</th>
              <th scope="col">{t('instance.service')}</th>
              <th scope="col">{t('blueprint.proposedPlan')}</th>
              <th scope="col">{t('blueprint.plans')}</th>
              <th scope="col">{t('blueprint.parameters')}</th>
              <th scope="col">{t('blueprint.dependsOn')}</th>
            </tr>
          </thead>
          <tbody>
            {components.map(component => (
              <tr key={component.name}>
                <th scope="row">{titles.get(component.name)}</th>
                <td>
                  <EntityRefLink
                    entityRef={component.service}
                    defaultKind="CloudService"
                    hideIcon
                  />
                </td>
                <td>{component.plan}</td>
                <td>
                  {component.plans
                    ? format.list(component.plans)
                    : t('blueprint.allPlans')}
                </td>
                <td>
                  {Object.keys(component.parameters ?? {}).length === 0 ? (
                    '–'
                  ) : (
                    <ul>
                      {Object.entries(component.parameters ?? {}).map(
                        ([name, value]) => (
                          <li key={name}>
                            {name}: {JSON.stringify(value)}
                            {component.fixed?.includes(name) && (
                              <span className={styles.small}>
                                {' '}
                                ({t('blueprint.fixed')})
                              </span>
                            )}
                          </li>
                        ),
                      )}
                    </ul>
                  )}
                </td>
                <td>
                  {component.dependsOn?.length
                    ? format.list(
                        component.dependsOn.map(
                          name => titles.get(name) ?? name,
                        ),
                      )
                    : '–'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </EntityInfoCard>
  );
}
