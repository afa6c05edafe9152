import type {
  Order,
  OrderRequest,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { type Wish } from '@dualcloud/foundation-react';
import { useWish } from '../api/useWish';

/** Places an order; see {@link useWish}. */
export function useOrderWish(): Wish<OrderRequest, Order> {
  return useWish((client, body: OrderRequest, header) =>
    client.POST('/orders', { params: { header }, body }),
  );
}
