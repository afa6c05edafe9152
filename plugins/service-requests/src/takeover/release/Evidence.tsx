import type { ReleaseEvidence } from '@dualcloud/backstage-plugin-service-requests-common';
import styles from '../takeover.module.css';

/** What proves something: a link, words, or both. */
export function Evidence({ evidence }: { evidence: ReleaseEvidence }) {
  const { link, text } = evidence;
  return (
    <>
      {link && (
        <a
          href={link}
          target="_blank"
          rel="noopener noreferrer"
          className={styles.words}
        >
          {link}
        </a>
      )}
      {text && <p className={styles.text}>{text}</p>}
    </>
  );
}
