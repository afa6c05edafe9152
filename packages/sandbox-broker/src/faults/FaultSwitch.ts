import Ajv from 'ajv';
import { badRequest } from '../osb/errors';
import type { AnswerFault, AsyncFault, FaultRule, OsbOperation } from './types';

/** What a rule is matched against. */
export interface FaultSubject {
  operation: OsbOperation;
  service?: { id: string; name: string };
  instanceId?: string;
  bindingId?: string;
}

/**
 * A rule and what has become of it.
 *
 * @public
 */
export interface ActiveFaultRule extends FaultRule {
  /** How many requests it has hit. */
  hits: number;
}

const OPERATIONS = [
  'catalog',
  'provision',
  'update',
  'deprovision',
  'lastOperation',
  'bind',
  'unbind',
  'fetch',
];
const count = { type: 'integer', minimum: 0 } as const;
const text = { type: 'string' } as const;
const afterEffect = { type: 'boolean' } as const;
const ms = { type: 'integer', minimum: 0, maximum: 3_600_000 } as const;
const headerValue = { type: ['integer', 'string'] } as const;

function behaviour(
  kind: string[],
  properties: Record<string, object>,
  required: string[] = [],
) {
  return {
    type: 'object',
    additionalProperties: false,
    required: ['kind', ...required],
    properties: { kind: { enum: kind }, ...properties },
  };
}

const checkRules = new Ajv({ allowUnionTypes: true }).compile({
  type: 'array',
  maxItems: 1000,
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['operation', 'behaviour'],
    properties: {
      operation: { enum: ['*', ...OPERATIONS] },
      serviceId: text,
      instanceId: text,
      bindingId: text,
      skip: count,
      count,
      behaviour: {
        oneOf: [
          behaviour(['timeout'], { ms, afterEffect }, ['ms']),
          behaviour(['delay'], { ms }, ['ms']),
          behaviour(
            ['status'],
            {
              status: { type: 'integer', minimum: 200, maximum: 599 },
              error: text,
              description: text,
              body: {},
              retryAfter: headerValue,
              afterEffect,
            },
            ['status'],
          ),
          behaviour(
            ['malformed'],
            {
              form: {
                enum: ['bad-json', 'truncated', 'html', 'wrong-types', 'empty'],
              },
              status: { type: 'integer', minimum: 200, maximum: 599 },
              afterEffect,
            },
            ['form'],
          ),
          behaviour(['drop'], { afterEffect }),
          behaviour(['retry-after'], { value: headerValue }, ['value']),
          behaviour(['async-fail', 'never-finish'], {
            description: text,
            afterEffect,
            instanceUsable: { type: 'boolean' },
            updateRepeatable: { type: 'boolean' },
          }),
        ],
      },
    },
  },
});

export function isAsyncFault(
  fault: AnswerFault | AsyncFault,
): fault is AsyncFault {
  return fault.kind === 'async-fail' || fault.kind === 'never-finish';
}

function matches(rule: FaultRule, subject: FaultSubject): boolean {
  return (
    (rule.operation === '*' || rule.operation === subject.operation) &&
    (rule.serviceId === undefined ||
      rule.serviceId === subject.service?.id ||
      rule.serviceId === subject.service?.name) &&
    (rule.instanceId === undefined || rule.instanceId === subject.instanceId) &&
    (rule.bindingId === undefined || rule.bindingId === subject.bindingId)
  );
}

/**
 * Makes the broker misbehave on command. The first rule that fits and is not used up applies.
 *
 * @public
 */
export class FaultSwitch {
  #rules: Array<ActiveFaultRule & { skipped: number }> = [];

  /** Replaces all rules. Throws when a rule is not understood. */
  set(rules: FaultRule[]): void {
    if (!checkRules(rules)) {
      const first = checkRules.errors?.[0];
      throw badRequest(
        `rules${first?.instancePath ?? ''} ${first?.message ?? 'is wrong'}.`,
      );
    }
    this.#rules = rules.map(rule => ({ ...rule, hits: 0, skipped: 0 }));
  }

  /** The rules and how often each has hit. */
  list(): ActiveFaultRule[] {
    return this.#rules.map(({ skipped: _, ...rule }) => rule);
  }

  /** Removes all rules. */
  clear(): void {
    this.#rules = [];
  }

  /** @internal */
  takeAnswerFault(subject: FaultSubject): AnswerFault | undefined {
    return this.#take(subject, false) as AnswerFault | undefined;
  }

  /** @internal */
  takeAsyncFault(subject: FaultSubject): AsyncFault | undefined {
    return this.#take(subject, true) as AsyncFault | undefined;
  }

  #take(
    subject: FaultSubject,
    wantsAsync: boolean,
  ): AnswerFault | AsyncFault | undefined {
    for (const rule of this.#rules) {
      if (
        isAsyncFault(rule.behaviour) !== wantsAsync ||
        !matches(rule, subject) ||
        (rule.count !== undefined && rule.hits >= rule.count)
      ) {
        continue;
      }
      if (rule.skipped < (rule.skip ?? 0)) {
        rule.skipped++;
        continue;
      }
      rule.hits++;
      return rule.behaviour;
    }
    return undefined;
  }
}
