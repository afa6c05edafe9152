import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { BudgetRequest } from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  invalidField,
  notAllowed,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { StoredBudget } from './types';

const LARGEST = 10n ** 18n;
const USUAL_THRESHOLDS = [50, 80, 100];

/** What of a budget somebody decides. */
export type BudgetWish = Omit<
  StoredBudget,
  'id' | 'createdBy' | 'createdAt' | 'version'
>;

/**
 * Checks what somebody wants a budget to be.
 *
 * @throws InputError that names the field; NotAllowedError if it would be
 *   somebody else's, or about an organisation that is not theirs
 */
export function readBudgetRequest(
  caller: UserCaller,
  wanted: BudgetRequest,
): BudgetWish {
  const name = wanted.name.trim();
  if (!name) {
    throw invalidField('name', 'blank', 'must not consist of spaces only');
  }
  const amount = BigInt(wanted.amount);
  if (amount <= 0n || amount > LARGEST) {
    throw invalidField(
      'amount',
      'range',
      `must be above 0 and at most ${LARGEST} micro-units`,
    );
  }
  const scope = readScope(wanted.scope);
  if (scope.type === 'organisation') {
    refuseForeign(
      caller,
      scope.ref,
      'budgets of an organisation are set by its members and by the IT service provider',
    );
  }
  const ownerRef = readOwner(caller, scope, wanted.ownerRef);
  refuseForeign(
    caller,
    ownerRef,
    'a budget belongs to you or to a group that you are in; choose another ownerRef',
  );
  return {
    name,
    scope,
    period: wanted.period,
    amount,
    currency: wanted.currency,
    thresholds: [...new Set(wanted.thresholds ?? USUAL_THRESHOLDS)].sort(
      (a, b) => a - b,
    ),
    refusesOrders: wanted.refusesOrders ?? false,
    ownerRef,
  };
}

function readScope({
  type,
  ref,
}: BudgetRequest['scope']): StoredBudget['scope'] {
  if (type === 'environment') {
    if (!ref.trim()) {
      throw invalidField('scope.ref', 'id', 'must be the id of an environment');
    }
    return { type, ref };
  }
  const kinds = type === 'system' ? ['system'] : ['group', 'user'];
  return { type, ref: readRef('scope.ref', ref, kinds) };
}

function readOwner(
  caller: UserCaller,
  scope: StoredBudget['scope'],
  ownerRef?: string,
): string {
  if (ownerRef !== undefined) {
    return readRef('ownerRef', ownerRef, ['group', 'user']);
  }
  const own =
    scope.type === 'organisation' && caller.party.refs.includes(scope.ref);
  return own ? scope.ref : caller.ref;
}

function readRef(field: string, text: string, kinds: string[]): string {
  const fault = invalidField(
    field,
    'entity-ref',
    `must be an entity ref such as ${kinds[0]}:default/name`,
  );
  let ref: ReturnType<typeof parseEntityRef>;
  try {
    ref = parseEntityRef(text);
  } catch {
    throw fault;
  }
  if (!kinds.includes(ref.kind.toLocaleLowerCase('en-US'))) throw fault;
  return stringifyEntityRef(ref);
}

function refuseForeign(caller: UserCaller, ref: string, message: string): void {
  const { isItServiceProvider, refs } = caller.party;
  if (!isItServiceProvider && !refs.includes(ref)) throw notAllowed(message);
}
