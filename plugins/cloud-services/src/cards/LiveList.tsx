import { Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Environment,
  Instance,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { localize, useLanguage } from '@dualcloud/foundation-react';
import { Expiry } from '../environments/Expiry';
import { StateBadge } from '../environments/states';
import { useTitles } from '../environments/useTitles';
import { environmentRouteRef, instanceRouteRef } from '../routes';
import { cloudServicesTranslationRef } from '../translation';
import styles from './cards.module.css';

/** Environments and instances in a line each: name, stage, state, end. */
export function LiveList(props: {
  environments: Environment[];
  instances: Instance[];
}) {
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const environmentPath = useRouteRef(environmentRouteRef);
  const instancePath = useRouteRef(instanceRouteRef);
  const language = useLanguage();
  const { serviceOf } = useTitles();
  const rows = [
    ...props.environments.map(item => ({
      item,
      href: environmentPath({ environmentId: item.id }),
      what: localize(
        item.blueprintTitles,
        language,
        item.blueprintTitle ?? t('cards.environment'),
      ),
    })),
    ...props.instances.map(item => ({
      item,
      href: instancePath({ instanceId: item.id }),
      what: serviceOf(item),
    })),
  ];
  if (rows.length === 0) return null;
  return (
    <ul className={styles.list}>
      {rows.map(({ item, href, what }) => (
        <li key={item.id} className={styles.row}>
          <span>
            <Link href={href}>{item.name}</Link>
            <Text as="p" variant="body-small" color="secondary">
              {what} · {t(`stage.${item.stage}`)}
            </Text>
          </span>
          <StateBadge state={item.state} />
          <span className={styles.end}>
            <Expiry expiresAt={item.expiresAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}
