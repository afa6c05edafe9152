import { Flex } from '@backstage/ui';
import type { TakeoverDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { ErrorNotice, Loading, Section } from '@dualcloud/foundation-react';
import { Checklist } from '../request/checklist';
import { useWords } from '../words';
import { Decisions, Defects } from './decisions';
import { GateSection } from './gates';
import { ReleaseSection } from './release';
import { Steps } from './Steps';
import { TakeoverStanding } from './TakeoverStanding';
import { useTakeover } from './useTakeovers';
import { VerdictSection } from './verdicts';

type Part = { takeover: TakeoverDetail; onDone: () => void };

/** One takeover: how far it is, what is missing, and what one can do about it. */
export function TakeoverView(props: {
  takeoverId: string;
  onDone: () => void;
}) {
  const { takeoverId, onDone } = props;
  const { data, error, reload } = useTakeover(takeoverId);
  if (error) return <ErrorNotice error={error} onRetry={reload} />;
  if (!data) return <Loading rows={4} />;
  const part: Part = {
    takeover: data,
    onDone: () => {
      reload();
      onDone();
    },
  };
  return (
    <Flex direction="column" gap="6">
      <TakeoverStanding {...part} />
      <Defects takeover={data} />
      <GateSection {...part} />
      {/* Under a standing approval the gates decide, and nothing else is asked for. */}
      {!data.standingApprovalId && (
        <>
          <ChecklistPart {...part} />
          <VerdictSection {...part} />
        </>
      )}
      <Decisions {...part} />
      <ReleaseSection
        requestId={data.requestId}
        releaseId={data.releaseId}
        isTakenOver={data.state === 'accepted'}
      />
      <Steps takeover={data} />
    </Flex>
  );
}

function ChecklistPart({ takeover, onDone }: Part) {
  const { t } = useWords();
  return (
    <Section level="h3" title={t('takeover.checklist')}>
      <Checklist
        items={takeover.checklist}
        sendFor={itemId => (client, body, header) =>
          client.PUT('/takeovers/{takeoverId}/checklist/{itemId}', {
            params: { path: { takeoverId: takeover.id, itemId }, header },
            body,
          })}
        onDone={onDone}
      />
    </Section>
  );
}
