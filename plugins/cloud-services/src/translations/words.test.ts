import { createFormat } from '@dualcloud/foundation-react';
import {
  FIELD_RULES,
  JOURNAL_EVENTS,
  type JournalEvent,
  OPERATION_FAILURE_REASONS,
  ORDER_WARNINGS,
  REFUSALS,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { journalSentence } from '../journal/journalSentence';
import cloudServicesMessagesDe from './de';
import { journalMessages } from './en/journal';
import { ordersMessages } from './en/orders';
import { refusalMessages } from './en/refusals';

const languages: Array<[string, Record<string, string>]> = [
  ['en', { ...journalMessages, ...ordersMessages, ...refusalMessages }],
  ['de', cloudServicesMessagesDe],
];

/** The texts that a word of the backend must have, with what they may use. */
const words: Array<[string, readonly string[]]> = [
  ...Object.entries(JOURNAL_EVENTS).map(
    ([event, { params }]): [string, readonly string[]] => [
      `journal.${event}`,
      params,
    ],
  ),
  ...OPERATION_FAILURE_REASONS.map((reason): [string, readonly string[]] => [
    `reason.${reason}`,
    [],
  ]),
  ...Object.entries(REFUSALS).map(
    ([code, params]): [string, readonly string[]] => [
      `refusal.${code}`,
      params,
    ],
  ),
  ...Object.entries(ORDER_WARNINGS).map(
    ([code, params]): [string, readonly string[]] => [
      `warning.${code}`,
      params,
    ],
  ),
  ...Object.entries(FIELD_RULES).map(
    ([rule, params]): [string, readonly string[]] => [`rule.${rule}`, params],
  ),
];

function placeholders(text: string): string[] {
  return Array.from(
    text.matchAll(/\{\{\s*([^}\s]+)\s*\}\}/g),
    ([, name]) => name,
  );
}

describe.each(languages)('words of the backend in %s', (language, texts) => {
  it.each(words)('%s has a text that uses only what is given', (key, given) => {
    expect(texts[key]).toEqual(expect.stringMatching(/\S/));
    expect(
      placeholders(texts[key]).filter(name => !given.includes(name)),
    ).toEqual([]);
  });

  const t = ((key: string, values: Record<string, string> = {}) =>
    (texts[key] ?? key).replace(
      /\{\{(\w+)\}\}/g,
      (_, name) => values[name] ?? `missing ${name}`,
    )) as never;
  const say = (
    event: JournalEvent | 'from-tomorrow',
    params?: Record<string, string | number>,
  ) =>
    journalSentence(
      { event, message: 'In English', params },
      t,
      createFormat(language),
    );

  it('puts the broker’s words, verbatim, after our sentence', () => {
    const { text, quotations } = say('provision-failed', {
      brokerName: 'sandbox',
      reason: 'broker-failed',
      brokerWords: 'Disk {{full}} $t(x)',
    });
    expect(text).toContain(texts['reason.broker-failed']);
    expect(quotations).toEqual([
      { label: texts['journal.brokerSays'], words: 'Disk {{full}} $t(x)' },
    ]);
  });

  it('reads order types, days and durations', () => {
    expect(
      say('order-accepted', {
        orderType: 'extend-environment',
        name: 'alpha',
        until: '2027-02-01',
      }).text,
    ).toMatch(language === 'de' ? /alpha.*01\.02\.2027/ : /alpha.*Feb 1, 2027/);
    expect(
      say('call-repeated', {
        brokerName: 'sandbox',
        reason: 'not-sent',
        attempt: 2,
        seconds: 65,
      }).text,
    ).toMatch(/2.*1 \S+ 5 /);
  });

  it('keeps the English of an entry that it cannot tell', () => {
    const english = { text: 'In English', quotations: [] };
    expect(say('from-tomorrow', {})).toEqual(english);
    expect(say('order-succeeded')).toEqual(english);
    expect(say('order-succeeded', {})).toEqual(english);
  });
});
