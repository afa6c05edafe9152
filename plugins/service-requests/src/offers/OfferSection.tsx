// What is offered for this request, what did it say before, and who says yes?

import { useState } from 'react';
import { ButtonLink, Flex, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { ServiceRequestDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { ErrorNotice, Loading, Section } from '@dualcloud/foundation-react';
import { offerDraftRouteRef } from '../routes';
import { useWords } from '../words';
import { OfferComparison } from './OfferComparison';
import { OfferContentView } from './OfferContentView';
import { OfferDeeds } from './OfferDeeds';
import { OfferStanding } from './OfferStanding';
import { useOffer, useOffers } from './useOffers';
import { VersionChoice } from './VersionChoice';

/** The offer to a request, version by version. */
export function OfferSection(props: {
  request: ServiceRequestDetail;
  onDone: () => void;
}) {
  const { request, onDone } = props;
  const { t } = useWords();
  const draftPath = useRouteRef(offerDraftRouteRef);
  const [chosen, setChosen] = useState<string>();
  const offers = useOffers(request.id);
  const versions = offers.data?.items ?? [];
  const shown = versions.find(({ id }) => id === chosen) ?? versions[0];
  const offer = useOffer(shown?.id);
  const reload = () => {
    offers.reload();
    offer.reload();
    onDone();
  };
  const mayDraft =
    request.mayOffer &&
    ['analysis', 'decision'].includes(request.phase) &&
    versions[0]?.state !== 'draft';
  return (
    <Section
      title={t('offer.title')}
      actions={
        mayDraft && (
          <ButtonLink
            variant="secondary"
            href={`${draftPath({ requestId: request.id })}${
              shown ? `?from=${shown.id}` : ''
            }`}
          >
            {t(shown ? 'offer.drawUpAnother' : 'offer.drawUp')}
          </ButtonLink>
        )
      }
    >
      {offers.error && (
        <ErrorNotice error={offers.error} onRetry={offers.reload} />
      )}
      {!offers.data && !offers.error && <Loading rows={1} />}
      {offers.data && !shown && (
        <Text as="p" color="secondary">
          {t(request.mayOffer ? 'offer.none.provider' : 'offer.none')}
        </Text>
      )}
      {shown && (
        <Flex direction="column" gap="4">
          <VersionChoice
            versions={versions}
            chosen={shown.id}
            onChoose={setChosen}
          />
          {offer.error && (
            <ErrorNotice error={offer.error} onRetry={offer.reload} />
          )}
          {!offer.data && !offer.error && <Loading rows={3} />}
          {offer.data?.id === shown.id && (
            <>
              <OfferStanding offer={offer.data} />
              <OfferDeeds offer={offer.data} onDone={reload} />
              <OfferContentView offer={offer.data} />
              <OfferComparison offer={offer.data} versions={versions} />
            </>
          )}
        </Flex>
      )}
    </Section>
  );
}
