import { Flex, Select, TextField } from '@backstage/ui';
import { faultProps } from '../../fields';
import { EntitySelect } from '../../pickers';
import { useWords } from '../../words';
import type { PartProps } from './OfferForm';
import { decimalFrom } from './template';

type Objective = Record<string, unknown>;

const AVAILABILITY = 'availability';
const DENOMINATORS = ['agreedMinusPlanned', 'agreed'] as const;

/**
 * The hours, and the availability in them. Whatever else an agreement says, such
 * as from an earlier version, stays as it is.
 */
export function LevelFields(
  props: PartProps & { calendarRefs: readonly string[] },
) {
  const { content, faults, onChange, calendarRefs } = props;
  const { t } = useWords();
  const { agreement } = content;
  const objectives = (agreement.objectives ?? []) as Objective[];
  const at = objectives.findIndex(({ type }) => type === AVAILABILITY);
  const change = (part: Record<string, unknown>) =>
    onChange({ agreement: { ...agreement, ...part } });
  const setTarget = (typed: string) => {
    const target = decimalFrom(typed);
    const next =
      at < 0
        ? [
            ...objectives,
            { id: AVAILABILITY, type: AVAILABILITY, period: 'month', target },
          ]
        : objectives.map((one, index) =>
            index === at ? { ...one, target } : one,
          );
    change({ objectives: next });
  };
  return (
    <Flex direction="column" gap="4">
      <EntitySelect
        label={t('offer.hours')}
        description={t('offer.draft.hours.means')}
        isRequired
        refs={calendarRefs}
        value={agreement.calendarRef as string | undefined}
        onChange={calendarRef => change({ calendarRef })}
        fault={faults['content.agreement.calendarRef']}
      />
      <TextField
        label={t('offer.draft.availability')}
        description={t('offer.draft.availability.means')}
        secondaryLabel={t('picker.required')}
        inputMode="decimal"
        autoComplete="off"
        value={String(objectives[at]?.target ?? '')}
        onChange={setTarget}
        {...faultProps(
          faults[`content.agreement.objectives[${Math.max(at, 0)}].target`],
        )}
      />
      <Select
        label={t('offer.draft.denominator')}
        options={DENOMINATORS.map(id => ({
          id,
          label: t(`offer.draft.denominator.${id}`),
        }))}
        selectionMode="single"
        value={String(agreement.denominator ?? DENOMINATORS[0])}
        onChange={denominator => change({ denominator })}
      />
    </Flex>
  );
}
