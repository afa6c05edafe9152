import type { ServiceRequestDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { useLiveUpdates } from '../../api/useLiveUpdates';
import { useQuery } from '../../api/useQuery';
import { useWish } from '../../api/useWish';
import { useWords } from '../../words';
import { Conversation, type Said } from './Conversation';

/** What the parties of a request say to each other. */
export function ConversationSection(props: { request: ServiceRequestDetail }) {
  const { id: requestId, mayWrite, mayManage } = props.request;
  const { t } = useWords();
  const { data, error, reload } = useQuery(
    client =>
      client.GET('/requests/{requestId}/messages', {
        params: { path: { requestId } },
      }),
    requestId,
  );
  useLiveUpdates({ isActive: false, onChange: reload });
  const wish = useWish((client, body: Said, header) =>
    client.POST('/requests/{requestId}/messages', {
      params: { path: { requestId }, header },
      body,
    }),
  );
  return (
    <Conversation
      messages={data?.items}
      error={error}
      readers={t('conversation.say.means')}
      maxLength={20_000}
      mayWrite={mayWrite}
      mayNote={mayManage}
      wish={wish}
      onDone={reload}
    />
  );
}
