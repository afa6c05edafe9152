import { Button, Flex, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiArrowLeftSLine, RiArrowRightSLine } from '@remixicon/react';
import { useLevelFormat } from '../format';
import { serviceLevelsTranslationRef } from '../translation';
import { monthAfter, monthOf } from './months';

/** A month, and the ones before and after it; as a rule none that has not begun. */
export function MonthChooser(props: {
  month: string;
  onChange: (month: string) => void;
  /** Absent: the running month. */
  latest?: string;
}) {
  const { month, onChange, latest = monthOf(new Date()) } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const format = useLevelFormat();
  return (
    <Flex gap="2" align="center" role="group" aria-label={t('general.period')}>
      <Button
        variant="secondary"
        aria-label={t('general.previous')}
        iconStart={<RiArrowLeftSLine aria-hidden="true" />}
        onPress={() => onChange(monthAfter(month, -1))}
      />
      <Text as="p" weight="bold" aria-live="polite">
        {format.period(month)}
      </Text>
      <Button
        variant="secondary"
        aria-label={t('general.next')}
        iconStart={<RiArrowRightSLine aria-hidden="true" />}
        isDisabled={month >= latest}
        onPress={() => onChange(monthAfter(month, 1))}
      />
    </Flex>
  );
}
