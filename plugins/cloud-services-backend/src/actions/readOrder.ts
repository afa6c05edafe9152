import type { OrderRequest } from '@dualcloud/backstage-plugin-cloud-services-common';
import Ajv from 'ajv';
import { invalid } from '@dualcloud/foundation-node';
import { spec } from '../schema/openapi.generated';

const validate = new Ajv({ strict: false, allErrors: true })
  .addSchema({ $id: 'api', components: spec.components })
  .compile<OrderRequest>({ $ref: 'api#/components/schemas/OrderRequest' });

/** An order that did not come through HTTP, checked against the same document. */
export function readOrder(order: unknown): OrderRequest {
  if (validate(order)) return order;
  throw invalid(
    (validate.errors ?? []).slice(0, 20).map(error => ({
      field: error.instancePath.split('/').filter(Boolean).join('.') || 'order',
      rule: error.keyword,
      message: error.message ?? 'is not valid',
    })),
  );
}
