import { Alert, Flex } from '@backstage/ui';
import type {
  OfferDetail,
  OfferState,
} from '@dualcloud/backstage-plugin-service-requests-common';
import {
  Facts,
  PartyLink,
  StatusBadge,
  type Tone,
} from '@dualcloud/foundation-react';
import { PartyLinks } from '../request/PartyLinks';
import { useWords } from '../words';
import styles from './offers.module.css';

const TONES: Record<OfferState, Tone> = {
  draft: 'quiet',
  published: 'info',
  accepted: 'good',
  declined: 'bad',
  withdrawn: 'quiet',
  superseded: 'quiet',
  expired: 'bad',
};

/** How far an offer is, who has accepted it, and what has followed from it. */
export function OfferStanding({ offer }: { offer: OfferDetail }) {
  const { t, format } = useWords();
  const day = (iso: string) => format.date(`${iso}T12:00:00`);
  return (
    <Flex direction="column" gap="3">
      <Facts
        items={[
          {
            label: t('offer.state'),
            value: (
              <StatusBadge tone={TONES[offer.state]}>
                {t(`offer.state.${offer.state}`)}
              </StatusBadge>
            ),
          },
          { label: t('offer.version'), value: String(offer.version) },
          { label: t('offer.validUntil'), value: day(offer.validUntil) },
          { label: t('offer.effectiveFrom'), value: day(offer.effectiveFrom) },
          {
            label: t('offer.endsOn'),
            value:
              offer.endsOn &&
              (neverHolds(offer) ? t('offer.endsOn.never') : day(offer.endsOn)),
          },
          {
            label: t('offer.acceptances'),
            value: <Acceptances offer={offer} />,
          },
          {
            label: t('offer.authorised'),
            value:
              offer.state === 'published' ? (
                <PartyLinks refs={offer.authorised} />
              ) : undefined,
          },
          { label: t('offer.decisionReason'), value: offer.decisionReason },
        ]}
      />
      {offer.whyNotAccept && (
        <Alert
          status="info"
          icon
          title={t('offer.cannotAccept')}
          description={t(`offer.whyNot.${offer.whyNotAccept}`)}
        />
      )}
      {offer.state === 'accepted' && <Effects offer={offer} />}
    </Flex>
  );
}

/** Its service ended before it was to begin. */
function neverHolds({ endsOn, effectiveFrom }: OfferDetail): boolean {
  return endsOn !== undefined && endsOn < effectiveFrom;
}

function Acceptances({ offer }: { offer: OfferDetail }) {
  const { t, format } = useWords();
  const { acceptances, acceptancesNeeded } = offer;
  return (
    <>
      {t('offer.acceptances.count', {
        given: String(acceptances.length),
        needed: String(acceptancesNeeded),
      })}
      {acceptances.length > 0 && (
        <ul className={styles.inner}>
          {acceptances.map(({ by, at, comment }) => (
            <li key={by}>
              <PartyLink entityRef={by} />, {format.dateTime(at)}
              {comment && <div>{comment}</div>}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Price, agreement and service, as they come into force. */
function Effects({ offer }: { offer: OfferDetail }) {
  const { t } = useWords();
  const wordsFor = useEffectWords();
  if (offer.effects.length === 0) return null;
  return (
    <Facts
      items={offer.effects.map(({ kind, state, problem }) => ({
        label: t(`offer.effect.${kind}`),
        value: (
          <>
            {wordsFor(offer, kind, state)}
            {problem && <div className={styles.small}>{problem}</div>}
          </>
        ),
      }))}
    />
  );
}

/** How far an effect is; price and agreement also end, with their service. */
function useEffectWords() {
  const { t } = useWords();
  return (
    { endsOn }: OfferDetail,
    kind: OfferEffect['kind'],
    state: OfferEffect['state'],
  ) => {
    const ends = endsOn !== undefined && kind !== 'service';
    if (ends && state === 'pending') return t('offer.effect.ending');
    if (ends && state === 'done') return t('offer.effect.ended');
    return t(`offer.effect.state.${state}`);
  };
}

type OfferEffect = OfferDetail['effects'][number];
