import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DocumentProblem } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { cloudCostsTranslationRef } from '../../translation';
import styles from '../billing.module.css';

/** What is wrong with a document, and where. */
export function ProblemList(props: { problems: DocumentProblem[] }) {
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  return (
    <ul className={styles.plain}>
      {props.problems.map(({ line, column, path, rule, message }) => (
        <li key={`${line} ${path} ${rule}`}>
          {line !== undefined && (
            <strong>
              {t('draft.at', {
                line: String(line),
                column: String(column ?? 1),
              })}{' '}
            </strong>
          )}
          {path && <code>{path}</code>} {message}
        </li>
      ))}
    </ul>
  );
}
