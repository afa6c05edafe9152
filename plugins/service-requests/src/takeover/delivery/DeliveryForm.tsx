import { useState, type FormEvent } from 'react';
import { Flex, Select, Text, TextAreaField, TextField } from '@backstage/ui';
import type {
  ReleaseDelivery,
  ReleaseKind,
  ServiceRequestDetail,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { ErrorNotice, Section } from '@dualcloud/foundation-react';
import { useWish } from '../../api/useWish';
import { faultProps, faultsOf } from '../../fields';
import { useWords } from '../../words';
import styles from '../takeover.module.css';
import { ArtefactFields } from './ArtefactFields';
import { deliveryOf, emptyRelease, KINDS, type ReleaseFields } from './draft';
import { faultsAt, type FaultAt } from './faultsAt';
import { FormEnd } from './FormEnd';
import { PaperFields } from './PaperFields';
import { SbomFields } from './SbomFields';

/** What every part of the form gets. */
export type PartProps = {
  fields: ReleaseFields;
  faultAt: FaultAt;
  onChange: (part: Partial<ReleaseFields>) => void;
};

/** Everything that is delivered with a release, on one page. */
export function DeliveryForm(props: {
  request: ServiceRequestDetail;
  onLeave: () => void;
}) {
  const { request, onLeave } = props;
  const { t } = useWords();
  const [fields, setFields] = useState(() =>
    emptyRelease(String(request.form.version ?? '')),
  );
  const wish = useWish((client, body: ReleaseDelivery, header) =>
    client.POST('/releases', { params: { header }, body }),
  );
  const part: PartProps = {
    fields,
    faultAt: faultsAt(faultsOf(wish.error)),
    onChange: change => setFields(current => ({ ...current, ...change })),
  };
  const deliver = async (event: FormEvent) => {
    event.preventDefault();
    if (await wish.submit(deliveryOf(request.id, fields))) onLeave();
  };
  return (
    <form noValidate onSubmit={deliver} className={styles.form}>
      <Text as="p">{t('delivery.never')}</Text>
      <WhatFields {...part} />
      <Section level="h3" title={t('release.artefacts')}>
        <ArtefactFields {...part} />
      </Section>
      <Section level="h3" title={t('release.sbom')}>
        <SbomFields {...part} />
      </Section>
      <Section
        level="h3"
        title={t('release.papers')}
        description={t('release.papers.means')}
      >
        <PaperFields
          papers={fields.papers}
          faultAt={part.faultAt}
          onChange={change =>
            part.onChange({ papers: { ...fields.papers, ...change } })
          }
        />
      </Section>
      {wish.error && <ErrorNotice error={wish.error} />}
      <FormEnd
        label={t('delivery.save')}
        isPending={wish.isPending}
        onLeave={onLeave}
      />
    </form>
  );
}

function WhatFields({ fields, faultAt, onChange }: PartProps) {
  const { t } = useWords();
  return (
    <Flex direction="column" gap="4">
      <TextField
        label={t('release.version')}
        description={t('release.version.means')}
        secondaryLabel={t('picker.required')}
        value={fields.version}
        onChange={version => onChange({ version })}
        maxLength={100}
        autoComplete="off"
        {...faultProps(faultAt('version'))}
      />
      <Select
        label={t('release.kind')}
        options={KINDS.map(id => ({ id, label: t(`release.kind.${id}`) }))}
        selectionMode="single"
        value={fields.kind}
        onChange={kind => onChange({ kind: kind as ReleaseKind })}
      />
      <TextAreaField
        label={t('release.notes')}
        description={t('release.notes.means')}
        secondaryLabel={t('picker.required')}
        value={fields.notes}
        onChange={notes => onChange({ notes })}
        rows={5}
        maxLength={20_000}
        {...faultProps(faultAt('notes'))}
      />
    </Flex>
  );
}
