import { useCallback, useEffect, useRef, useState } from 'react';
import { Button, Flex, Text } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  CloudServicesClient,
  JournalEntry,
  JournalPage,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import {
  EmptyState,
  ErrorNotice,
  Loading,
  PartyLink,
  StatusBadge,
  useFormat,
} from '@dualcloud/foundation-react';
import { cloudServicesApiRef } from '../api/cloudServicesApi';
import { cloudServicesTranslationRef } from '../translation';
import { journalSentence } from './journalSentence';
import { Quotation } from './Quotation';
import styles from './Journal.module.css';

const PAGE_SIZE = 50;

/** Whose journal. */
export type JournalSubject = {
  kind: 'environment' | 'instance' | 'order';
  id: string;
};

function readJournal(
  client: CloudServicesClient,
  subject: JournalSubject,
  after: number,
): Promise<{ data?: JournalPage }> {
  const query = { after, limit: PAGE_SIZE };
  switch (subject.kind) {
    case 'environment':
      return client.GET('/environments/{environmentId}/journal', {
        params: { path: { environmentId: subject.id }, query },
      });
    case 'instance':
      return client.GET('/instances/{instanceId}/journal', {
        params: { path: { instanceId: subject.id }, query },
      });
    default:
      return client.GET('/orders/{orderId}/journal', {
        params: { path: { orderId: subject.id }, query },
      });
  }
}

function useJournal(subject: JournalSubject, version: string) {
  const api = useApi(cloudServicesApiRef);
  const [entries, setEntries] = useState<JournalEntry[]>();
  const [hasMore, setHasMore] = useState(false);
  const [error, setError] = useState<Error>();
  const state = useRef<{ last: number; hasMore: boolean; busy: boolean }>();
  const { kind, id } = subject;

  const read = useCallback(async () => {
    const current = (state.current ??= {
      last: 0,
      hasMore: false,
      busy: false,
    });
    if (current.busy) return;
    current.busy = true;
    try {
      const { data } = await readJournal(
        await api.getClient(),
        { kind, id },
        current.last,
      );
      if (!data || state.current !== current) return;
      current.last = data.items.at(-1)?.id ?? current.last;
      current.hasMore = data.items.length === PAGE_SIZE;
      setHasMore(current.hasMore);
      setError(undefined);
      setEntries((previous = []) => [...previous, ...data.items]);
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown : new Error(String(thrown)));
    } finally {
      current.busy = false;
    }
  }, [api, kind, id]);

  useEffect(() => {
    state.current = undefined;
    setEntries(undefined);
    read();
  }, [read]);

  // New entries come at the end: only a reader who is there gets them by themselves.
  useEffect(() => {
    if (state.current && !state.current.hasMore) read();
  }, [read, version]);

  return { entries, hasMore, error, read };
}

/**
 * What happened, oldest first. `version` changes whenever there may be something new.
 */
export function Journal(props: { subject: JournalSubject; version: string }) {
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const format = useFormat();
  const { entries, hasMore, error, read } = useJournal(
    props.subject,
    props.version,
  );

  return (
    <Flex direction="column" gap="3">
      {error && <ErrorNotice error={error} onRetry={read} />}
      {!entries && !error && <Loading rows={4} rowHeight={28} />}
      {entries?.length === 0 && (
        <EmptyState
          title={t('journal.empty.title')}
          description={t('journal.empty.description')}
        />
      )}
      {entries && entries.length > 0 && (
        <ol className={styles.journal}>
          {entries.map(entry => (
            <li key={entry.id} className={styles.entry}>
              <time dateTime={entry.at} className={styles.time}>
                {format.instant(entry.at)}
              </time>
              <div>
                {entry.level === 'error' && (
                  <StatusBadge tone="bad">{t('journal.error')}</StatusBadge>
                )}
                {entry.level === 'warning' && (
                  <StatusBadge tone="warning">
                    {t('journal.warning')}
                  </StatusBadge>
                )}{' '}
                {entry.componentName && (
                  <strong>{entry.componentName}: </strong>
                )}
                <Words entry={entry} />
                {entry.actor && (
                  <span className={styles.actor}>
                    {' – '}
                    <Actor actor={entry.actor} />
                  </span>
                )}
              </div>
            </li>
          ))}
        </ol>
      )}
      {hasMore && (
        <Button variant="secondary" onPress={() => read()}>
          {t('action.loadMore')}
        </Button>
      )}
      {entries && entries.length > 0 && !hasMore && (
        <Text as="p" variant="body-small" color="secondary">
          {t('journal.end')}
        </Text>
      )}
    </Flex>
  );
}

function Words(props: { entry: JournalEntry }) {
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const { text, quotations } = journalSentence(props.entry, t, useFormat());
  return (
    <>
      {text}
      {quotations.map(quotation => (
        <span key={quotation.words}>
          {' '}
          <Quotation {...quotation} />
        </span>
      ))}
    </>
  );
}

function Actor(props: { actor: string }) {
  return /^user:/i.test(props.actor) ? (
    <PartyLink entityRef={props.actor} />
  ) : (
    <>{props.actor}</>
  );
}
