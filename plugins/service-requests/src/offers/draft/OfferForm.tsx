import { useState, type FormEvent } from 'react';
import { Button, Flex, TextAreaField } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { OfferContent } from '@dualcloud/backstage-plugin-service-requests-common';
import { ErrorNotice, Section } from '@dualcloud/foundation-react';
import { useNavigate } from 'react-router-dom';
import { useWish } from '../../api/useWish';
import { DayField, faultProps, faultsOf, type Faults } from '../../fields';
import { serviceRequestRouteRef } from '../../routes';
import { useWords } from '../../words';
import styles from '../offers.module.css';
import { LevelFields } from './LevelFields';
import { PriceFields } from './PriceFields';
import { ScheduleFields } from './ScheduleFields';
import { ServiceFields } from './ServiceFields';
import { TextsField } from './TextsField';
import type { OfferDraft } from './template';

/** What every part of the form gets. */
export type PartProps = {
  content: OfferContent;
  faults: Faults;
  onChange: (change: Partial<OfferContent>) => void;
};

/** Kept as a draft, which is published from the request's page. */
function useSaving(requestId: string, draftId: string | undefined) {
  return useWish((client, body: OfferDraft, header) =>
    draftId
      ? client.PUT('/offers/{offerId}', {
          params: { path: { offerId: draftId }, header },
          body,
        })
      : client.POST('/requests/{requestId}/offers', {
          params: { path: { requestId }, header },
          body,
        }),
  );
}

/** Everything that an offer says, on one page. */
export function OfferForm(props: {
  requestId: string;
  draftId: string | undefined;
  calendarRefs: readonly string[];
  isNameFixed: boolean;
  initial: OfferDraft;
}) {
  const { requestId, draftId, calendarRefs, isNameFixed, initial } = props;
  const { t } = useWords();
  const navigate = useNavigate();
  const requestPath = useRouteRef(serviceRequestRouteRef);
  const [content, setContent] = useState(initial.content);
  const [validUntil, setValidUntil] = useState(initial.validUntil);
  const wish = useSaving(requestId, draftId);
  const faults = faultsOf(wish.error);
  const part: PartProps = {
    content,
    faults,
    onChange: change => setContent(current => ({ ...current, ...change })),
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (await wish.submit({ content: cleaned(content), validUntil })) {
      navigate(requestPath({ requestId }));
    }
  };
  return (
    <form noValidate onSubmit={save} className={styles.fields}>
      <Section level="h3" title={t('offer.draft.what')}>
        <WhatFields {...part} />
      </Section>
      <Section level="h3" title={t('offer.prices')}>
        <PriceFields {...part} />
      </Section>
      <Section level="h3" title={t('offer.level')}>
        <LevelFields {...part} calendarRefs={calendarRefs} />
      </Section>
      <Section level="h3" title={t('offer.draft.when')}>
        <Flex direction="column" gap="4">
          <DayField
            label={t('offer.effectiveFrom')}
            description={t('offer.effectiveFrom.means')}
            value={content.effectiveFrom}
            onChange={effectiveFrom => part.onChange({ effectiveFrom })}
            fault={faults['content.effectiveFrom']}
          />
          <DayField
            label={t('offer.validUntil')}
            description={t('offer.validUntil.means')}
            value={validUntil}
            onChange={setValidUntil}
            fault={faults.validUntil}
          />
          <ScheduleFields {...part} />
        </Flex>
      </Section>
      <Section level="h3" title={t('offer.service')}>
        <ServiceFields {...part} isNameFixed={isNameFixed} />
      </Section>
      {wish.error && <ErrorNotice error={wish.error} />}
      <Flex gap="2" className={styles.deeds}>
        <Button type="submit" variant="primary" isPending={wish.isPending}>
          {t('offer.draft.save')}
        </Button>
        <Button
          variant="secondary"
          onPress={() => navigate(requestPath({ requestId }))}
        >
          {t('offer.draft.cancel')}
        </Button>
      </Flex>
    </form>
  );
}

function WhatFields({ content, faults, onChange }: PartProps) {
  const { t } = useWords();
  return (
    <Flex direction="column" gap="4">
      <TextsField
        label={t('offer.draft.titles')}
        value={content.titles}
        onChange={titles => onChange({ titles })}
        faults={faults}
        field="content.titles"
      />
      {(['scope', 'outOfScope', 'notes'] as const).map(name => (
        <TextAreaField
          key={name}
          label={t(`offer.${name}`)}
          secondaryLabel={t(
            name === 'scope' ? 'picker.required' : 'picker.optional',
          )}
          value={content[name] ?? ''}
          onChange={words => onChange({ [name]: words })}
          rows={name === 'scope' ? 6 : 3}
          maxLength={20_000}
          {...faultProps(faults[`content.${name}`])}
        />
      ))}
    </Flex>
  );
}

/** Without what was left empty. */
function cleaned({
  outOfScope,
  notes,
  ...content
}: OfferContent): OfferContent {
  return {
    ...content,
    ...(outOfScope?.trim() && { outOfScope }),
    ...(notes?.trim() && { notes }),
  };
}
