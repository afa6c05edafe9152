// What was delivered, what stands between it and operation, and what can I do about it?

import { useState } from 'react';
import { ButtonLink, Flex, Select, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type {
  Release,
  ServiceRequestDetail,
  Takeover,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { ErrorNotice, Loading, Section } from '@dualcloud/foundation-react';
import { releaseRouteRef } from '../routes';
import { useWords } from '../words';
import { ApprovalsOfService } from './approvals';
import { Opening } from './Opening';
import { ReleaseSection } from './release';
import { TakeoverView } from './TakeoverView';
import { useTakeovers } from './useTakeovers';

/** Phases in which there is nothing to be taken over yet, where an offer comes first. */
const BEFORE = ['preparation', 'analysis', 'decision'];

type Props = { request: ServiceRequestDetail; onDone: () => void };

/** Whether a request has come to where releases are delivered for it. */
export function isTakenOver(request: ServiceRequestDetail): boolean {
  return (
    request.takeover &&
    request.phase !== 'preparation' &&
    !(request.offers && BEFORE.includes(request.phase))
  );
}

/** The releases of a request, and how they are taken over into operation. */
export function TakeoverSection({ request, onDone }: Props) {
  const { t } = useWords();
  const deliverPath = useRouteRef(releaseRouteRef);
  const { releases, takeovers, reload } = useTakeovers(request);
  const error = releases.error ?? takeovers.error;
  const delivered = releases.data?.items;
  const found = takeovers.data?.items;
  // Ended without a release, as one that was withdrawn: there is nothing to tell.
  if (request.ended && delivered?.length === 0) return null;
  return (
    <Section
      title={t('takeover.title')}
      actions={
        request.mayDeliver && (
          <ButtonLink
            variant={delivered?.length === 0 ? 'primary' : 'secondary'}
            href={deliverPath({ requestId: request.id })}
          >
            {t(
              delivered?.length ? 'release.deliverAnother' : 'release.deliver',
            )}
          </ButtonLink>
        )
      }
    >
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {(!delivered || !found) && !error && <Loading rows={2} />}
      {delivered && found && (
        <Flex direction="column" gap="6">
          <Content
            request={request}
            releases={delivered}
            takeovers={found}
            onDone={() => {
              reload();
              onDone();
            }}
          />
          {request.serviceRef && (
            <ApprovalsOfService serviceRef={request.serviceRef} />
          )}
        </Flex>
      )}
    </Section>
  );
}

function Content(
  props: Props & {
    releases: readonly Release[];
    takeovers: readonly Takeover[];
  },
) {
  const { request, releases, takeovers, onDone } = props;
  const { t } = useWords();
  const [chosen, setChosen] = useState<string>();
  const [newest] = releases;
  if (!newest && takeovers.length === 0) {
    return (
      <Text as="p" color="secondary">
        {t(request.mayDeliver ? 'takeover.none.deliver' : 'takeover.none')}
      </Text>
    );
  }
  const isOpened = takeovers.some(({ releaseId }) => releaseId === newest?.id);
  const shown = takeovers.find(({ id }) => id === chosen) ?? takeovers[0];
  return (
    <Flex direction="column" gap="6">
      {newest && !isOpened && (
        <Flex direction="column" gap="4">
          <Opening request={request} release={newest} onDone={onDone} />
          <ReleaseSection requestId={request.id} releaseId={newest.id} />
        </Flex>
      )}
      {shown && (
        <Flex direction="column" gap="4">
          <TakeoverChoice
            takeovers={takeovers}
            chosen={shown.id}
            onChoose={setChosen}
          />
          <TakeoverView key={shown.id} takeoverId={shown.id} onDone={onDone} />
        </Flex>
      )}
    </Flex>
  );
}

/** Which takeover one looks at; not asked where there is one. */
function TakeoverChoice(props: {
  takeovers: readonly Takeover[];
  chosen: string;
  onChoose: (id: string) => void;
}) {
  const { takeovers, chosen, onChoose } = props;
  const { t } = useWords();
  if (takeovers.length < 2) return null;
  return (
    <Select
      label={t('takeover.choose')}
      options={takeovers.map(({ id, version, state, number }) => ({
        id,
        label: t('takeover.inState', {
          version,
          state: t(`takeover.state.${state}`),
          number,
        }),
      }))}
      selectionMode="single"
      value={chosen}
      onChange={key => key !== null && onChoose(String(key))}
    />
  );
}
