import type {
  OrderRequest,
  OrderType,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { type FieldFault, invalid } from '@dualcloud/foundation-node';

type Field = Exclude<keyof OrderRequest, 'type' | 'taskId'>;

/** Which fields each type of order takes. */
const FIELDS: Record<OrderType, { required: Field[]; optional: Field[] }> = {
  'create-environment': {
    required: ['blueprintRef', 'name', 'stage', 'systemRef', 'ownerRef'],
    optional: ['description', 'expiresAt', 'components'],
  },
  'create-instance': {
    required: [
      'serviceRef',
      'configuration',
      'name',
      'stage',
      'systemRef',
      'ownerRef',
    ],
    optional: ['description', 'expiresAt'],
  },
  'update-environment': {
    required: ['environmentId', 'components'],
    optional: [],
  },
  'update-instance': {
    required: ['instanceId', 'configuration'],
    optional: [],
  },
  'extend-environment': {
    required: ['environmentId', 'expiresAt'],
    optional: [],
  },
  'extend-instance': { required: ['instanceId', 'expiresAt'], optional: [] },
  'terminate-environment': { required: ['environmentId'], optional: [] },
  'terminate-instance': { required: ['instanceId'], optional: [] },
};

const NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Refuses what is missing and what does not belong there. */
export function checkRequestFields(request: OrderRequest): void {
  const { required, optional } = FIELDS[request.type];
  const faults: FieldFault[] = [];
  for (const field of required) {
    if (request[field] === undefined) {
      faults.push({
        field,
        rule: 'required',
        message: `is required to ${request.type.replace('-', ' an ')}`,
      });
    }
  }
  for (const field of Object.keys(request)) {
    if (
      field !== 'type' &&
      field !== 'taskId' &&
      request[field as Field] !== undefined &&
      ![...required, ...optional].includes(field as Field)
    ) {
      faults.push({
        field,
        rule: 'not-applicable',
        message: `does not belong to an order of type ${request.type}; leave it out`,
      });
    }
  }
  if (request.name !== undefined && !NAME.test(request.name)) {
    faults.push({
      field: 'name',
      rule: 'name',
      message:
        'must consist of lower-case letters, digits and hyphens, at most 63, and begin and end with a letter or digit',
    });
  }
  if (faults.length) throw invalid(faults);
}
