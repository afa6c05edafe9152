import type { Knex } from 'knex';

const KFZ = 'group:default/kraftfahrtamt';
const SERVICE = 'cloudservice:default/sandbox-postgresql';

/** A price list of which everybody in the example state could tell the sums. */
export async function seedPrices(knex: Knex): Promise<void> {
  await knex('price_lists').insert({
    list: 'standard',
    version: '1',
    valid_from_ms: Date.UTC(2020, 0, 1),
    currency: 'EUR',
    hash: 'x',
    stored_at: 1,
    document: JSON.stringify({
      list: 'standard',
      version: '1',
      validFrom: '2020-01-01',
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
      owner: 'group:default/landes-it',
      services: [
        {
          serviceRef: SERVICE,
          plans: [10, 30].map((price, index) => ({
            plan: ['small', 'large'][index],
            components: [
              { id: 'setup', type: 'one-time', price: '5' },
              { id: 'change', type: 'plan-change', price: '2' },
              {
                id: 'base',
                type: 'recurring',
                period: 'month',
                proration: 'full',
                price: String(price),
              },
              {
                id: 'storage',
                type: 'usage',
                meter: 'storage',
                unit: 'GB',
                model: 'flat',
                price: '0.1',
              },
            ],
          })),
        },
      ],
      discounts: [{ id: 'partner', customerRef: KFZ, percent: '10' }],
    }),
  });
}
