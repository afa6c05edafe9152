import { DriverError } from '@dualcloud/backstage-plugin-cloud-services-node';
import * as fc from 'fast-check';
import type { Answer } from './outcomes';
import { decide } from './transitions';
import type { Operation, OperationKind, OperationPhase } from './types';
import { backOff, DEFAULT_LIMITS, pollWait } from './waits';

const NOW = 1_000_000_000;

function operation(
  kind: OperationKind,
  phase: OperationPhase,
  rest: Partial<Operation> = {},
): Operation {
  return {
    id: 'o',
    kind,
    instanceId: 'i',
    bindingId: 'b',
    brokerName: 'sandbox',
    dependsOn: [],
    actor: 'user:default/jana.brandt',
    payload: { serviceId: 's', planId: 'p', parameters: {}, context: {} },
    state: 'running',
    phase,
    blocked: false,
    interrupted: false,
    attempts: 1,
    mitigationAttempts: 1,
    createdAt: NOW,
    startedAt: NOW,
    nextAt: NOW,
    fence: 1,
    ...rest,
  } as Operation;
}

function after(what: Operation, answer: Answer, now = NOW) {
  return decide(
    { operation: what, now, limits: DEFAULT_LIMITS, random: () => 0.5 },
    answer,
  );
}

const kinds: OperationKind[] = [
  'provision',
  'update',
  'deprovision',
  'bind',
  'unbind',
];
const phases: OperationPhase[] = ['send', 'poll', 'mitigate', 'mitigate-poll'];
const outcomes = ['not-sent', 'busy', 'refused', 'unknown'] as const;
const anyAnswer: fc.Arbitrary<Answer> = fc.oneof(
  fc.record({ type: fc.constant('done' as const) }),
  fc.record({ type: fc.constant('gone' as const) }),
  fc.record({
    type: fc.constant('in-progress' as const),
    retryAfterMs: fc.option(fc.integer({ min: 0 }), { nil: undefined }),
  }),
  fc.record({
    type: fc.constant('failed' as const),
    updateRepeatable: fc.option(fc.boolean(), { nil: undefined }),
  }),
  fc
    .record({
      outcome: fc.constantFrom(...outcomes),
      statusCode: fc.constantFrom(200, 201, 408, 422, 500, undefined),
      retryAfterMs: fc.option(fc.integer({ min: 0 }), { nil: undefined }),
    })
    .map(details => ({
      type: 'error' as const,
      error: new DriverError('words', details),
    })),
);

describe('decide', () => {
  it('mitigates nothing but provision and bind', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('update', 'deprovision', 'unbind'),
        fc.constantFrom('send', 'poll'),
        anyAnswer,
        fc.boolean(),
        fc.nat(100),
        (kind, phase, answer, interrupted, attempts) => {
          const { phase: next } = after(
            operation(kind, phase, { interrupted, attempts }),
            answer,
          );
          expect(['send', 'poll']).toContain(next);
        },
      ),
    );
  });

  it('lets nothing run for ever, and says why it failed', () => {
    const late = NOW + 3 * DEFAULT_LIMITS.giveUpAfterMs;
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.constantFrom(...phases),
        anyAnswer,
        (kind, phase, answer) => {
          let current = operation(kind, phase, {
            attempts: 99,
            mitigationAttempts: 99,
            deadlineAt: NOW,
          });
          // From whatever comes, three more of the same answer end it: the deadline of the last poll is past.
          let next = after(current, answer, late);
          for (let step = 0; step < 3 && next.state === 'running'; step += 1) {
            current = {
              ...current,
              phase: next.phase,
              failure: next.failure ?? current.failure,
            } as Operation;
            next = after(current, answer, late);
          }
          expect(next.inMs).toBeGreaterThanOrEqual(0);
          expect(next.state).not.toBe('running');
          expect(next.state === 'failed').toBe(next.failure !== undefined);
        },
      ),
    );
  });

  it('waits at least as long as the broker asks, within reason', () => {
    const busy = (retryAfterMs?: number): Answer => ({
      type: 'error',
      error: new DriverError('busy', { outcome: 'busy', retryAfterMs }),
    });
    const what = operation('provision', 'send');
    expect(after(what, busy(20_000)).inMs).toBe(20_000);
    expect(after(what, busy(1e12)).inMs).toBe(DEFAULT_LIMITS.retryAfterCapMs);
    expect(after(what, busy()).inMs).toBeLessThanOrEqual(1_000);
  });

  it('obeys the plan’s maximum polling duration, which may shorten ours only', () => {
    const accepted: Answer = { type: 'in-progress', retryAfterMs: 60_000 };
    const started = (seconds?: number) =>
      after(
        operation('provision', 'send', {
          payload: {
            serviceId: 's',
            planId: 'p',
            parameters: {},
            context: {},
            maximumPollingSeconds: seconds,
          },
        }),
        accepted,
      );
    expect(started(30)).toMatchObject({ deadlineInMs: 30_000, inMs: 30_000 });
    expect(started(1e9).deadlineInMs).toBe(DEFAULT_LIMITS.maximumPollingMs);
    expect(started().deadlineInMs).toBe(DEFAULT_LIMITS.maximumPollingMs);
  });

  it('never polls beyond the deadline', () => {
    const { inMs } = after(
      operation('provision', 'poll', { deadlineAt: NOW + 100 }),
      { type: 'in-progress', retryAfterMs: 60_000 },
    );
    expect(inMs).toBe(100);
  });

  it('mitigates a refusal only after an interrupted attempt', () => {
    const refused: Answer = {
      type: 'error',
      error: new DriverError('no', { outcome: 'refused', statusCode: 409 }),
    };
    expect(after(operation('provision', 'send'), refused)).toMatchObject({
      state: 'failed',
      failure: { cleanedUp: true },
    });
    expect(
      after(operation('provision', 'send', { interrupted: true }), refused),
    ).toMatchObject({ state: 'running', phase: 'mitigate' });
  });

  it('repeats an unreadable success for a while only', () => {
    const unreadable: Answer = {
      type: 'error',
      error: new DriverError('malformed', { outcome: 'busy', statusCode: 200 }),
    };
    expect(after(operation('provision', 'send'), unreadable)).toMatchObject({
      state: 'running',
      interrupted: true,
    });
    expect(
      after(operation('provision', 'send', { attempts: 6 }), unreadable),
    ).toMatchObject({ state: 'failed', failure: { cleanedUp: false } });
  });

  it('puts the same reason into the journal once', () => {
    const down: Answer = {
      type: 'error',
      error: new DriverError('connection refused', { outcome: 'not-sent' }),
    };
    const first = after(operation('provision', 'send'), down);
    expect(first.entry?.event).toBe('call-repeated');
    const second = after(
      operation('provision', 'send', {
        description: first.description ?? undefined,
        reason: first.reason ?? undefined,
      }),
      down,
    );
    expect(second.entry).toBeUndefined();
  });
});

describe('waits', () => {
  it('back off exponentially with jitter, up to a cap', () => {
    const waits = [1, 2, 3, 7, 50].map(attempt =>
      backOff(attempt, DEFAULT_LIMITS, () => 1),
    );
    expect(waits).toEqual([1_000, 2_000, 4_000, 60_000, 60_000]);
    expect(backOff(1, DEFAULT_LIMITS, () => 0)).toBe(750);
  });

  it('poll less often the longer it takes', () => {
    const wait = (polledMs: number) => pollWait({ polledMs }, DEFAULT_LIMITS);
    expect([wait(0), wait(10_000), wait(1e9)]).toEqual([500, 2_000, 15_000]);
  });
});
