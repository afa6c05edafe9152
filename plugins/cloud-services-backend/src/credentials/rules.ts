import { ConflictError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import {
  type CloudServiceSpec,
  credentialUsePermission,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import {
  fromJson,
  invalid,
  notAllowed,
  toBoolean,
} from '@dualcloud/foundation-node';
import type { Decisions } from '../authorization';
import { instanceResource, type InstanceRow } from '../instances';
import { validateParameters } from '../parameters';
import { coded, conflict, orderUnderWay } from '../refusals';
import type { BindingRow } from './BindingStore';

/*
 * When credentials may be made, shown, exchanged and taken back.
 */

/** Whoever may see an instance need not be allowed to use it. */
export function checkMay(row: InstanceRow, decisions: Decisions): void {
  const may = decisions.allow(
    credentialUsePermission,
    instanceResource(row),
    'use-credentials',
  );
  if (!may) {
    throw coded(
      notAllowed(
        'you may see this service instance, but not use its credentials; its owner and its software provider may',
      ),
      'may-not-use-credentials',
      {},
    );
  }
}

/** Refuses where there are no credentials to give, or none like these. */
export function checkBindable(
  instance: InstanceRow,
  wish: { parameters?: JsonObject },
): void {
  if (!toBoolean(instance.bindable)) {
    throw conflict(
      'no-credentials',
      { service: instance.service_title },
      `"${instance.service_title}" has no credentials to give`,
    );
  }
  checkReady(instance);
  const spec = fromJson<CloudServiceSpec>(instance.service_snapshot);
  const plan = spec.plans?.find(({ id }) => id === instance.plan_id);
  const faults = validateParameters(
    wish.parameters ?? {},
    plan?.schemas?.bind,
    'parameters',
  );
  if (faults.length) throw invalid(faults);
}

/** While an order is active the instance may change or go under the credentials. */
export function checkReady(instance: InstanceRow): void {
  const what = `service instance "${instance.name}"`;
  if (instance.active_order_id) {
    throw orderUnderWay(what, instance.name, instance.active_order_id);
  }
  if (instance.state !== 'ready') {
    throw conflict(
      'not-ready',
      { name: instance.name },
      `${what} is ${instance.state}; credentials can be made once it is ready`,
    );
  }
}

/** Why a value is not shown. */
export function notRevealable(row: BindingRow): ConflictError {
  if (row.state === 'revealed') {
    return conflict(
      'credentials-shown-already',
      {},
      'these credentials have been shown already and are not stored any more; rotate them to get new ones',
    );
  }
  return row.state === 'creating'
    ? conflict(
        'credentials-being-made',
        {},
        'these credentials are still being made; try again in a moment',
      )
    : conflict(
        'credentials-not-available',
        {},
        `these credentials are ${row.state}; ask for new ones`,
      );
}

/** Only what is there can be exchanged for new ones. */
export function checkRotatable(row: BindingRow): void {
  if (['ready', 'revealed'].includes(row.state)) return;
  throw new ConflictError(
    `these credentials are ${row.state} and cannot be rotated; ask for new ones instead`,
  );
}

/** A person is shown what was made for people, once. */
export function checkRevealable(
  row: BindingRow,
): asserts row is BindingRow & { sealed: string } {
  if (row.task_id) {
    throw conflict(
      'credentials-of-task',
      {},
      'these credentials were made for a template task and are shown to nobody else; ask for your own',
    );
  }
  if (row.created_by.startsWith('plugin:')) {
    throw conflict(
      'credentials-of-plugin',
      {},
      'these credentials were made for a plugin that logs in by itself and are shown to nobody; ask for your own',
    );
  }
  if (row.state !== 'ready' || row.sealed === null) throw notRevealable(row);
}

/** A task fetches its own as often as it needs them. */
export function checkFetchable(
  row: BindingRow,
): asserts row is BindingRow & { sealed: string } {
  if (row.state === 'ready' && row.sealed !== null) return;
  throw new ConflictError(
    `these credentials are ${row.state}; the task has to ask for new ones`,
  );
}

/** @returns false when there is nothing left to revoke */
export function checkRevocable(row: BindingRow): boolean {
  if (row.state === 'revoking' || row.state === 'revoked') return false;
  if (row.state !== 'creating') return true;
  throw conflict(
    'credentials-being-made',
    {},
    'these credentials are still being made; revoke them in a moment',
  );
}
