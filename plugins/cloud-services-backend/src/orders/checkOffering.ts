import { type Entity, parseEntityRef } from '@backstage/catalog-model';
import {
  type CloudServiceEntity,
  type CloudServicePlan,
  type LocalizedText,
  type OrderWarning,
  type Stage,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { invalidField } from '@dualcloud/foundation-node';
import { conflict, notOrderable } from '../refusals';
import { orderWarning } from './orderWarning';

export function titleText(
  title: LocalizedText | undefined,
  entity: Entity,
): string {
  return title?.en ?? entity.metadata.title ?? entity.metadata.name;
}

/** Refuses a service of the individual lane, and says how to ask for it. */
export function checkLane(
  entity: CloudServiceEntity,
  ref: string,
  contact: string | undefined,
): void {
  const { spec } = entity;
  if (spec.lane === 'standard') return;
  const { namespace, name } = parseEntityRef(ref);
  const where = `/catalog/${namespace}/cloudservice/${name}`;
  const way = spec.requestContact ?? contact;
  const title = titleText(spec.title, entity);
  throw notOrderable(
    title,
    `"${title}" is an individual service: it is made for one agency and cannot be ordered by button. Request it${
      way ? ` from ${way}` : ''
    }; its page in the portal is ${where}`,
    way ?? where,
  );
}

/**
 * Refuses what must not be ordered today or at this stage.
 *
 * @returns warnings for whoever orders it all the same
 */
export function checkOffering(
  entity: CloudServiceEntity,
  options: { stage: Stage; today: string; field: string },
): OrderWarning[] {
  const { spec } = entity;
  const { stage, today, field } = options;
  const title = titleText(spec.title, entity);
  const instead = spec.successor ? `; its successor is ${spec.successor}` : '';
  if (spec.validUntil !== undefined && spec.validUntil < today) {
    throw invalidField(
      field,
      'validUntil',
      `"${title}" could be ordered until ${spec.validUntil}${instead}`,
      { service: title, date: spec.validUntil },
    );
  }
  if (spec.validFrom !== undefined && spec.validFrom > today) {
    throw invalidField(
      field,
      'validFrom',
      `"${title}" can be ordered from ${spec.validFrom} on`,
      { service: title, date: spec.validFrom },
    );
  }
  checkStage(title, spec.stages, stage, 'stage');
  return warningsAbout(title, spec);
}

function warningsAbout(
  title: string,
  { lifecycle, validUntil, successor }: CloudServiceEntity['spec'],
): OrderWarning[] {
  const service = title;
  if (lifecycle === 'experimental') {
    return [
      orderWarning(
        'service-experimental',
        { service },
        `"${title}" is experimental: it may change without notice.`,
      ),
    ];
  }
  if (lifecycle !== 'deprecated') return [];
  const warnings = [
    validUntil
      ? orderWarning(
          'service-ends',
          { service, date: validUntil },
          `"${title}" is deprecated and can be used until ${validUntil}.`,
        )
      : orderWarning(
          'service-deprecated',
          { service },
          `"${title}" is deprecated.`,
        ),
  ];
  if (successor) {
    warnings.push(
      orderWarning(
        'service-superseded',
        { service, successor },
        `The successor of "${title}" is ${successor}.`,
      ),
    );
  }
  return warnings;
}

export function checkStage(
  title: string,
  allowed: readonly Stage[],
  stage: Stage,
  field: string,
): void {
  if (allowed.includes(stage)) return;
  throw invalidField(
    field,
    'stage',
    `"${title}" may not be used for ${stage}; it may be used for ${allowed.join(
      ', ',
    )}`,
    { service: title, stage },
  );
}

/** The plan by its name; refuses with 400 one that the service does not have. */
export function findPlan(
  entity: CloudServiceEntity,
  name: string,
  options: { field: string; among?: string[] },
): CloudServicePlan {
  const names = (entity.spec.plans ?? []).map(plan => plan.name);
  const allowed = options.among
    ? names.filter(known => options.among?.includes(known))
    : names;
  const plan = entity.spec.plans?.find(
    candidate => candidate.name === name && allowed.includes(name),
  );
  if (!plan) {
    throw invalidField(
      options.field,
      'plan',
      `"${name}" is not a plan that can be chosen here; choose one of ${allowed.join(
        ', ',
      )}`,
      { plan: name, plans: allowed.join(', ') },
    );
  }
  return plan;
}

/** The service's broker, which must be one that this installation has. */
export function checkBackend(
  entity: CloudServiceEntity,
  hasBroker: (name: string) => boolean,
): { broker: string; serviceId: string } {
  const { backend } = entity.spec;
  const title = titleText(entity.spec.title, entity);
  if (!backend) {
    throw conflict(
      'no-back-end',
      { service: title },
      `"${title}" has no back end and cannot be provisioned; tell its owner ${entity.spec.owner}`,
    );
  }
  if (!hasBroker(backend.broker)) {
    throw conflict(
      'no-back-end',
      { service: title },
      `"${title}" is provisioned by broker "${backend.broker}", which is not configured; tell the IT service provider`,
    );
  }
  return backend;
}
