import { useState, type FormEvent } from 'react';
import { Button, Checkbox, Flex, Text, TextAreaField } from '@backstage/ui';
import type { RequestMessage } from '@dualcloud/backstage-plugin-service-requests-common';
import {
  ErrorNotice,
  Loading,
  Section,
  StatusBadge,
  type Wish,
} from '@dualcloud/foundation-react';
import { useWords } from '../../words';
import { Actor } from '../Actor';
import styles from '../request.module.css';

/** What somebody says; internal: to the IT service provider alone. */
export type Said = { text: string; internal?: boolean };

type SayProps = {
  /** Who reads what is not internal. */
  readers: string;
  maxLength: number;
  mayNote: boolean;
  wish: Wish<Said, unknown>;
  onDone: () => void;
};

/** What the parties say to each other; internal notes stay with the provider. */
export function Conversation(
  props: SayProps & {
    messages: readonly RequestMessage[] | undefined;
    error: Error | undefined;
    mayWrite: boolean;
  },
) {
  const { messages, error, mayWrite, onDone } = props;
  const { t } = useWords();
  return (
    <Section title={t('conversation.title')}>
      {error && <ErrorNotice error={error} onRetry={onDone} />}
      {!messages && !error && <Loading rows={2} />}
      {messages?.length === 0 && (
        <Text as="p" color="secondary">
          {t('conversation.empty')}
        </Text>
      )}
      {messages && messages.length > 0 && (
        <ol className={styles.messages}>
          {messages.map(message => (
            <Message key={message.id} message={message} />
          ))}
        </ol>
      )}
      {mayWrite && <Say {...props} />}
    </Section>
  );
}

function Message({ message }: { message: RequestMessage }) {
  const { t, format } = useWords();
  return (
    <li className={styles.message} data-internal={message.internal}>
      <Flex gap="2" align="center" className={styles.actions}>
        <Actor actor={message.by} />
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

function Say({ readers, maxLength, mayNote, wish, onDone }: SayProps) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const [internal, setInternal] = useState(false);
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
        description={internal ? t('conversation.note.means') : readers}
        value={text}
        onChange={setText}
        maxLength={maxLength}
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
