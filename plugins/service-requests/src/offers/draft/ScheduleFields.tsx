import { Button, Flex, Text, TextField } from '@backstage/ui';
import { DayField } from '../../fields';
import { useWords } from '../../words';
import styles from '../offers.module.css';
import type { PartProps } from './OfferForm';

/** Steps up to operation, each with its day. */
export function ScheduleFields({ content, faults, onChange }: PartProps) {
  const { t } = useWords();
  const steps = content.schedule ?? [];
  const put = (schedule: typeof steps) => onChange({ schedule });
  const change = (at: number, part: Partial<(typeof steps)[number]>) =>
    put(steps.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <Flex direction="column" gap="3">
      <Text as="p" weight="bold">
        {t('offer.schedule')}
      </Text>
      {steps.map((step, index) => (
        // Steps have nothing of their own to be told apart by.
        <fieldset key={index} className={styles.row}>
          <legend className={styles.legend}>
            {t('offer.draft.step', { number: String(index + 1) })}
          </legend>
          {(['en', 'de'] as const).map(language => (
            <TextField
              key={language}
              label={t(`offer.draft.in.${language}`, {
                field: t('offer.draft.stepName'),
              })}
              value={step.titles[language] ?? ''}
              onChange={words =>
                change(index, { titles: { ...step.titles, [language]: words } })
              }
            />
          ))}
          <DayField
            label={t('offer.draft.stepDay')}
            value={step.date}
            onChange={date => change(index, { date })}
            fault={faults[`content.schedule[${index}].date`]}
          />
          <div>
            <Button
              variant="tertiary"
              aria-label={t('offer.draft.removeOne', {
                name: t('offer.draft.step', { number: String(index + 1) }),
              })}
              onPress={() => put(steps.filter((_, other) => other !== index))}
            >
              {t('offer.draft.remove')}
            </Button>
          </div>
        </fieldset>
      ))}
      <div>
        <Button
          variant="secondary"
          onPress={() =>
            put([...steps, { titles: { en: '' }, date: content.effectiveFrom }])
          }
        >
          {t('offer.draft.addStep')}
        </Button>
      </div>
    </Flex>
  );
}
