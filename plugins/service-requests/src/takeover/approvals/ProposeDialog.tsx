import { useState } from 'react';
import { Checkbox, CheckboxGroup, Text, TextField } from '@backstage/ui';
import type {
  ReleaseKind,
  StandingApprovalWish,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { FormDialog } from '@dualcloud/foundation-react';
import { useWish } from '../../api/useWish';
import { DayField, faultProps, faultsOf } from '../../fields';
import { EntitySelect, refsOf, useEntities } from '../../pickers';
import { useWords } from '../../words';
import { KINDS } from '../delivery/draft';

const MS_PER_DAY = 86_400_000;
const USUAL_DAYS = 180;
const INDIVIDUAL = { kind: 'CloudService', 'spec.lane': 'individual' };

type Fields = Omit<StandingApprovalWish, 'serviceRef' | 'perWeek'> & {
  serviceRef: string | undefined;
  perWeek: string;
};

/** Proposes limits within which releases of a service are taken over by themselves. */
export function ProposeDialog(props: {
  /** The service that it is for; asked for if it is not given. */
  serviceRef?: string;
  onClose: () => void;
  onDone: () => void;
}) {
  const { serviceRef, onClose, onDone } = props;
  const { t } = useWords();
  const [fields, setFields] = useState<Fields>(() => ({
    serviceRef,
    kinds: ['patch', 'minor'],
    perWeek: '3',
    whileBudgetLasts: true,
    until: new Date(Date.now() + USUAL_DAYS * MS_PER_DAY)
      .toISOString()
      .slice(0, 10),
  }));
  const change = (part: Partial<Fields>) =>
    setFields(current => ({ ...current, ...part }));
  const wish = useWish((client, body: StandingApprovalWish, header) =>
    client.POST('/standing-approvals', { params: { header }, body }),
  );
  return (
    <FormDialog
      title={t('approvals.propose')}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t('approvals.propose'),
        isPending: wish.isPending,
        isDisabled: !fields.serviceRef || fields.kinds.length === 0,
        onSubmit: async () => {
          const body = {
            ...fields,
            serviceRef: fields.serviceRef ?? '',
            perWeek: Number(fields.perWeek),
          };
          if (await wish.submit(body)) onDone();
        },
      }}
    >
      <Text as="p">{t('approvals.propose.means')}</Text>
      {!serviceRef && <ServiceField fields={fields} onChange={change} />}
      <LimitFields
        fields={fields}
        faults={faultsOf(wish.error)}
        onChange={change}
      />
    </FormDialog>
  );
}

type FieldProps = { fields: Fields; onChange: (part: Partial<Fields>) => void };

function ServiceField({ fields, onChange }: FieldProps) {
  const { t } = useWords();
  const services = useEntities(INDIVIDUAL);
  return (
    <EntitySelect
      label={t('approvals.service')}
      isRequired
      refs={refsOf(services.data)}
      value={fields.serviceRef}
      onChange={serviceRef => onChange({ serviceRef })}
    />
  );
}

function LimitFields(
  props: FieldProps & { faults: Readonly<Record<string, string>> },
) {
  const { fields, faults, onChange } = props;
  const { t } = useWords();
  return (
    <>
      <CheckboxGroup
        label={t('approvals.kinds')}
        value={fields.kinds}
        onChange={kinds => onChange({ kinds: kinds as ReleaseKind[] })}
      >
        {KINDS.map(kind => (
          <Checkbox key={kind} value={kind}>
            {t(`release.kind.${kind}`)}
          </Checkbox>
        ))}
      </CheckboxGroup>
      <TextField
        label={t('approvals.perWeek')}
        inputMode="numeric"
        value={fields.perWeek}
        onChange={perWeek => onChange({ perWeek })}
        autoComplete="off"
        {...faultProps(faults.perWeek)}
      />
      <Checkbox
        isSelected={fields.whileBudgetLasts}
        onChange={whileBudgetLasts => onChange({ whileBudgetLasts })}
      >
        {t('approvals.whileBudgetLasts')}
      </Checkbox>
      <DayField
        label={t('approvals.until')}
        description={t('approvals.until.means')}
        value={fields.until}
        onChange={until => onChange({ until })}
        fault={faults.until}
      />
    </>
  );
}
