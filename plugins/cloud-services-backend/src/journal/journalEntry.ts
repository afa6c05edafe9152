import type {
  JournalEvent,
  JournalParams,
} from '@dualcloud/backstage-plugin-cloud-services-common';

/** What happened, before it is said to what. */
export type WrittenEvent = {
  event: JournalEvent;
  params: Readonly<Record<string, string | number>>;
  level?: 'info' | 'warning' | 'error';
  /** For people, in English. Never a secret. */
  message: string;
};

const QUOTATION_LIMIT = 2000;

/**
 * What happened, as a word with its parameters and as an English sentence. The
 * parameters that the word has in `JOURNAL_EVENTS` must be given; a sentence in
 * another language is made of nothing else. Never a secret.
 */
export function journalEntry<E extends JournalEvent>(
  event: E,
  params: JournalParams<E>,
  said: { message: string; level?: WrittenEvent['level'] },
): WrittenEvent {
  const given: Record<string, string | number> = {};
  for (const [name, value] of Object.entries<string | number | undefined>(
    params,
  )) {
    if (value === undefined || value === '') continue;
    given[name] =
      typeof value === 'string' ? value.slice(0, QUOTATION_LIMIT) : value;
  }
  return { event, params: given, ...said };
}
