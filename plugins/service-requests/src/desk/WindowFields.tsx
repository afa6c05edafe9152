import { useState } from 'react';
import { InstantField, instantOf, wallClockOf, type Faults } from '../fields';
import { useWords } from '../words';

type Planned = { plannedFrom?: string; plannedTo?: string };

/** The window of a change while it is being filled in, on the reader's clock. */
export function useWindow(planned: Planned = {}) {
  const before = {
    from: wallClockOf(planned.plannedFrom),
    to: wallClockOf(planned.plannedTo),
  };
  const [clock, setClock] = useState(before);
  return {
    clock,
    setClock,
    isChanged: clock.from !== before.from || clock.to !== before.to,
    value: {
      plannedFrom: instantOf(clock.from),
      plannedTo: instantOf(clock.to),
    } satisfies Planned,
  };
}

/** From when until when a change is made. */
export function WindowFields(props: {
  window: ReturnType<typeof useWindow>;
  faults: Faults;
}) {
  const { window, faults } = props;
  const { t } = useWords();
  const { clock, setClock } = window;
  return (
    <>
      <InstantField
        label={t('desk.plannedFrom')}
        value={clock.from}
        onChange={from => setClock({ ...clock, from })}
        fault={faults.plannedFrom}
      />
      <InstantField
        label={t('desk.plannedTo')}
        value={clock.to}
        onChange={to => setClock({ ...clock, to })}
        fault={faults.plannedTo}
      />
    </>
  );
}
