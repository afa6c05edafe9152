import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Simulation } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { PartyLink, ScrollTable, Section } from '@dualcloud/foundation-react';
import { useCostFormat } from '../../format';
import { cloudCostsTranslationRef } from '../../translation';
import styles from '../billing.module.css';
import plot from './simulation.module.css';

/** From the middle to the left what is saved, to the right what comes on top. */
function DifferenceBar(props: { difference: bigint; largest: bigint }) {
  const { difference, largest } = props;
  const size = difference < 0n ? -difference : difference;
  // Only the drawing is a float.
  const width = largest === 0n ? 0 : Number((size * 5000n) / largest) / 100;
  return (
    <span className={plot.track} aria-hidden="true">
      <span
        className={difference < 0n ? plot.less : plot.more}
        style={{
          width: `${width}%`,
          insetInlineStart: difference < 0n ? `${50 - width}%` : '50%',
        }}
      />
    </span>
  );
}

/** Who would have paid how much more or less, largest differences first. */
export function SimulationResult(props: { simulation: Simulation }) {
  const { currency, from, to, total, simulatedTotal, groups } =
    props.simulation;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  const abs = (value: bigint) => (value < 0n ? -value : value);
  const rows = groups
    .map(group => ({
      ...group,
      difference: BigInt(group.simulated) - BigInt(group.amount),
    }))
    .sort((a, b) => (abs(b.difference) > abs(a.difference) ? 1 : -1));
  const largest = rows.reduce(
    (most, { difference }) => (abs(difference) > most ? abs(difference) : most),
    0n,
  );
  const money = (micros: string) => format.money(micros, currency);
  const changed = (now: bigint, before: bigint) => {
    const relative = format.relativeChange(now, before);
    const change = format.change(now - before, currency);
    return relative ? `${change} (${relative})` : change;
  };
  const label = t('simulation.title', {
    from: format.month(from),
    to: format.month(to),
  });
  return (
    <Section title={label}>
      {rows.length === 0 ? (
        <Text as="p">{t('simulation.empty')}</Text>
      ) : (
        <ScrollTable label={label}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('statement.payer')}</th>
                <th scope="col">{t('simulation.paid')}</th>
                <th scope="col">{t('simulation.wouldPay')}</th>
                <th scope="col">{t('simulation.difference')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ payerRef, amount, simulated, difference }) => (
                <tr key={payerRef}>
                  <th scope="row">
                    <PartyLink entityRef={payerRef} />
                  </th>
                  <td>{money(amount)}</td>
                  <td>{money(simulated)}</td>
                  <td>
                    {changed(BigInt(simulated), BigInt(amount))}
                    <DifferenceBar difference={difference} largest={largest} />
                  </td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{t('plot.total')}</th>
                <td>{money(total)}</td>
                <td>{money(simulatedTotal)}</td>
                <td>{changed(BigInt(simulatedTotal), BigInt(total))}</td>
              </tr>
            </tfoot>
          </table>
        </ScrollTable>
      )}
    </Section>
  );
}
