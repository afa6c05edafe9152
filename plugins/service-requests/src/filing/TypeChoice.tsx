import { Flex, Text } from '@backstage/ui';
import { Link } from '@backstage/ui';
import type { RequestType } from '@dualcloud/backstage-plugin-service-requests-common';
import { EmptyState } from '@dualcloud/foundation-react';
import { useLocation } from 'react-router-dom';
import { useWords } from '../words';
import styles from './filing.module.css';

/** The first question: what is it that one wants? */
export function TypeChoice(props: { types: readonly RequestType[] }) {
  const { t, text } = useWords();
  const { pathname, search } = useLocation();
  const types = props.types.filter(({ mayOpen }) => mayOpen);
  if (types.length === 0) {
    return (
      <EmptyState
        title={t('form.noTypes')}
        description={t('form.noTypes.means')}
      />
    );
  }
  const hrefOf = (name: string) => {
    const params = new URLSearchParams(search);
    params.set('type', name);
    return `${pathname}?${params}`;
  };
  return (
    <Flex direction="column" gap="3">
      <Text as="h2" variant="title-small">
        {t('form.choose')}
      </Text>
      <ul className={styles.types}>
        {types.map(type => (
          <li key={type.name} className={styles.type}>
            <Link href={hrefOf(type.name)} weight="bold">
              {text(type.titles)}
            </Link>
            <Text as="p">{text(type.descriptions)}</Text>
          </li>
        ))}
      </ul>
    </Flex>
  );
}
