// Opened by whoever uses a service: when is it not there, and does that fit? By the
// provider: what is announced, what does it count as, who objects?

import { useState } from 'react';
import { Button, Flex, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { MaintenanceWindow } from '@dualcloud/backstage-plugin-service-levels-common';
import {
  EmptyState,
  ErrorNotice,
  Loading,
  Section,
} from '@dualcloud/foundation-react';
import { useQuery } from '../api/useQuery';
import { IcalLinks } from '../icalendar';
import styles from '../levels/levels.module.css';
import { useLevels } from '../levels/useLevels';
import { serviceLevelsTranslationRef } from '../translation';
import { AnnounceDialog } from './AnnounceDialog';
import { DeedDialog } from './DeedDialog';
import { RecurringTable } from './RecurringTable';
import { WindowItem, type WindowDeed } from './WindowItem';

const SHOWN_MS = 90 * 86_400_000;
const RECURRING_SHOWN = 10;

/** Windows from three months ago to in three months. */
function useWindows() {
  const [range] = useState(() => {
    const now = Date.now();
    const at = (step: number) => new Date(now + step).toISOString();
    return { from: at(-SHOWN_MS), to: at(SHOWN_MS) };
  });
  return useQuery(
    client => client.GET('/maintenance-windows', { params: { query: range } }),
    range.from,
  );
}

const isAhead = ({ state }: MaintenanceWindow) =>
  state === 'announced' || state === 'running';

/** Announced, running and past maintenance. */
export function MaintenanceTab() {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const { data, error, reload } = useWindows();
  const { data: known } = useLevels({});
  const levels = new Map(known?.items.map(level => [level.id, level]));
  const [isAnnouncing, setAnnouncing] = useState(false);
  const [wanted, setWanted] = useState<WindowDeed>();
  const single = data?.items.filter(({ recurring }) => !recurring) ?? [];
  const next = single.filter(isAhead);
  const past = single.filter(window => !isAhead(window)).reverse();
  const recurring =
    data?.items
      .filter(window => window.recurring && isAhead(window))
      .slice(0, RECURRING_SHOWN) ?? [];
  const items = (windows: MaintenanceWindow[], label: string) => (
    <ul className={styles.list} aria-label={label}>
      {windows.map(window => (
        <WindowItem
          key={window.id}
          window={window}
          levels={levels}
          onDo={setWanted}
        />
      ))}
    </ul>
  );
  const announce = data?.mayAnnounce && (
    <Button onPress={() => setAnnouncing(true)}>
      {t('maintenance.announce')}
    </Button>
  );
  return (
    <Flex direction="column" gap="6" py="4">
      {error && (
        <ErrorNotice
          error={error}
          title={t('maintenance.error')}
          onRetry={reload}
        />
      )}
      {!data && !error && <Loading rows={3} rowHeight={100} />}
      {data && (
        <>
          <Section
            title={t('maintenance.next')}
            description={t('maintenance.next.means')}
            actions={announce}
          >
            {next.length > 0 ? (
              items(next, t('maintenance.next'))
            ) : (
              <EmptyState
                title={t('maintenance.empty.title')}
                description={t('maintenance.empty.description')}
              />
            )}
            <IcalLinks
              path="/maintenance-windows/ical"
              name="maintenance"
              load={(client, lang) =>
                client.GET('/maintenance-windows/ical', {
                  params: { query: { lang } },
                  parseAs: 'text',
                })
              }
            />
          </Section>
          {recurring.length > 0 && (
            <Section
              title={t('maintenance.again')}
              description={t('maintenance.again.means')}
            >
              <RecurringTable windows={recurring} levels={levels} />
            </Section>
          )}
          <Section
            title={t('maintenance.past')}
            description={t('maintenance.past.means')}
          >
            {past.length > 0 ? (
              items(past, t('maintenance.past'))
            ) : (
              <Text as="p">{t('maintenance.past.empty')}</Text>
            )}
          </Section>
        </>
      )}
      {isAnnouncing && (
        <AnnounceDialog
          levels={known?.items ?? []}
          onClose={() => setAnnouncing(false)}
          onDone={() => {
            setAnnouncing(false);
            reload();
          }}
        />
      )}
      {wanted && (
        <DeedDialog
          wanted={wanted}
          levels={levels}
          onClose={() => setWanted(undefined)}
          onDone={() => {
            setWanted(undefined);
            reload();
          }}
        />
      )}
    </Flex>
  );
}
