import { useState } from 'react';
import { Text } from '@backstage/ui';
import type { OfferDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { FormDialog } from '@dualcloud/foundation-react';
import { useWish } from '../api/useWish';
import { faultsOf, ReasonField } from '../fields';
import { useWords } from '../words';

/** What is done with an offer in a dialog. */
export type Deed = 'accept' | 'decline' | 'publish' | 'withdraw';

/** Sends a deed; `words` are its comment or its reason. */
function useDeed(offerId: string, deed: Deed) {
  return useWish((client, words: string, header) => {
    const params = { path: { offerId }, header };
    switch (deed) {
      case 'accept':
        return client.POST('/offers/{offerId}/acceptance', {
          params,
          body: words ? { comment: words } : {},
        });
      case 'publish':
        return client.POST('/offers/{offerId}/publication', {
          params,
          body: {},
        });
      case 'decline':
        return client.POST('/offers/{offerId}/decline', {
          params,
          body: { reason: words },
        });
      default:
        return client.POST('/offers/{offerId}/withdrawal', {
          params,
          body: { reason: words },
        });
    }
  });
}

/** Says what follows from a deed, and asks for the words that it needs. */
export function DeedDialog(props: {
  offer: OfferDetail;
  deed: Deed;
  onClose: () => void;
  onDone: () => void;
}) {
  const { offer, deed, onClose, onDone } = props;
  const { t, text, format } = useWords();
  const [words, setWords] = useState('');
  const [isTried, setTried] = useState(false);
  const wish = useDeed(offer.id, deed);
  const needsReason = deed === 'decline' || deed === 'withdraw';
  const isLacking = needsReason && words.trim() === '';
  const money = (amount: string) =>
    format.money(Number(amount), offer.totals.currency);
  const isSecond = offer.acceptances.length + 1 >= offer.acceptancesNeeded;
  return (
    <FormDialog
      title={t(`offer.deed.${deed}.title`)}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t(`offer.deed.${deed}`),
        isDestructive: needsReason,
        isPending: wish.isPending,
        onSubmit: async () => {
          setTried(true);
          if (!isLacking && (await wish.submit(words.trim()))) onDone();
        },
      }}
    >
      <Text as="p" weight="bold">
        {text(offer.content.titles)},{' '}
        {t('offer.versionNumber', { version: String(offer.version) })}
      </Text>
      <Text as="p">
        {t(`offer.deed.${deed}.means`, {
          day: format.date(`${offer.effectiveFrom}T12:00:00`),
          until: format.date(`${offer.validUntil}T12:00:00`),
          firstYear: money(offer.totals.firstYear),
          monthly: money(offer.totals.monthly),
        })}
      </Text>
      {deed === 'accept' && !isSecond && (
        <Text as="p">{t('offer.deed.accept.second')}</Text>
      )}
      {deed !== 'publish' && (
        <ReasonField
          isOptional={!needsReason}
          isTried={isTried}
          value={words}
          onChange={setWords}
          maxLength={5000}
          fault={faultsOf(wish.error).reason}
        />
      )}
    </FormDialog>
  );
}
