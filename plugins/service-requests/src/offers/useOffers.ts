import { useLiveUpdates } from '../api/useLiveUpdates';
import { useQuery } from '../api/useQuery';

/** Versions of the offer to a request, newest first. */
export function useOffers(requestId: string) {
  const offers = useQuery(
    client =>
      client.GET('/requests/{requestId}/offers', {
        params: { path: { requestId } },
      }),
    requestId,
  );
  useLiveUpdates({ isActive: false, onChange: offers.reload });
  return offers;
}

/** One version; no id: none is wanted. */
export function useOffer(offerId: string | undefined) {
  const offer = useQuery(
    client =>
      client.GET('/offers/{offerId}', {
        params: { path: { offerId: offerId ?? '' } },
      }),
    offerId,
  );
  useLiveUpdates({ isActive: false, onChange: offer.reload });
  return offer;
}
