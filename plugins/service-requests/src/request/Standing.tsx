import { Alert, Flex } from '@backstage/ui';
import type { ServiceRequestDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { Facts, PartyLink } from '@dualcloud/foundation-react';
import { DueDate, StateBadge, Turn } from '../requests';
import { useWords } from '../words';

/** Where the request stands: what happens next, whose turn it is, and until when. */
export function Standing({ request }: { request: ServiceRequestDetail }) {
  const { t, text, format } = useWords();
  const { recorded } = request;
  const next = text(request.next);
  return (
    <Flex direction="column" gap="3">
      {next && (
        <Alert
          status={request.waitsForMe ? 'warning' : 'info'}
          icon
          title={t(request.waitsForMe ? 'request.yourTurn' : 'request.next')}
          description={next}
        />
      )}
      <Facts
        items={[
          {
            label: t('requests.state'),
            value: <StateBadge request={request} />,
          },
          {
            label: t('requests.turn'),
            value: request.ended ? undefined : <Turn request={request} />,
          },
          {
            label: t('requests.due'),
            value: request.dueAt && (
              <>
                <DueDate request={request} />
                {request.dueCounted && (
                  <> ({t(`request.counted.${request.dueCounted}`)})</>
                )}
              </>
            ),
          },
          {
            label: t('recorded.label'),
            value: recorded && (
              <>
                {t('recorded.kept', {
                  keptIn: recorded.keptIn,
                  keptAs: recorded.keptAs,
                })}
                <PartyLink entityRef={recorded.by} />,{' '}
                {format.dateTime(recorded.at)}
              </>
            ),
          },
        ]}
      />
    </Flex>
  );
}
