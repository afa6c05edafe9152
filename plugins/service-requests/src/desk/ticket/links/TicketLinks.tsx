import { useState } from 'react';
import { Button, Flex, Text } from '@backstage/ui';
import type {
  TicketDetail,
  TicketLink,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { Section } from '@dualcloud/foundation-react';
import styles from '../../../request/request.module.css';
import { useWords } from '../../../words';
import { LinkDialog } from './LinkDialog';
import { LinkTarget, useLinkName } from './LinkTarget';
import { UnlinkDialog } from './UnlinkDialog';

/** What the ticket is linked with, as far as the reader may see it. */
export function TicketLinks(props: {
  ticket: TicketDetail;
  onDone: () => void;
}) {
  const { ticket, onDone } = props;
  const { links, otherLinks, mayWrite } = ticket;
  const { t } = useWords();
  const [isAdding, setAdding] = useState(false);
  const [removed, setRemoved] = useState<TicketLink>();
  const close = () => {
    setAdding(false);
    setRemoved(undefined);
  };
  const done = () => {
    close();
    onDone();
  };
  return (
    <Section
      title={t('desk.links')}
      actions={
        mayWrite && (
          <Button variant="secondary" onPress={() => setAdding(true)}>
            {t('desk.links.add')}
          </Button>
        )
      }
    >
      {links.length === 0 && (
        <Text as="p" color="secondary">
          {t('desk.links.empty')}
        </Text>
      )}
      {links.length > 0 && (
        <ul className={styles.plain}>
          {links.map(link => (
            <Item
              key={`${link.kind} ${link.id}`}
              link={link}
              onRemove={mayWrite ? () => setRemoved(link) : undefined}
            />
          ))}
        </ul>
      )}
      {otherLinks !== undefined && (
        <Text as="p" color="secondary">
          {t('desk.links.others', { count: otherLinks })}
        </Text>
      )}
      {isAdding && <LinkDialog ticket={ticket} onClose={close} onDone={done} />}
      {removed && (
        <UnlinkDialog
          ticket={ticket}
          link={removed}
          onClose={close}
          onDone={done}
        />
      )}
    </Section>
  );
}

function Item(props: { link: TicketLink; onRemove?: () => void }) {
  const { link, onRemove } = props;
  const { t } = useWords();
  const name = useLinkName(link);
  return (
    <li className={styles.entry}>
      <Flex justify="between" align="center" gap="2">
        <div className={styles.words}>
          <LinkTarget link={link} />
        </div>
        {onRemove && (
          <Button
            size="small"
            variant="tertiary"
            aria-label={t('desk.links.removeOne', { name })}
            onPress={onRemove}
          >
            {t('desk.links.remove')}
          </Button>
        )}
      </Flex>
    </li>
  );
}
