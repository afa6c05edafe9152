import {
  discoveryApiRef,
  fetchApiRef,
  useApi,
} from '@backstage/core-plugin-api';
import { createCloudServicesClient } from '@dualcloud/backstage-plugin-cloud-services-common';
import { useLoader, type OrderQuoteProps } from '@dualcloud/foundation-react';

/**
 * An order with those for whom it is: who pays follows from the commission for the
 * system, which cloud services knows. Without an answer the order stays as it is.
 */
export function useOrderParties(order: OrderQuoteProps): OrderQuoteProps {
  const { systemRef, parties } = order;
  const discoveryApi = useApi(discoveryApiRef);
  const fetchApi = useApi(fetchApiRef);
  const options = useLoader(async () => {
    const client = await createCloudServicesClient({
      discoveryApi,
      fetchApi,
    });
    const { data } = await client.GET('/order-options');
    return data;
  }, systemRef && 'order-options');
  const system = options.data?.systems.find(
    candidate => candidate.systemRef === systemRef,
  );
  if (!system) return { ...order, parties: undefined };
  const { payerRef, customerRef, softwareProviderRef } = system;
  return {
    ...order,
    parties: { ...parties, payerRef, customerRef, softwareProviderRef },
  };
}
