import { useState } from 'react';
import { Button, ButtonLink, Flex } from '@backstage/ui';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import type { OfferDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { ErrorNotice } from '@dualcloud/foundation-react';
import { serviceRequestsApiRef } from '../api';
import { saveFile } from '../request/attachments/files';
import { offerDraftRouteRef } from '../routes';
import { useWords } from '../words';
import { DeedDialog, type Deed } from './DeedDialog';
import styles from './offers.module.css';

const DEEDS = ['accept', 'publish', 'decline', 'withdraw'] as const;

/** What the reader can do with an offer; what binds or ends it is asked once more. */
export function OfferDeeds(props: { offer: OfferDetail; onDone: () => void }) {
  const { offer, onDone } = props;
  const { t } = useWords();
  const draftPath = useRouteRef(offerDraftRouteRef);
  const [asked, setAsked] = useState<Deed>();
  const pdf = useDownload(offer);
  return (
    <>
      <Flex gap="2" className={styles.deeds}>
        {DEEDS.filter(deed => offer.deeds.includes(deed)).map(deed => (
          <Button
            key={deed}
            variant={
              deed === 'accept' || deed === 'publish' ? 'primary' : 'secondary'
            }
            onPress={() => setAsked(deed)}
          >
            {t(`offer.deed.${deed}`)}
          </Button>
        ))}
        {offer.deeds.includes('update') && (
          <ButtonLink
            variant="secondary"
            href={`${draftPath({ requestId: offer.requestId })}?offer=${
              offer.id
            }`}
          >
            {t('offer.deed.update')}
          </ButtonLink>
        )}
        <Button variant="secondary" onPress={pdf.download}>
          {t('offer.pdf')}
        </Button>
      </Flex>
      {pdf.error && <ErrorNotice error={pdf.error} onRetry={pdf.download} />}
      {asked && (
        <DeedDialog
          offer={offer}
          deed={asked}
          onClose={() => setAsked(undefined)}
          onDone={() => {
            setAsked(undefined);
            onDone();
          }}
        />
      )}
    </>
  );
}

/** The offer as a PDF, in the reader's language. */
function useDownload(offer: OfferDetail) {
  const { language } = useWords();
  const api = useApi(serviceRequestsApiRef);
  const [error, setError] = useState<Error>();
  const download = async () => {
    setError(undefined);
    try {
      const client = await api.getClient();
      const { data } = await client.GET('/offers/{offerId}/document', {
        params: {
          path: { offerId: offer.id },
          query: {
            format: 'pdf',
            language: language.startsWith('de') ? 'de' : 'en',
          },
        },
        parseAs: 'blob',
      });
      const name = `${offer.content.service.name}-${offer.version}.pdf`;
      if (data) saveFile(name, data as Blob);
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown : new Error(String(thrown)));
    }
  };
  return { download, error };
}
