// Opened by somebody for whom something does not work, who has found a cause, or who
// needs something changed; often from the page of the very thing.

import {
  Button,
  Container,
  Flex,
  Link,
  Text,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { useState, type FormEvent } from 'react';
import { useRouteRef } from '@backstage/core-plugin-api';
import type {
  NewTicket,
  TicketKind,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { ErrorNotice, useUrlFilter } from '@dualcloud/foundation-react';
import { useNavigate } from 'react-router-dom';
import { useWish } from '../../api/useWish';
import {
  faultProps,
  faultsOf,
  type Faults,
  InstantField,
  instantOf,
  wallClockOf,
} from '../../fields';
import styles from '../../filing/filing.module.css';
import { useWords } from '../../words';
import { ClassField } from '../ClassField';
import { kindNamed } from '../kinds';
import { serviceDeskRouteRef, ticketRouteRef } from '../routes';
import { useWindow, WindowFields } from '../WindowFields';
import { KnownAlready } from './KnownAlready';
import { PartField } from './PartField';
import { SubjectFields } from './SubjectFields';
import { useLacking } from './useLacking';

/** Reporting an incident or a problem, or asking for a change. */
export function ReportPage() {
  const { t } = useWords();
  const url = useUrlFilter();
  const kind = kindNamed(url.get('kind')) ?? 'incident';
  const deskPath = useRouteRef(serviceDeskRouteRef);
  return (
    <Container py="4">
      <Flex direction="column" gap="4">
        <Link href={deskPath()}>{t('desk.back')}</Link>
        <div>
          <Text as="h2" variant="title-medium">
            {t(`desk.report.${kind}`)}
          </Text>
          <Text as="p" color="secondary">
            {t(`desk.report.${kind}.means`)}
          </Text>
        </div>
        <ReportForm key={kind} kind={kind} />
      </Flex>
    </Container>
  );
}

function useReport(kind: TicketKind) {
  const url = useUrlFilter();
  const [wish, setWish] = useState<NewTicket>({
    kind,
    title: '',
    description: '',
    serviceRef: url.get('service') ?? '',
    systemRef: url.get('system'),
    environmentId: url.get('environment'),
    instanceId: url.get('instance'),
  });
  return {
    wish,
    change: (part: Partial<NewTicket>) =>
      setWish(current => ({ ...current, ...part })),
  };
}

function ReportForm({ kind }: { kind: TicketKind }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const ticketPath = useRouteRef(ticketRouteRef);
  const { wish, change } = useReport(kind);
  const window = useWindow();
  const [isTried, setTried] = useState(false);
  const sending = useWish((client, body: NewTicket, header) =>
    client.POST('/tickets', { params: { header }, body }),
  );
  const lacking = useLacking(wish);
  const faults = { ...faultsOf(sending.error), ...(isTried && lacking) };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(lacking).length > 0) return;
    const body = { ...wish, ...(kind === 'change' && window.value) };
    const reported = await sending.submit(body);
    if (reported) navigate(ticketPath({ ticketId: reported.id }));
  };
  return (
    <form onSubmit={send} className={styles.form} noValidate>
      <SubjectFields wish={wish} onChange={change} faults={faults} />
      {kind === 'incident' && (
        <PartField wish={wish} onChange={change} fault={faults.part} />
      )}
      {wish.serviceRef && <KnownAlready service={wish.serviceRef} />}
      <What wish={wish} onChange={change} faults={faults} />
      {kind === 'change' && <WindowFields window={window} faults={faults} />}
      {sending.error && <ErrorNotice error={sending.error} />}
      <div>
        <Button type="submit" variant="primary" isPending={sending.isPending}>
          {t(`desk.report.${kind}.send`)}
        </Button>
      </div>
    </form>
  );
}

function What(props: {
  wish: NewTicket;
  onChange: (part: Partial<NewTicket>) => void;
  faults: Faults;
}) {
  const { wish, onChange, faults } = props;
  const { t } = useWords();
  return (
    <>
      {wish.kind === 'incident' && (
        <ClassField
          value={wish.incidentClass}
          onChange={incidentClass => onChange({ incidentClass })}
          fault={faults.incidentClass}
        />
      )}
      <TextField
        label={t('desk.field.title')}
        description={t(`desk.field.title.${wish.kind}`)}
        secondaryLabel={t('picker.required')}
        value={wish.title}
        onChange={title => onChange({ title })}
        maxLength={200}
        {...faultProps(faults.title)}
      />
      <TextAreaField
        label={t('desk.description')}
        description={t(`desk.description.${wish.kind}`)}
        secondaryLabel={t('picker.required')}
        value={wish.description}
        onChange={description => onChange({ description })}
        maxLength={20_000}
        rows={6}
        {...faultProps(faults.description)}
      />
      {wish.kind === 'incident' && (
        <InstantField
          label={t('desk.faultSince')}
          description={t('desk.faultSince.means')}
          isOptional
          value={wallClockOf(wish.faultSince)}
          onChange={wallClock => onChange({ faultSince: instantOf(wallClock) })}
          fault={faults.faultSince}
        />
      )}
      {wish.kind === 'incident' && (
        <TextField
          label={t('desk.reporterName')}
          description={t('desk.reporterName.means')}
          secondaryLabel={t('picker.optional')}
          value={wish.reporterName ?? ''}
          onChange={name => onChange({ reporterName: name || undefined })}
          maxLength={200}
          {...faultProps(faults.reporterName)}
        />
      )}
    </>
  );
}
