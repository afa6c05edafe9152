import { useEffect, useState } from 'react';
import { Alert } from '@backstage/ui';
import type { StandardMatch } from '@dualcloud/backstage-plugin-service-requests-common';
import { PartyLink } from '@dualcloud/foundation-react';
import { useQuery } from '../api/useQuery';
import { useWords } from '../words';
import styles from './standardisation.module.css';

const PAUSE_MS = 600;

/**
 * Says, while a request is being written, that a standard service might do. A
 * hint only: where it cannot be found out, the request is written all the same.
 */
export function StandardHint(props: {
  type: string;
  title: string;
  form: Record<string, unknown>;
}) {
  const { t, format } = useWords();
  const { type, title, form } = props;
  const said = useSettled(JSON.stringify({ type, title, form }));
  const { data } = useQuery(
    client => client.POST('/standard-matches', { body: JSON.parse(said) }),
    said,
  );
  const matches = data?.items ?? [];
  if (matches.length === 0) return null;
  const why = ({ reason, words }: StandardMatch) =>
    t(`standard.hint.${reason}`, { words: format.list(words) });
  return (
    <Alert
      status="info"
      icon
      role="status"
      title={t('standard.hint')}
      description={
        <>
          <ul className={styles.hint}>
            {matches.map(match => (
              <li key={match.serviceRef}>
                <PartyLink entityRef={match.serviceRef} /> – {why(match)}
              </li>
            ))}
          </ul>
          {t('standard.hint.means')}
        </>
      }
    />
  );
}

/** A text as soon as it has not changed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
