import { useState } from 'react';
import { Button, Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { StandardCandidateDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import {
  FormDialog,
  ScrollTable,
  Section,
  useEntityTitles,
} from '@dualcloud/foundation-react';
import { useWish } from '../api/useWish';
import tableStyles from '../requests/requests.module.css';
import { serviceRequestRouteRef } from '../routes';
import { useWords } from '../words';

type Member = StandardCandidateDetail['requests'][number];

/** The requests behind the count; of a group made by hand each can be taken out. */
export function CandidateRequests(props: {
  candidate: StandardCandidateDetail;
  onDone: () => void;
}) {
  const { candidate, onDone } = props;
  const { t, format } = useWords();
  const requestPath = useRouteRef(serviceRequestRouteRef);
  const titleOf = useEntityTitles(
    candidate.requests.map(({ customerRef }) => customerRef),
  );
  const [removing, setRemoving] = useState<Member>();
  return (
    <Section title={t('standard.requests')} level="h3">
      <ScrollTable label={t('standard.requests')}>
        <table className={tableStyles.table}>
          <thead>
            <tr>
              {(['number', 'title', 'customer', 'phase'] as const).map(id => (
                <th key={id} scope="col">
                  {t(`requests.${id}`)}
                </th>
              ))}
              <th scope="col">{t('standard.filed')}</th>
              {candidate.byHand && <td />}
            </tr>
          </thead>
          <tbody>
            {candidate.requests.map(request => (
              <tr key={request.id}>
                <td className={tableStyles.number}>{request.number}</td>
                <th scope="row">
                  <Link href={requestPath({ requestId: request.id })}>
                    {request.title}
                  </Link>
                </th>
                <td>{titleOf(request.customerRef)}</td>
                <td>{t(`phase.${request.phase}`)}</td>
                <td>{format.date(request.createdAt)}</td>
                {candidate.byHand && (
                  <td>
                    <Button
                      variant="tertiary"
                      aria-label={t('standard.remove', {
                        number: request.number,
                      })}
                      onPress={() => setRemoving(request)}
                    >
                      {t('standard.remove.short')}
                    </Button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollTable>
      {removing && (
        <RemoveDialog
          candidateId={candidate.id}
          request={removing}
          onClose={() => setRemoving(undefined)}
          onDone={() => {
            setRemoving(undefined);
            onDone();
          }}
        />
      )}
    </Section>
  );
}

function RemoveDialog(props: {
  candidateId: string;
  request: Member;
  onClose: () => void;
  onDone: () => void;
}) {
  const { candidateId, request, onClose, onDone } = props;
  const { t } = useWords();
  const wish = useWish((client, requestId: string, header) =>
    client.DELETE('/standard-candidates/{candidateId}/requests/{requestId}', {
      params: { path: { candidateId, requestId }, header },
    }),
  );
  return (
    <FormDialog
      title={t('standard.remove', { number: request.number })}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t('standard.remove.short'),
        isDestructive: true,
        isPending: wish.isPending,
        onSubmit: async () => {
          if (await wish.submit(request.id)) onDone();
        },
      }}
    >
      <Text as="p" weight="bold">
        {request.title}
      </Text>
      <Text as="p">{t('standard.remove.means')}</Text>
    </FormDialog>
  );
}
