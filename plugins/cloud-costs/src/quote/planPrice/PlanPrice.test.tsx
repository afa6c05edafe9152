import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import type {
  PlanPrices,
  PriceListSummary,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { backend, renderPage, startBackend } from '../../__testUtils__/render';
import { PlanPrice } from './PlanPrice';

const SERVICE = 'cloudservice:default/postgresql';
const titles = { en: 'Storage', de: 'Speicher' };
const STORAGE = {
  id: 'storage',
  type: 'usage',
  titles,
  meter: 'storage',
  unit: 'GiB-h',
  model: 'flat',
  price: '0.22',
} as const;

function version(change: Partial<PriceListSummary>): PriceListSummary {
  return {
    list: 'standard',
    version: '2026-07',
    validFrom: '2026-07-01',
    currency: 'EUR',
    status: 'in-force',
    ...change,
  };
}

const PLANS: PlanPrices[] = [
  {
    plan: 'small',
    components: [
      {
        id: 'base',
        type: 'recurring',
        price: '18.5',
        period: 'month',
        proration: 'exact',
      },
      {
        id: 'backup',
        type: 'recurring',
        price: '1.25',
        period: 'month',
        proration: 'exact',
      },
      { id: 'setup', type: 'one-time', price: '25' },
      { id: 'change', type: 'plan-change', price: '10' },
      STORAGE,
    ],
  },
  { plan: 'metered', components: [STORAGE] },
  {
    plan: 'plain',
    components: [{ id: 'hours', type: 'allocation', pricePerHour: '0.0125' }],
  },
  {
    plan: 'nights',
    components: [
      {
        id: 'hours',
        type: 'allocation',
        pricePerHour: '0.02',
        timeBands: [
          { days: ['mon'], from: '20:00', to: '24:00', price: '0.005' },
        ],
      },
    ],
  },
  { plan: 'gift', components: [] },
];

let lists: PriceListSummary[] = [];
const asked: string[] = [];
const { answer } = startBackend(
  http.get(backend('/price-lists'), ({ request }) => {
    asked.push(new URL(request.url).search);
    return HttpResponse.json({ items: lists });
  }),
  http.get(backend('/price-lists/:list/versions/:version'), ({ params }) => {
    asked.push(`${params.list} ${params.version}`);
    return HttpResponse.json({
      summary: lists[0],
      document: { services: [{ serviceRef: SERVICE, plans: PLANS }] },
    });
  }),
);

beforeEach(() => {
  asked.splice(0);
  lists = [
    version({ version: '2027-01', status: 'announced' }),
    version({ list: 'of-an-agency', customerRef: 'group:default/a' }),
    version({}),
    version({ version: '2025-07', status: 'superseded' }),
  ];
});

function show(language: string, ...plans: string[]) {
  return renderPage(
    <>
      {plans.map(plan => (
        <section key={plan} aria-label={plan}>
          <PlanPrice
            serviceRef={SERVICE}
            plan={plan}
            fallback={<p>what the broker says</p>}
          />
        </section>
      ))}
    </>,
    { language },
  );
}
const textOf = (plan: string) =>
  screen.getByRole('region', { name: plan }).textContent;

it('tells plans apart by the list in force for everybody, which is asked for once', async () => {
  show('en', 'small', 'metered', 'plain', 'nights', 'gift');
  expect(await screen.findByText('From €19.75 a month')).toBeInTheDocument();
  expect(textOf('small')).toBe(
    'From €19.75 a monthPlus what is used: Storage€25.00 once, when it is set up',
  );
  expect(textOf('metered')).toBe('By what is used: Storage');
  expect(textOf('plain')).toBe('€0.0125 an hour');
  expect(textOf('nights')).toBe('From €0.005 an hour');
  expect(textOf('gift')).toBe('Free of charge by the price list');
  expect(asked).toHaveLength(2);
  expect(asked[1]).toBe('standard 2026-07');
});

it('does so in German', async () => {
  show('de', 'small');
  expect(await screen.findByText(/^Ab 19,75\s€ je Monat$/)).toBeInTheDocument();
  expect(screen.getByText('Zuzüglich Verbrauch: Speicher')).toBeInTheDocument();
});

it('leaves it to the broker where no list in force names the plan', async () => {
  show('en', 'unlisted');
  expect(await screen.findByText('what the broker says')).toBeInTheDocument();
});

it('leaves it to the broker where lists are only announced', async () => {
  lists = [version({ status: 'announced' })];
  show('en', 'small');
  expect(await screen.findByText('what the broker says')).toBeInTheDocument();
});

it('says so when the price cannot be looked up', async () => {
  answer(
    http.get(backend('/price-lists'), () =>
      HttpResponse.json({}, { status: 500 }),
    ),
  );
  show('en', 'small');
  expect(await screen.findByText(/cannot be looked up/)).toBeInTheDocument();
});
