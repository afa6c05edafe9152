import {
  BUILT_IN_REQUEST_TYPES,
  Process,
  type RequestTypeEntity,
  type RequestTypeSpec,
  validateRequestType,
} from '.';

const OPTIONS = {
  group: 'group:default/service-management',
  calendarRef: 'servicecalendar:default/office-hours',
};
const names = Object.keys(BUILT_IN_REQUEST_TYPES);

function documentOf(
  change: (spec: RequestTypeSpec) => void = () => {},
  name = 'new-individual-service',
): RequestTypeEntity {
  const spec: RequestTypeSpec = structuredClone(
    BUILT_IN_REQUEST_TYPES[name](OPTIONS),
  );
  change(spec);
  return {
    apiVersion: 'dualcloud.dev/v1alpha1',
    kind: 'ServiceRequestType',
    metadata: { name },
    spec: spec as RequestTypeEntity['spec'],
  };
}

it.each(names)('has nothing against the built-in type %s', name => {
  expect(validateRequestType(documentOf(undefined, name))).toEqual([]);
});

it.each(names)('says everything of %s in both languages', name => {
  const missing: string[] = [];
  const look = (value: unknown, path: string) => {
    if (typeof value !== 'object' || value === null) return;
    if ('en' in value && !('de' in value)) missing.push(path);
    Object.entries(value).forEach(([key, child]) =>
      look(child, `${path}.${key}`),
    );
  };
  look(BUILT_IN_REQUEST_TYPES[name](OPTIONS), name);
  expect(missing).toEqual([]);
});

it.each<[string, (spec: RequestTypeSpec) => void, string, string]>([
  [
    'an event into nowhere',
    spec => {
      spec.process.events[0].to = 'nirvana';
    },
    'spec.process.events[0].to',
    'state-exists',
  ],
  [
    'a state that nothing leads to',
    spec => {
      spec.process.states.push({
        id: 'island',
        titles: { en: 'Island' },
        phase: 'end',
      });
    },
    'spec.process.states[13]',
    'reachable',
  ],
  [
    'a circle without an end',
    spec => {
      spec.offers = false;
      spec.takeover = false;
      spec.process = {
        states: ['a', 'b'].map(id => ({
          id,
          titles: { en: id },
          phase: 'analysis',
        })),
        events: [
          {
            id: 'go',
            titles: { en: 'Go' },
            from: ['a'],
            to: 'b',
            by: ['provider'],
          },
          {
            id: 'back',
            titles: { en: 'Back' },
            from: ['b'],
            to: 'a',
            by: ['provider'],
          },
        ],
      };
    },
    'spec.process.states[0]',
    'comes-to-an-end',
  ],
  [
    'an event that leads two ways',
    spec => {
      spec.process.events.splice(1, 0, {
        id: 'submit',
        titles: { en: 'Submit' },
        from: ['draft'],
        to: 'closed',
        by: ['requester'],
      });
    },
    'spec.process.events[1].from[0]',
    'unambiguous',
  ],
  [
    'offers that nobody can accept',
    spec => {
      spec.process.events = spec.process.events.filter(
        ({ trigger }) => trigger !== 'offer-accepted',
      );
      spec.process.events.push({
        id: 'nod',
        titles: { en: 'Nod' },
        from: ['offered'],
        to: 'accepted',
        by: ['customer'],
      });
    },
    'spec.process.events',
    'has-trigger',
  ],
  [
    'an event that nobody may make happen',
    spec => {
      spec.process.events[0].by = [];
    },
    'spec.process.events[0].by',
    'by-somebody',
  ],
  [
    'a time that is none',
    spec => {
      spec.process.states[0].targetTime = '8 hours';
    },
    'spec.process.states[0].targetTime',
    'schema-pattern',
  ],
  [
    'a form that fetches',
    spec => {
      spec.form[0].properties = { secret: { $text: 'file:///etc/passwd' } };
    },
    'spec.form[0].properties.secret.$text',
    'no-steering',
  ],
  [
    'a field on two pages',
    spec => {
      spec.form[1].properties = { purpose: { type: 'string' } };
    },
    'spec.form[1].properties.purpose',
    'unique',
  ],
])('refuses %s', (_, change, path, rule) => {
  expect(validateRequestType(documentOf(change))).toEqual(
    expect.arrayContaining([expect.objectContaining({ path, rule })]),
  );
});

it('lets people do what is theirs, and nobody what a trigger does', () => {
  const process = Process.of(documentOf().spec.process);
  const ids = (state: string, ...roles: Parameters<Set<never>['add']>[0][]) =>
    process.possible(state, new Set(roles)).map(({ id }) => id);
  expect(process.initial).toBe('draft');
  expect(ids('draft', 'requester' as never)).toEqual(['submit', 'withdraw']);
  expect(ids('draft', 'provider' as never)).toEqual([]);
  expect(ids('in-analysis', 'provider' as never)).toEqual(['ask', 'reject']);
  expect(ids('offered', 'customer' as never)).toEqual([
    'withdraw',
    'negotiate',
  ]);
  expect(process.triggered('offered', 'offer-accepted')?.to).toBe('accepted');
  expect(process.triggered('draft', 'offer-accepted')).toBeUndefined();
  expect(process.isFinal('closed')).toBe(true);
});
