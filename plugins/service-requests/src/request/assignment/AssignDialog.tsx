import { useState } from 'react';
import type { ServiceRequestDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { FormDialog } from '@dualcloud/foundation-react';
import { useWish } from '../../api/useWish';
import { faultsOf } from '../../fields';
import {
  EntitiesSelect,
  EntitySelect,
  refsOf,
  useEntities,
} from '../../pickers';
import { useWords } from '../../words';

type Assignment = ServiceRequestDetail['assignment'];

/** Gives the request to people and groups of the IT service provider, and tells others. */
export function AssignDialog(props: {
  request: ServiceRequestDetail;
  onClose: () => void;
  onDone: () => void;
}) {
  const { request, onClose, onDone } = props;
  const { t } = useWords();
  const [assignment, setAssignment] = useState<Assignment>(request.assignment);
  const change = (part: Partial<Assignment>) =>
    setAssignment(current => ({ ...current, ...part }));
  const people = useEntities([{ kind: 'Group' }, { kind: 'User' }]);
  const refs = refsOf(people.data);
  const wish = useWish((client, body: Assignment, header) =>
    client.PUT('/requests/{requestId}/assignment', {
      params: { path: { requestId: request.id }, header },
      body,
    }),
  );
  const faults = faultsOf(wish.error);
  return (
    <FormDialog
      title={t('assignment.assign')}
      onClose={onClose}
      error={wish.error ?? people.error}
      submit={{
        label: t('assignment.save'),
        isPending: wish.isPending,
        onSubmit: async () => {
          if (await wish.submit(assignment)) onDone();
        },
      }}
    >
      {(['responsible', 'accountable'] as const).map(role => (
        <EntitySelect
          key={role}
          label={t(`assignment.${role}`)}
          description={t(`assignment.${role}.means`)}
          isRequired
          refs={refs}
          value={assignment[role]}
          onChange={ref => ref && change({ [role]: ref })}
          fault={faults[role]}
        />
      ))}
      {(['consulted', 'informed'] as const).map(role => (
        <EntitiesSelect
          key={role}
          label={t(`assignment.${role}`)}
          description={t(`assignment.${role}.means`)}
          refs={refs}
          value={assignment[role] ?? []}
          onChange={chosen => change({ [role]: chosen })}
          fault={faults[role]}
        />
      ))}
    </FormDialog>
  );
}
