import { Button, Link, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import type {
  TakeoverDetail,
  TakeoverGateStanding,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { serviceDeskRouteRef } from '../../desk/routes';
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
  const deskPath = useRouteRef(serviceDeskRouteRef);
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
  if (gate.id === 'open-tickets') {
    const { serviceRef, systemRef } = takeover;
    const query = new URLSearchParams({
      ...(serviceRef && { service: serviceRef }),
      // A new service is not there yet; what is open about its system counts.
      ...(!serviceRef && systemRef && { system: systemRef }),
    });
    return (
      <Link href={`${deskPath()}?${query}`} {...labelled(t('gates.mend.desk'))}>
        {t('gates.mend.desk')}
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
