import type { ReactNode } from 'react';
import { Button, Flex } from '@backstage/ui';
import { useWords } from '../../words';
import styles from '../takeover.module.css';

/** Any number of the same, each under its own legend, with a button to add one. */
export function Rows<T>(props: {
  rows: readonly T[];
  /** How many have to stay. */
  atLeast?: number;
  nameOf: (number: string) => string;
  addLabel: string;
  newRow: T;
  onChange: (rows: T[]) => void;
  children: (row: T, index: number, change: (next: T) => void) => ReactNode;
}) {
  const { rows, atLeast = 0, nameOf, addLabel, newRow, onChange } = props;
  const { t } = useWords();
  return (
    <Flex direction="column" gap="3">
      {rows.map((row, index) => {
        const name = nameOf(String(index + 1));
        return (
          // Rows have nothing of their own to be told apart by.
          <fieldset key={index} className={styles.fieldset}>
            <legend className={styles.legend}>{name}</legend>
            {props.children(row, index, next =>
              onChange(rows.map((one, at) => (at === index ? next : one))),
            )}
            {rows.length > atLeast && (
              <div>
                <Button
                  variant="tertiary"
                  aria-label={t('release.removeOne', { name })}
                  onPress={() => onChange(rows.filter((_, at) => at !== index))}
                >
                  {t('release.remove')}
                </Button>
              </div>
            )}
          </fieldset>
        );
      })}
      <div>
        <Button variant="secondary" onPress={() => onChange([...rows, newRow])}>
          {addLabel}
        </Button>
      </div>
    </Flex>
  );
}
