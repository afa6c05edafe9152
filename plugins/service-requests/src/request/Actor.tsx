import { PartyLink } from '@dualcloud/foundation-react';
import { useWords } from '../words';

/** How the backend names itself. */
const PORTAL = 'plugin:service-requests';
const CONNECTOR = /^connector:(.+)$/;

/** Who did something: a person with a page of their own, a connected ticket system, or the portal itself. */
export function Actor({ actor }: { actor: string }) {
  const { t } = useWords();
  const connector = CONNECTOR.exec(actor)?.[1];
  if (actor === PORTAL) return <>{t('general.portal')}</>;
  if (connector) return <>{t('connectors.actor', { connector })}</>;
  // A ref names the kind and the namespace.
  return /^[a-z]+:.+\//i.test(actor) ? (
    <PartyLink entityRef={actor} />
  ) : (
    <>{actor}</>
  );
}
