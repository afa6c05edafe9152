import { Button, Flex, Text } from '@backstage/ui';
import { discoveryApiRef, useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ServiceLevelsClient } from '@dualcloud/backstage-plugin-service-levels-common';
import {
  ErrorNotice,
  useLanguage,
  useLoader,
} from '@dualcloud/foundation-react';
import { useWish } from '../api/useWish';
import { serviceLevelsTranslationRef } from '../translation';
import { saveText } from './saveText';
import styles from './icalendar.module.css';

/** A calendar for one's own calendar program: as a file, and where to subscribe to it. */
export function IcalLinks(props: {
  /** Below the backend's address. */
  path: string;
  /** Of the file, without its ending. */
  name: string;
  load: (
    client: ServiceLevelsClient,
    lang: 'en' | 'de',
  ) => Promise<{ data?: string }>;
}) {
  const { path, name, load } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const lang = useLanguage() === 'de' ? 'de' : 'en';
  const discoveryApi = useApi(discoveryApiRef);
  const base = useLoader(
    () => discoveryApi.getBaseUrl('service-levels'),
    'service-levels',
  );
  const download = useWish((client, asked: 'en' | 'de') => load(client, asked));
  return (
    <Flex direction="column" gap="2">
      <div>
        <Button
          variant="secondary"
          isPending={download.isPending}
          onPress={async () => {
            const text = await download.submit(lang);
            if (text !== undefined) {
              saveText(text, `${name}.ics`, 'text/calendar');
            }
          }}
        >
          {t('maintenance.ical')}
        </Button>
      </div>
      {base.data && (
        <Text as="p" variant="body-small">
          {t('maintenance.ical.subscribe')}{' '}
          <code className={styles.address}>
            {base.data}
            {path}?lang={lang}
          </code>
        </Text>
      )}
      {download.error && <ErrorNotice error={download.error} />}
    </Flex>
  );
}
