import type { TranslationFunction } from '@backstage/frontend-plugin-api';
import {
  JOURNAL_EVENTS,
  JOURNAL_PARAMETERS,
  OPERATION_FAILURE_REASONS,
  type JournalEntry,
  type JournalEvent,
  type JournalParameter,
  type OrderType,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import type { Format } from '@dualcloud/foundation-react';
import type { cloudServicesTranslationRef } from '../translation';

/** How the plugin's texts are said. */
export type Translate = TranslationFunction<
  (typeof cloudServicesTranslationRef)['T']
>;

/** An entry as its reader gets it: our sentence, and the words of others after it. */
export type Sentence = {
  text: string;
  quotations: Array<{ label?: string; words: string }>;
};

type Params = NonNullable<JournalEntry['params']>;

function isEvent(event: string): event is JournalEvent {
  return Object.hasOwn(JOURNAL_EVENTS, event);
}

/** Why something did not succeed; a word of a newer backend is shown as it is. */
export function reasonText(t: Translate, reason: string): string {
  const known = OPERATION_FAILURE_REASONS.find(word => word === reason);
  return known ? t(`reason.${known}`) : reason;
}

function orderText(t: Translate, format: Format, params: Params): string {
  const name = String(params.name ?? '');
  const order = t(`orderType.${params.orderType as OrderType}`, { name });
  return params.until === undefined
    ? order
    : t('journal.orderUntil', { order, until: dayText(format, params.until) });
}

function dayText(format: Format, day: string | number): string {
  return format.date(`${day}T12:00:00`);
}

function valueText(
  t: Translate,
  format: Format,
  params: Params,
  name: JournalParameter,
): string {
  const value = params[name];
  switch (JOURNAL_PARAMETERS[name]) {
    case 'reason':
      return reasonText(t, String(value));
    case 'orderType':
      return orderText(t, format, params);
    case 'date':
      return dayText(format, value);
    case 'seconds':
      return format.duration(Number(value));
    case 'count':
      return format.number(Number(value));
    default:
      return String(value);
  }
}

/**
 * An entry in the reader's language. One whose word is not known, or that was
 * written before entries had parameters, keeps the English of the server.
 */
export function journalSentence(
  entry: Pick<JournalEntry, 'event' | 'message' | 'params'>,
  t: Translate,
  format: Format,
): Sentence {
  const { event, message, params } = entry;
  if (
    !isEvent(event) ||
    !params ||
    !JOURNAL_EVENTS[event].params.every(name => params[name] !== undefined)
  ) {
    return { text: message, quotations: [] };
  }
  const values = Object.fromEntries(
    JOURNAL_EVENTS[event].params.map(name => [
      name,
      valueText(t, format, params, name),
    ]),
  );
  const say: (key: `journal.${JournalEvent}`, words: typeof values) => string =
    t as never;
  const { brokerWords, purpose } = params;
  return {
    text: say(`journal.${event}`, values),
    quotations: [
      ...(brokerWords === undefined
        ? []
        : [
            {
              label:
                event === 'operation-polled'
                  ? undefined
                  : t('journal.brokerSays'),
              words: String(brokerWords),
            },
          ]),
      ...(purpose === undefined
        ? []
        : [{ label: t('journal.purpose'), words: String(purpose) }]),
    ],
  };
}
