import { Flex, Text } from '@backstage/ui';
import type { OfferDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { Facts, PartyLink, Section } from '@dualcloud/foundation-react';
import { useWords } from '../words';
import { LevelTable } from './LevelTable';
import { PriceTable } from './PriceTable';
import styles from './offers.module.css';

/** Everything that is offered, in words. */
export function OfferContentView({ offer }: { offer: OfferDetail }) {
  const { content } = offer;
  const { t, text } = useWords();
  return (
    <Flex direction="column" gap="4">
      <Text as="p" weight="bold">
        {text(content.titles)}
      </Text>
      <Prose title={t('offer.scope')} words={content.scope} />
      <Prose title={t('offer.outOfScope')} words={content.outOfScope} />
      <Section level="h3" title={t('offer.prices')}>
        <PriceTable prices={content.prices} totals={offer.totals} />
      </Section>
      <Section level="h3" title={t('offer.level')}>
        <LevelTable agreement={content.agreement} />
      </Section>
      <Schedule offer={offer} />
      <Section level="h3" title={t('offer.service')}>
        <Service offer={offer} />
      </Section>
      <Prose title={t('offer.notes')} words={content.notes} />
    </Flex>
  );
}

function Prose(props: { title: string; words: string | undefined }) {
  if (!props.words) return null;
  return (
    <Section level="h3" title={props.title}>
      <p className={styles.text}>{props.words}</p>
    </Section>
  );
}

function Schedule({ offer }: { offer: OfferDetail }) {
  const { t, text, format } = useWords();
  const steps = offer.content.schedule ?? [];
  if (steps.length === 0) return null;
  return (
    <Section level="h3" title={t('offer.schedule')}>
      <Facts
        items={steps.map(({ titles, date }) => ({
          label: text(titles),
          value: format.date(`${date}T12:00:00`),
        }))}
      />
    </Section>
  );
}

function Service({ offer }: { offer: OfferDetail }) {
  const { service } = offer.content;
  const { t, text } = useWords();
  return (
    <Facts
      items={[
        { label: t('offer.service.title'), value: text(service.titles) },
        {
          label: t('offer.service.description'),
          value: text(service.descriptions),
        },
        { label: t('offer.service.name'), value: service.name },
        { label: t('offer.service.version'), value: service.version },
        {
          label: t('offer.service.tier'),
          value: t(`offer.tier.${service.tier}`),
        },
        {
          label: t('offer.service.protectionLevel'),
          value: t(`offer.protection.${service.protectionLevel}`),
        },
        {
          label: t('offer.service.networkZones'),
          value: service.networkZones.join(', '),
        },
        { label: t('offer.service.dataLocation'), value: service.dataLocation },
        { label: t('offer.service.legalBasis'), value: service.legalBasis },
        {
          label: t('offer.service.dependsOn'),
          value: service.dependsOn?.length ? (
            <ul className={styles.inner}>
              {service.dependsOn.map(ref => (
                <li key={ref}>
                  <PartyLink entityRef={ref} />
                </li>
              ))}
            </ul>
          ) : undefined,
        },
      ]}
    />
  );
}
