import type { Notifier } from '@dualcloud/foundation-node';
import { mockServices } from '@backstage/backend-test-utils';
import { BillingCalendar } from '../calendar';
import { notifyPayer } from './notifyPayer';
import type { StoredStatement } from './statementRows';

const DAY_MS = 86_400_000;

/** Who is told of a statement whose grace period ended some days ago. */
async function toldAfter(
  days: number,
  finalisedBy = 'plugin:cloud-costs',
): Promise<unknown[]> {
  const told: unknown[] = [];
  const notifier = {
    tell: async (notification: unknown) => {
      told.push(notification);
    },
  } as unknown as Notifier;
  const calendar = BillingCalendar.create('Europe/Berlin');
  await notifyPayer(
    { notifier, calendar, logger: mockServices.logger.mock() },
    {
      id: 'statement-1',
      payerRef: 'group:default/kraftfahrtamt',
      number: '2026-10-0001',
      month: calendar.parseMonth('2026-10'),
      payable: 12_340_000n,
      currency: 'EUR',
      finalisedBy,
      inGraceUntilMs: Date.now() - days * DAY_MS,
    } as StoredStatement,
  );
  return told;
}

it('tells the payer in both languages when a statement has become final', async () => {
  expect(await toldAfter(0)).toMatchObject([
    {
      to: 'group:default/kraftfahrtamt',
      link: '/billing/statements/statement-1',
      scope: 'statement:statement-1',
      texts: {
        en: { title: expect.stringMatching(/2026-10-0001 for .* is final/) },
        de: {
          title: expect.stringMatching(/2026-10-0001 für .* ist endgültig/),
        },
      },
    },
  ]);
});

it('is silent about months that are caught up with long after', async () => {
  expect(await toldAfter(40)).toEqual([]);
  expect(await toldAfter(40, 'user:default/paul.richter')).toHaveLength(1);
});
