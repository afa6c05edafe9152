import fc from 'fast-check';
import { checkCatalog } from './checkCatalog';

const plan = (id: string, extra = {}) => ({
  id,
  name: `plan-${id}`,
  description: 'A plan',
  ...extra,
});
const service = (id: string, extra = {}) => ({
  id,
  name: `service-${id}`,
  description: 'A service',
  bindable: true,
  plans: [plan(`${id}-p`)],
  ...extra,
});
const withSchema = (parameters: object) =>
  plan('p', { schemas: { service_instance: { create: { parameters } } } });

describe('checkCatalog', () => {
  it('keeps the fields of the specification and drops what else there is', () => {
    const checked = checkCatalog({
      services: [
        service('1', {
          description: '<b>Databases</b>\u0000',
          dashboard_client: { secret: 'x' },
          requires: null,
          metadata: { dualcloud: { tier: 'paas' } },
          plans: [
            plan('a', {
              metadata: null,
              maximum_polling_duration: 60,
              maintenance_info: { version: '1.0.0', description: 'New' },
            }),
          ],
        }),
      ],
    });
    expect(checked).toEqual({
      services: [
        {
          id: '1',
          name: 'service-1',
          description: 'Databases',
          bindable: true,
          metadata: { dualcloud: { tier: 'paas' } },
          plans: [
            {
              id: 'a',
              name: 'plan-a',
              description: 'A plan',
              maximum_polling_duration: 60,
              maintenance_info: { version: '1.0.0', description: 'New' },
            },
          ],
        },
      ],
      rejected: [],
    });
  });

  it.each([
    ['no id', { id: undefined }, /required property 'id'/],
    ['an empty name', { name: '' }, /"name" must NOT have fewer/],
    ['a name with a line feed', { name: 'a\nb' }, /"name" must match/],
    ['no plans', { plans: [] }, /"plans" must NOT have fewer than 1/],
    ['a plan that is none', { plans: ['x'] }, /"plans.0" must be object/],
    [
      'two plans of one id',
      { plans: [plan('a'), plan('a', { name: 'other' })] },
      /two of its plans have the id "a"/,
    ],
    [
      'two plans of one name',
      { plans: [plan('a'), plan('b', { name: 'plan-a' })] },
      /two of its plans have the name "plan-a"/,
    ],
    [
      'a schema above 64 kB',
      { plans: [withSchema({ description: 'x'.repeat(66_000) })] },
      /larger than 64 kB/,
    ],
    [
      'an external reference',
      {
        plans: [
          withSchema({ properties: { a: { $ref: 'http://evil/x.json' } } }),
        ],
      },
      /external \$ref/,
    ],
    [
      'metadata above 256 kB',
      { metadata: { image: 'x'.repeat(300_000) } },
      /metadata is larger/,
    ],
    [
      'an unending polling duration',
      { plans: [plan('a', { maximum_polling_duration: -1 })] },
      /maximum_polling_duration" must be >= 1/,
    ],
  ])('leaves out a service with %s and keeps the others', (_, extra, rule) => {
    const checked = checkCatalog({
      services: [service('good'), service('bad', extra)],
    });
    expect(checked?.services.map(each => each.id)).toEqual(['good']);
    expect(checked?.rejected).toEqual([
      { name: expect.any(String), message: expect.stringMatching(rule) },
    ]);
  });

  it('offers neither of two services that share an id, whatever their order', () => {
    const twins = [
      service('1'),
      service('1', { name: 'twin', plans: [plan('x')] }),
      service('2'),
    ];
    for (const services of [twins, [...twins].reverse()]) {
      const checked = checkCatalog({ services });
      expect(checked?.services.map(each => each.id)).toEqual(['2']);
      expect(checked?.rejected.map(each => each.name).sort()).toEqual([
        'service-1',
        'twin',
      ]);
    }
  });

  it('offers neither of two services that share a plan id', () => {
    const checked = checkCatalog({
      services: [
        service('1', { plans: [plan('x')] }),
        service('2', { plans: [plan('x')] }),
        service('3'),
      ],
    });
    expect(checked?.services.map(each => each.id)).toEqual(['3']);
    expect(checked?.rejected).toHaveLength(2);
  });

  it('withstands nesting', () => {
    const deep = JSON.parse(
      `${'{"properties":'.repeat(4_000)}{}${'}'.repeat(4_000)}`,
    );
    expect(() =>
      checkCatalog({
        services: [service('1', { plans: [withSchema(deep)] })],
      }),
    ).not.toThrow();
  });

  it('never throws, and returns nothing that it would refuse again', () => {
    const record = fc.record(
      {
        id: fc.oneof(fc.string(), fc.constantFrom('a', 'b'), fc.jsonValue()),
        name: fc.oneof(fc.string(), fc.jsonValue()),
        description: fc.oneof(fc.string(), fc.jsonValue()),
        bindable: fc.oneof(fc.boolean(), fc.jsonValue()),
        metadata: fc.jsonValue(),
        plans: fc.oneof(
          fc.array(
            fc.record(
              {
                id: fc.string(),
                name: fc.string(),
                description: fc.string(),
                schemas: fc.jsonValue(),
              },
              { requiredKeys: [] },
            ),
          ),
          fc.jsonValue(),
        ),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.jsonValue(),
          fc.record({ services: fc.array(fc.oneof(record, fc.jsonValue())) }),
        ),
        answer => {
          const checked = checkCatalog(answer);
          if (!checked) return;
          expect(checkCatalog({ services: checked.services })).toEqual({
            services: checked.services,
            rejected: [],
          });
        },
      ),
      { numRuns: 500 },
    );
  });
});
