import { Select, Switch, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CostFilters } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { cloudCostsTranslationRef } from '../../translation';
import { useGroupingName } from '../useNames';
import {
  DIMENSIONS,
  isTag,
  LINES,
  withParameter,
  type CostViewControl,
  type Grouping,
} from '../view';
import styles from './controls.module.css';

/** By what costs are grouped, in which steps, and whether they are compared. */
export function GroupingChooser(props: {
  control: CostViewControl;
  options?: CostFilters;
}) {
  const { view, change } = props.control;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const groupingName = useGroupingName();
  const tags =
    props.options?.dimensions.map(({ dimension }) => dimension).filter(isTag) ??
    [];
  const groupings = Array.from(
    new Set<Grouping>([...DIMENSIONS, ...tags, LINES, view.groupBy]),
  );
  return (
    <>
      <Select
        label={t('explorer.groupBy')}
        options={groupings.map(id => ({ id, label: groupingName(id) }))}
        value={view.groupBy}
        onChange={key =>
          change(
            withParameter('group', String(key)),
            withParameter('groups', undefined),
          )
        }
      />
      <ToggleButtonGroup
        aria-label={t('explorer.interval')}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[view.interval]}
        onSelectionChange={keys =>
          change(withParameter('interval', String([...keys][0])))
        }
      >
        <ToggleButton id="day">{t('explorer.interval.day')}</ToggleButton>
        <ToggleButton id="month">{t('explorer.interval.month')}</ToggleButton>
      </ToggleButtonGroup>
      <div className={styles.switch}>
        <Switch
          label={t('explorer.compare')}
          isSelected={view.compares}
          onChange={isOn =>
            change(withParameter('compare', isOn ? undefined : 'no'))
          }
        />
      </div>
    </>
  );
}
