// Opened by whoever reports or works on something: what is open about my services,
// what waits for me, and how do I report what does not work?

import {
  Button,
  ButtonLink,
  Container,
  Flex,
  Tab,
  TabList,
  TabPanel,
  Tabs,
  Text,
} from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  EmptyState,
  ErrorNotice,
  Loading,
  useUrlFilter,
} from '@dualcloud/foundation-react';
import { useLiveUpdates } from '../../api/useLiveUpdates';
import { usePages } from '../../api/usePages';
import { LoadMore } from '../../requests/LoadMore';
import styles from '../../requests/requests.module.css';
import { useWords } from '../../words';
import { useManagesConnectors } from '../connectors';
import {
  connectorsRouteRef,
  releaseCalendarRouteRef,
  reportTicketRouteRef,
} from '../routes';
import { standsForAgency, useReader } from '../useReader';
import { FILTERS, TicketFilters, useTicketFilter } from './TicketFilters';
import { TicketTable } from './TicketTable';

const SCOPES = ['open', 'waiting-for-me', 'all'] as const;
type Scope = (typeof SCOPES)[number];
const PAGE_SIZE = 50;

const QUERY_OF = {
  open: { open: true },
  'waiting-for-me': { scope: 'waiting-for-me' },
  all: {},
} as const;

/** Incidents, problems and changes that the reader may see. */
export function DeskPage() {
  const { t } = useWords();
  const url = useUrlFilter();
  const scope = SCOPES.find(one => one === url.get('scope')) ?? 'open';
  return (
    <Container py="4">
      <Flex direction="column" gap="4">
        <Text as="p">{t('desk.introduction')}</Text>
        <Entrances />
        <Tabs
          selectedKey={scope}
          onSelectionChange={key => url.set('scope', String(key))}
        >
          <TabList aria-label={t('desk.title')} className={styles.tabs}>
            {SCOPES.map(id => (
              <Tab key={id} id={id}>
                {t(`desk.scope.${id}`)}
              </Tab>
            ))}
          </TabList>
          <TabPanel id={scope}>
            <Tickets scope={scope} />
          </TabPanel>
        </Tabs>
      </Flex>
    </Container>
  );
}

/** What one can begin here. */
function Entrances() {
  const { t } = useWords();
  const reportPath = useRouteRef(reportTicketRouteRef);
  const calendarPath = useRouteRef(releaseCalendarRouteRef);
  const connectorsPath = useRouteRef(connectorsRouteRef);
  const managesConnectors = useManagesConnectors();
  const reader = useReader();
  // Agencies report what they see; causes are for those who build and run it.
  const recordsProblems = reader && !standsForAgency(reader);
  return (
    <Flex gap="2" className={styles.top}>
      <ButtonLink variant="primary" href={`${reportPath()}?kind=incident`}>
        {t('desk.report.incident')}
      </ButtonLink>
      <ButtonLink variant="secondary" href={`${reportPath()}?kind=change`}>
        {t('desk.report.change')}
      </ButtonLink>
      {recordsProblems && (
        <ButtonLink variant="secondary" href={`${reportPath()}?kind=problem`}>
          {t('desk.report.problem')}
        </ButtonLink>
      )}
      <ButtonLink variant="secondary" href={calendarPath()}>
        {t('calendar.title')}
      </ButtonLink>
      {managesConnectors && (
        <ButtonLink variant="secondary" href={connectorsPath()}>
          {t('connectors.title')}
        </ButtonLink>
      )}
    </Flex>
  );
}

function Tickets({ scope }: { scope: Scope }) {
  const { t } = useWords();
  const url = useUrlFilter();
  const query = { ...QUERY_OF[scope], ...useTicketFilter(), limit: PAGE_SIZE };
  const pages = usePages(
    (client, cursor) =>
      client.GET('/tickets', { params: { query: { ...query, cursor } } }),
    JSON.stringify(query),
  );
  const { items, first, error, reload } = pages;
  useLiveUpdates({ isActive: false, onChange: reload });
  const isFiltered = FILTERS.some(name => url.get(name) !== undefined);
  return (
    <Flex direction="column" gap="4" py="4">
      <TicketFilters />
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!items && !error && <Loading rows={4} />}
      {items?.length === 0 && (
        <NoTickets scope={scope} isFiltered={isFiltered} />
      )}
      {items && items.length > 0 && (
        <>
          <Text as="p" role="status">
            {t('desk.shown', {
              shown: String(items.length),
              total: String(first?.totalItems ?? items.length),
            })}
          </Text>
          <TicketTable tickets={items} isWhole={!pages.loadMore} />
        </>
      )}
      <LoadMore pages={pages} />
    </Flex>
  );
}

function NoTickets(props: { scope: Scope; isFiltered: boolean }) {
  const { t } = useWords();
  const { clear } = useUrlFilter();
  const reportPath = useRouteRef(reportTicketRouteRef);
  if (props.isFiltered) {
    return (
      <EmptyState
        title={t('desk.empty.filtered.title')}
        description={t('desk.empty.filtered.description')}
        action={
          <Button variant="secondary" onPress={() => clear([...FILTERS])}>
            {t('requests.filter.clear')}
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      title={t(`desk.empty.${props.scope}.title`)}
      description={t(`desk.empty.${props.scope}.description`)}
      action={
        <ButtonLink variant="secondary" href={`${reportPath()}?kind=incident`}>
          {t('desk.report.incident')}
        </ButtonLink>
      }
    />
  );
}
