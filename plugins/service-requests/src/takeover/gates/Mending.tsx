import { Button, Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type {
  TakeoverDetail,
  TakeoverGateStanding,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { releaseRouteRef } from '../../routes';
import { useWords } from '../../words';

/** Gates that ask for papers of the release. */
const OF_PAPERS = ['support', 'evidence'];
/** Gates that compare what the takeover names. */
const OF_ENVIRONMENTS = ['environment-parity', 'governance'];

/** Where one mends what is missing, as far as it is somewhere in the portal. */
export function Mending(props: {
  takeover: TakeoverDetail;
  gate: TakeoverGateStanding;
  onEnvironments: () => void;
}) {
  const { takeover, gate, onEnvironments } = props;
  const { t, text } = useWords();
  const releasePath = useRouteRef(releaseRouteRef);
  // Several gates have such a link; spoken alone it has to say whose it is.
  const labelled = (words: string) => ({
    'aria-label': `${words}: ${text(gate.titles)}`,
  });
  if (OF_PAPERS.includes(gate.id)) {
    if (!takeover.mayAskException) {
      return <Text as="p">{t('gates.mend.wait.papers')}</Text>;
    }
    const path = releasePath({ requestId: takeover.requestId });
    return (
      <Link
        href={`${path}?release=${encodeURIComponent(takeover.releaseId)}`}
        {...labelled(t('gates.mend.papers'))}
      >
        {t('gates.mend.papers')}
      </Link>
    );
  }
  const mayName =
    OF_ENVIRONMENTS.includes(gate.id) &&
    takeover.mayAskException &&
    !(takeover.testEnvironmentId && takeover.productionEnvironmentId);
  return (
    <>
      {mayName && (
        <Button
          size="small"
          variant="secondary"
          onPress={onEnvironments}
          {...labelled(t('gates.mend.environments'))}
        >
          {t('gates.mend.environments')}
        </Button>
      )}
      {gate.link && (
        <Link href={gate.link} {...labelled(t('gates.mend.link'))}>
          {t('gates.mend.link')}
        </Link>
      )}
    </>
  );
}
