import { useState } from 'react';
import { Button, ButtonLink, Flex, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type {
  PossibleEvent,
  ServiceRequestDetail,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { ErrorNotice } from '@dualcloud/foundation-react';
import { editRequestRouteRef } from '../../routes';
import { useWords } from '../../words';
import { EventDialog } from './EventDialog';
import { useEvent } from './useEvent';
import styles from '../request.module.css';

type Props = { request: ServiceRequestDetail; onDone: () => void };

/** Whether an event ends the request, for which one asks first. */
function endsWith({ states }: ServiceRequestDetail, event: PossibleEvent) {
  return states.find(({ id }) => id === event.to)?.phase === 'end';
}

/** What the reader can make happen; what is not possible yet says why. */
export function EventActions({ request, onDone }: Props) {
  const { t } = useWords();
  const [asked, setAsked] = useState<PossibleEvent>();
  const wish = useEvent(request, onDone);
  if (request.possible.length === 0) return null;
  const isEnd = (event: PossibleEvent) => endsWith(request, event);
  const ordered = [...request.possible].sort(
    (a, b) => Number(isEnd(a)) - Number(isEnd(b)),
  );
  return (
    <section aria-label={t('request.actions')}>
      <Flex direction="column" gap="3">
        <Flex gap="2" className={styles.actions}>
          {ordered.map((event, index) => (
            <EventButton
              key={event.event}
              request={request}
              event={event}
              // Where an offer waits, accepting it is what leads on.
              isFirst={
                index === 0 && !isEnd(event) && request.phase !== 'decision'
              }
              isPending={wish.isPending}
              onPress={() =>
                event.needs.includes('reason') || isEnd(event)
                  ? setAsked(event)
                  : wish.submit({ event: event.event })
              }
            />
          ))}
        </Flex>
        <Missing events={ordered} />
        {wish.error && !asked && <ErrorNotice error={wish.error} />}
      </Flex>
      {asked && (
        <EventDialog
          request={request}
          event={asked}
          isEnd={isEnd(asked)}
          onClose={() => setAsked(undefined)}
          onDone={() => {
            setAsked(undefined);
            onDone();
          }}
        />
      )}
    </section>
  );
}

function EventButton(props: {
  request: ServiceRequestDetail;
  event: PossibleEvent;
  isFirst: boolean;
  isPending: boolean;
  onPress: () => void;
}) {
  const { request, event, isFirst, isPending, onPress } = props;
  const { t, text } = useWords();
  const editPath = useRouteRef(editRequestRouteRef);
  const variant = isFirst ? 'primary' : 'secondary';
  // A draft is completed and looked through before it is sent.
  if (event.needs.includes('form') && request.mayEdit) {
    const page = request.pages.length + 2;
    return (
      <>
        <ButtonLink
          variant={variant}
          href={`${editPath({ requestId: request.id })}?page=${page}`}
        >
          {t('request.reviewAnd', { event: text(event.titles) })}
        </ButtonLink>
      </>
    );
  }
  return (
    <Button
      variant={variant}
      isDisabled={isPending || event.missing.length > 0}
      onPress={onPress}
    >
      {text(event.titles)}
    </Button>
  );
}

/** Why some of the buttons cannot be pressed yet. */
function Missing({ events }: { events: readonly PossibleEvent[] }) {
  const { t, text } = useWords();
  const needs = ['production-environment', 'data-record', 'checklist'] as const;
  return (
    <>
      {events
        .filter(({ missing }) => missing.length > 0)
        .map(event => (
          <Text as="p" key={event.event}>
            {t('request.missing', { event: text(event.titles) })}{' '}
            {needs
              .filter(need => event.missing.includes(need))
              .map(need => t(`request.missing.${need}`))
              .join('; ')}
            .
          </Text>
        ))}
    </>
  );
}
