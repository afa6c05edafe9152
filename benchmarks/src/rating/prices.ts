/** 2026-03, with the night in which clocks go forward. */
export const MONTH = 202603;
export const ALLOCATIONS_FROM = Date.parse('2026-02-01T00:00:00+01:00');
export const SERVICE = 'cloudservice:default/measured';
export const PLAN = 'standard';
export const ZONE = 'Europe/Berlin';

/** Each is a meter and a component: graduated, flat and by time of day. */
export const COMPONENTS = [
  {
    id: 'storage',
    model: 'graduated',
    tiers: [
      { from: '0', to: '10000', price: '0.010001' },
      { from: '10000', to: '20000', price: '0.007003' },
      { from: '20000', price: '0.003331', fee: '1.5' },
    ],
  },
  { id: 'requests', model: 'flat', per: '1000', price: '0.333333' },
  {
    id: 'compute',
    model: 'flat',
    price: '0.012345',
    timeBands: [
      {
        days: ['mon', 'tue', 'wed', 'thu', 'fri'],
        from: '08:00',
        to: '18:00',
        price: '0.023457',
      },
      { days: ['sat', 'sun'], from: '00:00', to: '24:00', price: '0.006789' },
    ],
  },
  {
    id: 'transfer',
    model: 'graduated',
    per: '7',
    freeAllowance: '500',
    tiers: [
      { from: '0', to: '1000', price: '0.1' },
      { from: '1000', price: '0.099999' },
    ],
  },
  { id: 'messages', model: 'flat', per: '3', price: '0.000001' },
].map(component => ({
  ...component,
  type: 'usage',
  meter: component.id,
  unit: 'unit',
}));

/** The price list, as it is stored. */
export function priceVersion() {
  return {
    id: 1,
    list: 'bench',
    version: '1',
    storedAt: 1,
    spec: {
      list: 'bench',
      version: '1',
      validFrom: '2026-02-01',
      currency: 'EUR',
      timeZone: ZONE,
      owner: 'group:default/provider',
      services: [
        {
          serviceRef: SERVICE,
          plans: [{ plan: PLAN, components: COMPONENTS }],
        },
      ],
    },
  };
}
