import { useState, type FormEvent } from 'react';
import { Button, Checkbox, Flex, Text, TextAreaField } from '@backstage/ui';
import type {
  RequestMessage,
  ServiceRequestDetail,
} from '@dualcloud/backstage-plugin-service-requests-common';
import {
  ErrorNotice,
  Loading,
  PartyLink,
  Section,
  StatusBadge,
} from '@dualcloud/foundation-react';
import { useLiveUpdates } from '../../api/useLiveUpdates';
import { useQuery } from '../../api/useQuery';
import { useWish } from '../../api/useWish';
import { useWords } from '../../words';
import styles from '../request.module.css';

/** What the parties say to each other; internal notes stay with the provider. */
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
  return (
    <Section title={t('conversation.title')}>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && <Loading rows={2} />}
      {data?.items.length === 0 && (
        <Text as="p" color="secondary">
          {t('conversation.empty')}
        </Text>
      )}
      {data && data.items.length > 0 && (
        <ol className={styles.messages}>
          {data.items.map(message => (
            <Message key={message.id} message={message} />
          ))}
        </ol>
      )}
      {mayWrite && (
        <Say requestId={requestId} mayNote={mayManage} onDone={reload} />
      )}
    </Section>
  );
}

function Message({ message }: { message: RequestMessage }) {
  const { t, format } = useWords();
  return (
    <li className={styles.message} data-internal={message.internal}>
      <Flex gap="2" align="center" className={styles.actions}>
        <PartyLink entityRef={message.by} />
        <span className={styles.small}>
          {t(`party.${message.party}`)} ·{' '}
          <time dateTime={message.at}>{format.dateTime(message.at)}</time>
        </span>
        {message.internal && (
          <StatusBadge tone="warning">{t('conversation.internal')}</StatusBadge>
        )}
      </Flex>
      <p className={styles.text}>{message.text}</p>
    </li>
  );
}

function Say(props: {
  requestId: string;
  mayNote: boolean;
  onDone: () => void;
}) {
  const { requestId, mayNote, onDone } = props;
  const { t } = useWords();
  const [text, setText] = useState('');
  const [internal, setInternal] = useState(false);
  const wish = useWish(
    (client, body: { text: string; internal?: boolean }, header) =>
      client.POST('/requests/{requestId}/messages', {
        params: { path: { requestId }, header },
        body,
      }),
  );
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') return;
    const body = { text: text.trim(), ...(internal && { internal }) };
    if (await wish.submit(body)) {
      setText('');
      onDone();
    }
  };
  return (
    <form onSubmit={send} className={styles.form} data-internal={internal}>
      <TextAreaField
        label={t(internal ? 'conversation.note' : 'conversation.say')}
        description={t(
          internal ? 'conversation.note.means' : 'conversation.say.means',
        )}
        value={text}
        onChange={setText}
        maxLength={20_000}
        rows={3}
      />
      {mayNote && (
        <Checkbox isSelected={internal} onChange={setInternal}>
          {t('conversation.asNote')}
        </Checkbox>
      )}
      {wish.error && <ErrorNotice error={wish.error} />}
      <div>
        <Button
          type="submit"
          variant="secondary"
          isPending={wish.isPending}
          isDisabled={text.trim() === ''}
        >
          {t(internal ? 'conversation.keep' : 'conversation.send')}
        </Button>
      </div>
    </form>
  );
}
