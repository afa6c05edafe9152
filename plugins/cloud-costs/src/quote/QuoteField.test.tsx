import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { discoveryApiRef, fetchApiRef } from '@backstage/core-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { startBackend } from '../__testUtils__/render';
import { cloudCostsApiFactory, cloudCostsApiRef } from '../api';
import type { QuoteFieldOptions } from './formItems';
import { QuoteField } from './QuoteField';

const SERVICE = 'cloudservice:default/postgresql';
const SYSTEM = 'system:default/kfz-portal';
const AGENCY = 'group:default/kraftfahrtamt';
const TEAM = 'group:default/team-kfz-portal';

const { answer } = startBackend();
const api = (path: string) => `http://localhost:0/api/${path}`;
const discoveryApi = { getBaseUrl: async (plugin: string) => api(plugin) };
const fetchApi = {
  fetch: (...args: Parameters<typeof fetch>) => fetch(...args),
};

/** The form as it is when everything has been chosen; what its review will show. */
function renderField() {
  const review: { text?: string } = {};
  const props = {
    formContext: {
      formData: {
        configuration: { plan: 'small' },
        stage: 'test',
        systemRef: SYSTEM,
        ownerRef: TEAM,
      },
    },
    uiSchema: { 'ui:options': { serviceRef: SERVICE } },
    onChange: (text?: string) => {
      review.text = text;
    },
  } as unknown as FieldExtensionComponentProps<string, QuoteFieldOptions>;
  renderInTestApp(<QuoteField {...props} />, {
    apis: [
      [discoveryApiRef, discoveryApi],
      [fetchApiRef, fetchApi],
      [
        cloudCostsApiRef,
        cloudCostsApiFactory.factory({ discoveryApi, fetchApi }),
      ],
    ],
  });
  return review;
}

it('asks for the parties of the commission and says that the order will be refused', async () => {
  const asked: unknown[] = [];
  answer(
    http.get(api('cloud-services/order-options'), () =>
      HttpResponse.json({
        systems: [
          {
            systemRef: SYSTEM,
            title: 'KFZ',
            stages: ['test'],
            payerRef: AGENCY,
            customerRef: AGENCY,
            softwareProviderRef: 'group:default/softwerk-nord',
          },
        ],
        owners: [],
        maxLifetimeDays: 90,
      }),
    ),
    http.post(api('cloud-costs/quotes'), async ({ request }) => {
      asked.push(await request.json());
      return HttpResponse.json({
        currency: 'EUR',
        oneTime: '0',
        monthly: '10000000',
        lines: [],
        unpriced: [],
        budgets: [
          {
            budgetId: '1',
            name: 'KFZ 2027',
            remaining: '4000000',
            breaks: true,
            refuses: true,
          },
        ],
      });
    }),
  );
  const review = renderField();
  expect(
    await screen.findByText(/€4.00 are left of it. The order will be refused/),
  ).toBeInTheDocument();
  await waitFor(() =>
    expect(asked.at(-1)).toEqual({
      items: [{ serviceRef: SERVICE, plan: 'small' }],
      stage: 'test',
      systemRef: SYSTEM,
      payerRef: AGENCY,
      ownerRef: TEAM,
      customerRef: AGENCY,
      softwareProviderRef: 'group:default/softwerk-nord',
    }),
  );
  await waitFor(() =>
    expect(review.text).toBe(
      '€10.00 a month. It exceeds the budget “KFZ 2027” and will be refused.',
    ),
  );
});

it('does without cloud services', async () => {
  const asked: unknown[] = [];
  answer(
    http.get(
      api('cloud-services/order-options'),
      () => new HttpResponse(null, { status: 404 }),
    ),
    http.post(api('cloud-costs/quotes'), async ({ request }) => {
      asked.push(await request.json());
      return HttpResponse.json({
        currency: 'EUR',
        oneTime: '0',
        monthly: '10000000',
        lines: [],
        unpriced: [],
      });
    }),
  );
  renderField();
  expect(await screen.findByText(/€10.00 a month/)).toBeInTheDocument();
  expect(asked).toEqual([
    {
      items: [{ serviceRef: SERVICE, plan: 'small' }],
      stage: 'test',
      systemRef: SYSTEM,
    },
  ]);
});
