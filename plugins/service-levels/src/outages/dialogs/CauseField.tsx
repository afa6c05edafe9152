import { Radio, RadioGroup } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Cause } from '@dualcloud/backstage-plugin-service-levels-common';
import { useId } from 'react';
import { FieldFault } from '../../fields';
import { serviceLevelsTranslationRef } from '../../translation';
import { CAUSES } from '../OutageFilters';

/** Who caused it. */
export function CauseField(props: {
  label: string;
  value: Cause | undefined;
  onChange: (cause: Cause) => void;
  fault: string | undefined;
}) {
  const { label, value, onChange, fault } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const id = useId();
  return (
    <div>
      <RadioGroup
        label={label}
        value={value ?? null}
        aria-describedby={`${id}-fault`}
        onChange={chosen => {
          const cause = CAUSES.find(one => one === chosen);
          if (cause) onChange(cause);
        }}
      >
        {CAUSES.map(cause => (
          <Radio key={cause} value={cause}>
            {t(`general.cause.${cause}`)}
          </Radio>
        ))}
      </RadioGroup>
      <FieldFault id={`${id}-fault`} fault={fault} />
    </div>
  );
}
