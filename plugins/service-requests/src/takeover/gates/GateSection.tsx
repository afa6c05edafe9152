import { useState } from 'react';
import { Button, Text } from '@backstage/ui';
import type {
  TakeoverDetail,
  TakeoverException,
  TakeoverGateStanding,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { ErrorNotice, Section } from '@dualcloud/foundation-react';
import { useWish } from '../../api/useWish';
import { useWords } from '../../words';
import { EnvironmentDialog } from '../environments';
import styles from '../takeover.module.css';
import { ConfirmDialog } from './ConfirmDialog';
import { ExceptionDialog } from './ExceptionDialog';
import { Gate } from './Gate';

/** What is done about a gate in a dialog. */
type Asked =
  | { deed: 'except'; gate: TakeoverGateStanding }
  | {
      deed: 'confirm';
      gate: TakeoverGateStanding;
      exception: TakeoverException;
    }
  | { deed: 'environments' };

type Props = { takeover: TakeoverDetail; onDone: () => void };

/** Every gate: whether it is passed, what is missing, and what one can do about it. */
export function GateSection({ takeover, onDone }: Props) {
  const { t, format } = useWords();
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  const done = () => {
    close();
    onDone();
  };
  const checks = useChecks(takeover, onDone);
  const checkedAt = takeover.gates.find(gate => gate.checkedAt)?.checkedAt;
  return (
    <Section
      level="h3"
      title={t('gates.title')}
      description={t('gates.means')}
      actions={
        takeover.mayWork && (
          <Button
            variant="secondary"
            isPending={checks.isPending}
            onPress={checks.check}
          >
            {t('gates.check')}
          </Button>
        )
      }
    >
      {checks.error && <ErrorNotice error={checks.error} />}
      <ul className={styles.plain}>
        {takeover.gates.map(gate => (
          <Gate
            key={gate.id}
            takeover={takeover}
            gate={gate}
            onExcept={() => setAsked({ deed: 'except', gate })}
            onConfirm={exception =>
              setAsked({ deed: 'confirm', gate, exception })
            }
            onEnvironments={() => setAsked({ deed: 'environments' })}
          />
        ))}
      </ul>
      {checkedAt && (
        <Text as="p" color="secondary" role="status">
          {t('gates.checkedAt', { at: format.dateTime(checkedAt) })}
        </Text>
      )}
      {asked && (
        <GateDialog
          takeover={takeover}
          asked={asked}
          onClose={close}
          onDone={done}
        />
      )}
    </Section>
  );
}

function GateDialog(props: Props & { asked: Asked; onClose: () => void }) {
  const { asked, ...rest } = props;
  switch (asked.deed) {
    case 'except':
      return <ExceptionDialog gate={asked.gate} {...rest} />;
    case 'confirm':
      return (
        <ConfirmDialog
          gate={asked.gate}
          exception={asked.exception}
          {...rest}
        />
      );
    default:
      return <EnvironmentDialog {...rest} />;
  }
}

/** All gates are looked at anew. */
function useChecks({ id, revision }: TakeoverDetail, onDone: () => void) {
  const wish = useWish((client, _at: number, header) =>
    client.POST('/takeovers/{takeoverId}/checks', {
      params: { path: { takeoverId: id }, header },
    }),
  );
  const check = async () => {
    if (await wish.submit(revision)) onDone();
  };
  return { ...wish, check };
}
