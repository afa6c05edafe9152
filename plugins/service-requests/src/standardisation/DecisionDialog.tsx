import { useState } from 'react';
import { Radio, RadioGroup } from '@backstage/ui';
import type {
  StandardCandidateDetail,
  StandardDecision,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { FormDialog } from '@dualcloud/foundation-react';
import { useWish } from '../api/useWish';
import { faultsOf, ReasonField } from '../fields';
import { EntitySelect, refsOf, useEntities } from '../pickers';
import { useWords } from '../words';

const OUTCOMES = ['standard', 'individual'] as const;

/** Whether it becomes a standard service, why, and which one there is now. */
export function DecisionDialog(props: {
  candidate: StandardCandidateDetail;
  onClose: () => void;
  onDone: () => void;
}) {
  const { candidate, onClose, onDone } = props;
  const { t } = useWords();
  const [wanted, setWanted] = useState<StandardDecision>({
    outcome: candidate.decision?.outcome ?? 'standard',
    serviceRef: candidate.decision?.serviceRef,
    reason: candidate.decision?.reason ?? '',
  });
  const [isTried, setTried] = useState(false);
  const services = useEntities({
    kind: 'CloudService',
    'spec.lane': 'standard',
  });
  const wish = useWish((client, body: StandardDecision, header) =>
    client.PUT('/standard-candidates/{candidateId}/decision', {
      params: { path: { candidateId: candidate.id }, header },
      body,
    }),
  );
  const isStandard = wanted.outcome === 'standard';
  const isLacking = wanted.reason.trim() === '';
  const faults = faultsOf(wish.error);
  return (
    <FormDialog
      title={t('standard.decide.title')}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t('standard.decide'),
        isPending: wish.isPending,
        onSubmit: async () => {
          setTried(true);
          if (isLacking) return;
          const decided = await wish.submit({
            ...wanted,
            serviceRef: isStandard ? wanted.serviceRef : undefined,
            reason: wanted.reason.trim(),
          });
          if (decided) onDone();
        },
      }}
    >
      <RadioGroup
        label={t('standard.decide.outcome')}
        value={wanted.outcome}
        onChange={value =>
          setWanted({
            ...wanted,
            outcome: value as StandardDecision['outcome'],
          })
        }
      >
        {OUTCOMES.map(outcome => (
          <Radio key={outcome} value={outcome}>
            {t(`standard.decision.${outcome}`)}
          </Radio>
        ))}
      </RadioGroup>
      {isStandard && (
        <EntitySelect
          label={t('standard.decide.service')}
          description={t('standard.decide.service.means')}
          refs={refsOf(services.data)}
          value={wanted.serviceRef}
          onChange={serviceRef => setWanted({ ...wanted, serviceRef })}
          fault={faults.serviceRef}
        />
      )}
      <ReasonField
        isTried={isTried}
        value={wanted.reason}
        onChange={reason => setWanted({ ...wanted, reason })}
        maxLength={2000}
        fault={faults.reason}
      />
    </FormDialog>
  );
}
