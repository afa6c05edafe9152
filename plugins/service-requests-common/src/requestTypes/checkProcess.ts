import {
  checkUnique,
  type DocumentPath,
  type LocatedProblem,
} from '@dualcloud/foundation-common';
import type {
  ProcessSpec,
  RequestEventSpec,
  RequestTrigger,
  RequestTypeSpec,
} from './types';

const AT: DocumentPath = ['spec', 'process'];

/** What a type needs so that offers and takeovers do not end nowhere. */
const NEEDED: ReadonlyArray<{
  when: (spec: RequestTypeSpec) => boolean;
  why: string;
  triggers: RequestTrigger[];
}> = [
  {
    when: ({ offers }) => offers,
    why: 'the type is answered by offers',
    triggers: ['offer-published', 'offer-accepted', 'offer-declined'],
  },
  {
    when: ({ takeover }) => takeover,
    why: 'a release is taken over',
    triggers: ['takeover-opened', 'takeover-accepted', 'takeover-rejected'],
  },
];

/** A process that no request gets lost in. */
export function checkProcess(spec: RequestTypeSpec): LocatedProblem[] {
  const { process } = spec;
  const names = [
    ...checkUnique(
      process.states.map(({ id }) => id),
      index => [...AT, 'states', index, 'id'],
      'state',
    ),
    ...checkStatesExist(process),
  ];
  // Where states are missing, the rules below would only say so again.
  if (names.length > 0) return names;
  return [
    ...checkUnambiguous(process),
    ...checkWho(process),
    ...checkReachable(process),
    ...checkEnds(process),
    ...checkTriggers(spec),
  ];
}

function checkStatesExist({ states, events }: ProcessSpec): LocatedProblem[] {
  const known = new Set(states.map(({ id }) => id));
  const problem = (id: string, at: DocumentPath): LocatedProblem[] =>
    known.has(id)
      ? []
      : [
          {
            at,
            rule: 'state-exists',
            message: `there is no state "${id}"; the process has ${[
              ...known,
            ].join(', ')}`,
          },
        ];
  return events.flatMap((event, index) => {
    const at = [...AT, 'events', index];
    return [
      ...event.from.flatMap((id, n) => problem(id, [...at, 'from', n])),
      ...problem(event.to, [...at, 'to']),
    ];
  });
}

/** In one state an event and a trigger say one thing. */
function checkUnambiguous({ events }: ProcessSpec): LocatedProblem[] {
  const known = new Map<string, number>();
  return events.flatMap((event, index) =>
    event.from.flatMap((state, n) =>
      [`event "${event.id}"`, event.trigger && `trigger "${event.trigger}"`]
        .filter(word => word !== undefined)
        .flatMap(word => {
          const key = `${state} ${word}`;
          if (!known.has(key)) {
            known.set(key, index);
            return [];
          }
          return [
            {
              at: [...AT, 'events', index, 'from', n],
              rule: 'unambiguous',
              message: `${word} leads on from "${state}" a second time; it would not be clear where to`,
            },
          ];
        }),
    ),
  );
}

function checkWho({ events }: ProcessSpec): LocatedProblem[] {
  return events.flatMap((event: RequestEventSpec, index) => {
    const at = [...AT, 'events', index, 'by'];
    if (event.trigger && event.by.length > 0) {
      return [
        {
          at,
          rule: 'by-hand-or-by-trigger',
          message: `must be empty: "${event.trigger}" makes it happen, and nobody by hand`,
        },
      ];
    }
    return !event.trigger && event.by.length === 0
      ? [
          {
            at,
            rule: 'by-somebody',
            message:
              'names nobody who may make it happen, and there is no trigger',
          },
        ]
      : [];
  });
}

function checkReachable({ states, events }: ProcessSpec): LocatedProblem[] {
  const reached = new Set([states[0].id]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const { from, to } of events) {
      if (!reached.has(to) && from.some(id => reached.has(id))) {
        reached.add(to);
        grown = true;
      }
    }
  }
  return states.flatMap(({ id }, index) =>
    reached.has(id)
      ? []
      : [
          {
            at: [...AT, 'states', index],
            rule: 'reachable',
            message: `no event leads to "${id}" from where requests begin, "${states[0].id}"`,
          },
        ],
  );
}

/** From everywhere a request can come to an end, and an ended one waits for nobody. */
function checkEnds({ states, events }: ProcessSpec): LocatedProblem[] {
  const leadsOn = (id: string) => events.some(({ from }) => from.includes(id));
  const ends = new Set(
    states.filter(({ id }) => !leadsOn(id)).map(({ id }) => id),
  );
  const canEnd = new Set(ends);
  for (let grown = true; grown; ) {
    grown = false;
    for (const { from, to } of events) {
      if (!canEnd.has(to)) continue;
      for (const id of from) {
        if (!canEnd.has(id)) {
          canEnd.add(id);
          grown = true;
        }
      }
    }
  }
  return states.flatMap((state, index) => {
    const at = [...AT, 'states', index];
    if (!canEnd.has(state.id)) {
      return [
        {
          at,
          rule: 'comes-to-an-end',
          message: `from "${state.id}" a request never comes to an end`,
        },
      ];
    }
    return ends.has(state.id) && state.waitsFor
      ? [
          {
            at: [...at, 'waitsFor'],
            rule: 'end-waits-for-nobody',
            message: `"${state.id}" is an end, so nobody can do anything about it`,
          },
        ]
      : [];
  });
}

function checkTriggers(spec: RequestTypeSpec): LocatedProblem[] {
  const { events } = spec.process;
  return NEEDED.flatMap(({ when, why, triggers }) =>
    when(spec)
      ? triggers
          .filter(trigger => !events.some(event => event.trigger === trigger))
          .map(trigger => ({
            at: [...AT, 'events'],
            rule: 'has-trigger',
            message: `has no event with the trigger "${trigger}", although ${why}`,
          }))
      : [],
  );
}
