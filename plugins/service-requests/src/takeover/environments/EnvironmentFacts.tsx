import { useState } from 'react';
import { Button, Flex } from '@backstage/ui';
import type { TakeoverDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { Facts, PartyLink } from '@dualcloud/foundation-react';
import { useEnvironments } from '../../request/links/useEnvironments';
import { useWords } from '../../words';
import { EnvironmentDialog } from './EnvironmentDialog';

/** What is compared: where it was tested, and where it is going to run. */
export function EnvironmentFacts(props: {
  takeover: TakeoverDetail;
  onDone: () => void;
}) {
  const { takeover, onDone } = props;
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const { refOf } = useEnvironments(takeover.systemRef);
  const environment = (id: string | undefined) => {
    if (id === undefined) return t('takeover.environment.none');
    const ref = refOf(id);
    return ref ? <PartyLink entityRef={ref} /> : id;
  };
  return (
    <Flex direction="column" gap="2">
      <Facts
        items={(['test', 'production'] as const).map(kind => ({
          label: t(`takeover.${kind}Environment`),
          value: environment(takeover[`${kind}EnvironmentId`]),
        }))}
      />
      {takeover.mayAskException && (
        <div>
          <Button
            size="small"
            variant="secondary"
            onPress={() => setOpen(true)}
          >
            {t('takeover.environments')}
          </Button>
        </div>
      )}
      {isOpen && (
        <EnvironmentDialog
          takeover={takeover}
          onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false);
            onDone();
          }}
        />
      )}
    </Flex>
  );
}
