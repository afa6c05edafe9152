import type { ServiceRequestDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { Section } from '@dualcloud/foundation-react';
import { useWords } from '../../words';
import { Checklist } from './Checklist';

/** What has to be seen to before a request goes on. */
export function ChecklistSection(props: {
  request: ServiceRequestDetail;
  onDone: () => void;
}) {
  const { request, onDone } = props;
  const { t } = useWords();
  if (request.checklist.length === 0) return null;
  return (
    <Section title={t('checklist.title')}>
      <Checklist
        items={request.checklist}
        sendFor={itemId => (client, body, header) =>
          client.PUT('/requests/{requestId}/checklist/{itemId}', {
            params: { path: { requestId: request.id, itemId }, header },
            body,
          })}
        onDone={onDone}
      />
    </Section>
  );
}
