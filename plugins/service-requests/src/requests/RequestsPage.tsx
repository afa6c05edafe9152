// Opened to see what one has to do, what one waits for, and how far things are.

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
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { standardisationManagePermission } from '@dualcloud/backstage-plugin-service-requests-common';
import {
  EmptyState,
  ErrorNotice,
  Loading,
  useUrlFilter,
} from '@dualcloud/foundation-react';
import { useLiveUpdates } from '../api/useLiveUpdates';
import { usePages } from '../api/usePages';
import {
  approvalsRouteRef,
  newRequestRouteRef,
  standardCandidatesRouteRef,
} from '../routes';
import { useWords } from '../words';
import { FILTERS, RequestFilters, useRequestFilter } from './RequestFilters';
import { RequestBoard } from './RequestBoard';
import { RequestTable } from './RequestTable';
import { LoadMore } from './LoadMore';
import styles from './requests.module.css';

const SCOPES = ['waiting-for-me', 'waiting-for-others', 'all'] as const;
type Scope = (typeof SCOPES)[number];
const PAGE_SIZE = 50;

/** Everything that the reader may see, by whose turn it is. */
export function RequestsPage() {
  const { t } = useWords();
  const url = useUrlFilter();
  const newPath = useRouteRef(newRequestRouteRef);
  const approvalsPath = useRouteRef(approvalsRouteRef);
  const standardPath = useRouteRef(standardCandidatesRouteRef);
  const standard = usePermission({
    permission: standardisationManagePermission,
  });
  const scope =
    SCOPES.find(one => one === url.get('scope')) ?? 'waiting-for-me';
  return (
    <Container py="4">
      <Flex direction="column" gap="4">
        <Flex justify="between" align="center" className={styles.top}>
          <Text as="p">{t('requests.introduction')}</Text>
          <Flex gap="2" className={styles.top}>
            {standard.allowed && (
              <ButtonLink variant="secondary" href={standardPath()}>
                {t('standard.title')}
              </ButtonLink>
            )}
            <ButtonLink variant="secondary" href={approvalsPath()}>
              {t('approvals.title')}
            </ButtonLink>
            <ButtonLink variant="primary" href={newPath()}>
              {t('requests.new')}
            </ButtonLink>
          </Flex>
        </Flex>
        <Tabs
          selectedKey={scope}
          onSelectionChange={key => url.set('scope', String(key))}
        >
          <TabList aria-label={t('general.title')} className={styles.tabs}>
            {SCOPES.map(id => (
              <Tab key={id} id={id}>
                {t(`requests.scope.${id}`)}
              </Tab>
            ))}
          </TabList>
          <TabPanel id={scope}>
            <Requests scope={scope} />
          </TabPanel>
        </Tabs>
      </Flex>
    </Container>
  );
}

function Requests({ scope }: { scope: Scope }) {
  const { t } = useWords();
  const url = useUrlFilter();
  const query = { scope, ...useRequestFilter(), limit: PAGE_SIZE };
  const pages = usePages(
    (client, cursor) =>
      client.GET('/requests', { params: { query: { ...query, cursor } } }),
    JSON.stringify(query),
  );
  const { items, first, error, reload } = pages;
  useLiveUpdates({ isActive: false, onChange: reload });
  const isBoard = url.get('view') === 'board';
  const isFiltered = FILTERS.some(name => url.get(name) !== undefined);
  return (
    <Flex direction="column" gap="4" py="4">
      <RequestFilters />
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!items && !error && <Loading rows={4} />}
      {items?.length === 0 && (
        <NoRequests scope={scope} isFiltered={isFiltered} />
      )}
      {items && items.length > 0 && (
        <>
          <Flex justify="between" align="center" className={styles.top}>
            <Text as="p" role="status">
              {t('requests.shown', {
                shown: String(items.length),
                total: String(first?.totalItems ?? items.length),
              })}
            </Text>
            <ViewSwitch
              isBoard={isBoard}
              onChange={view => url.set('view', view)}
            />
          </Flex>
          {isBoard ? (
            <RequestBoard requests={items} />
          ) : (
            <RequestTable requests={items} isWhole={!pages.loadMore} />
          )}
        </>
      )}
      <LoadMore pages={pages} />
    </Flex>
  );
}

function NoRequests(props: { scope: Scope; isFiltered: boolean }) {
  const { t } = useWords();
  const { clear } = useUrlFilter();
  const newPath = useRouteRef(newRequestRouteRef);
  if (props.isFiltered) {
    return (
      <EmptyState
        title={t('requests.empty.filtered.title')}
        description={t('requests.empty.filtered.description')}
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
      title={t(`requests.empty.${props.scope}.title`)}
      description={t(`requests.empty.${props.scope}.description`)}
      action={
        <ButtonLink variant="secondary" href={newPath()}>
          {t('requests.new')}
        </ButtonLink>
      }
    />
  );
}

function ViewSwitch(props: {
  isBoard: boolean;
  onChange: (view: 'board' | undefined) => void;
}) {
  const { t } = useWords();
  return (
    <ToggleButtonGroup
      aria-label={t('requests.view')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[props.isBoard ? 'board' : 'list']}
      onSelectionChange={keys =>
        props.onChange([...keys].includes('board') ? 'board' : undefined)
      }
    >
      <ToggleButton id="list">{t('requests.view.list')}</ToggleButton>
      <ToggleButton id="board">{t('requests.view.board')}</ToggleButton>
    </ToggleButtonGroup>
  );
}
