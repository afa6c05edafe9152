import { TextField } from '@backstage/ui';
import type { LocalizedText } from '@dualcloud/foundation-react';
import { faultProps, type Faults } from '../../fields';
import { useWords } from '../../words';
import styles from '../offers.module.css';

/** A text in both languages of the portal. */
export function TextsField(props: {
  label: string;
  value: LocalizedText;
  onChange: (value: LocalizedText) => void;
  faults: Faults;
  /** Path of the field, as the server names it. */
  field: string;
}) {
  const { label, value, onChange, faults, field } = props;
  const { t } = useWords();
  return (
    <div className={styles.texts}>
      {(['en', 'de'] as const).map(language => (
        <TextField
          key={language}
          label={t(`offer.draft.in.${language}`, { field: label })}
          secondaryLabel={t(
            language === 'en' ? 'picker.required' : 'picker.optional',
          )}
          value={value[language] ?? ''}
          onChange={words =>
            onChange(
              language === 'de' && words === ''
                ? { en: value.en }
                : { ...value, [language]: words },
            )
          }
          maxLength={1000}
          {...faultProps(faults[`${field}.${language}`] ?? undefined)}
        />
      ))}
    </div>
  );
}
