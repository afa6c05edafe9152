import { useEffect, useId, useState } from 'react';
import { Select, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCostFormat } from '../../format';
import { cloudCostsTranslationRef } from '../../translation';
import {
  isDay,
  PERIODS,
  withPeriod,
  type CostViewControl,
  type PeriodName,
} from '../view';
import styles from './controls.module.css';

/**
 * A day; handed on when one leaves the field or presses Enter, as a year that is
 * half typed is a year too.
 */
function DayField(props: {
  label: string;
  value: string;
  onCommit: (day: string) => void;
}) {
  const { label, value, onCommit } = props;
  const id = useId();
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const commit = () => {
    if (typed !== value && isDay(typed)) onCommit(typed);
  };
  return (
    <div className={styles.day}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="date"
        value={typed}
        onChange={event => setTyped(event.target.value)}
        onBlur={commit}
        onKeyDown={event => event.key === 'Enter' && commit()}
      />
    </div>
  );
}

/** Which days are looked at. */
export function PeriodChooser(props: { control: CostViewControl }) {
  const { view, change } = props.control;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  const names: PeriodName[] = [...PERIODS, 'own'];
  const choose = (name: PeriodName) =>
    change(
      // Own days begin with those that one is looking at.
      name === 'own' ? withPeriod(name, view) : withPeriod(name),
    );
  return (
    <>
      <div>
        <Select
          label={t('explorer.period')}
          options={names.map(id => ({
            id,
            label: t(`explorer.period.${id}`),
          }))}
          value={view.period}
          onChange={key => {
            const name = names.find(one => one === key);
            if (name) choose(name);
          }}
        />
        {view.period !== 'own' && (
          <Text as="p" variant="body-small" color="secondary">
            {format.range(view.from, view.to)}
          </Text>
        )}
      </div>
      {view.period === 'own' && (
        <>
          <DayField
            label={t('explorer.from')}
            value={view.from}
            onCommit={from => change(withPeriod('own', { from, to: view.to }))}
          />
          <DayField
            label={t('explorer.to')}
            value={view.to}
            onCommit={to => change(withPeriod('own', { from: view.from, to }))}
          />
        </>
      )}
    </>
  );
}
