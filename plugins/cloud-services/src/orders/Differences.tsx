import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ConfigurationDifference } from '@dualcloud/backstage-plugin-cloud-services-common';
import { useFormat } from '@dualcloud/foundation-react';
import styles from '../environments/environments.module.css';
import { cloudServicesTranslationRef } from '../translation';

/** Before and after, field by field. */
export function Differences(props: { changes: ConfigurationDifference[] }) {
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const format = useFormat();
  const fieldName = (field: string) => {
    if (field === 'plan') return t('instance.plan');
    if (field === 'expiresAt') return t('environment.expiry');
    return field.replace(/^\//, '').replaceAll('/', ' › ');
  };
  const show = (field: string, value: unknown) => {
    if (value === undefined || value === null) return t('change.nothing');
    if (field === 'expiresAt' && typeof value === 'string') {
      return format.date(value);
    }
    return typeof value === 'string' ? value : JSON.stringify(value);
  };
  return (
    <table className={styles.table}>
      <caption style={{ textAlign: 'start' }}>{t('change.comparison')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('blueprint.component')}</th>
          <th scope="col">{t('change.field')}</th>
          <th scope="col">{t('change.before')}</th>
          <th scope="col">{t('change.after')}</th>
        </tr>
      </thead>
      <tbody>
        {props.changes.map(({ componentName, field, before, after }) => (
          <tr key={`${componentName} ${field}`}>
            <td>{componentName}</td>
            <th scope="row">{fieldName(field)}</th>
            <td className={styles.before}>{show(field, before)}</td>
            <td className={styles.after}>{show(field, after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
