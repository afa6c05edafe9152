import { useId, useState, type ReactNode } from 'react';
import { Button, Select, Tag, TagGroup, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CostFilters } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { RiFilterLine } from '@remixicon/react';
import { cloudCostsTranslationRef } from '../../translation';
import { useGroupingName, type NameOf } from '../useNames';
import {
  FILTERS,
  isGrouping,
  withFilter,
  withoutFilters,
  type CostViewControl,
  type FilterName,
} from '../view';
import styles from './controls.module.css';

const MANY = 8;

type Choice = {
  id: string;
  label: string;
  filter: FilterName;
  options: Array<{ id: string; label: string }>;
};

/** One choice for each dimension, and one for each tag. */
function useChoices(
  options: CostFilters | undefined,
  nameOf: NameOf,
): Choice[] {
  const groupingName = useGroupingName();
  return (options?.dimensions ?? []).flatMap(({ dimension, values }) => {
    const tag = dimension.startsWith('tag:') ? dimension.slice(4) : undefined;
    const filter = tag ? 'tag' : FILTERS.find(name => name === dimension);
    if (!filter || !isGrouping(dimension)) return [];
    return [
      {
        id: dimension,
        label: groupingName(dimension),
        filter,
        options: values
          .filter(({ value }) => value)
          .map(({ value, title }) => ({
            id: tag ? `${tag}=${value}` : value,
            label: nameOf(dimension, { key: value, title }),
          }))
          .sort((a, b) => a.label.localeCompare(b.label)),
      },
    ];
  });
}

function FilterChoice(props: { choice: Choice; control: CostViewControl }) {
  const { choice, control } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const chosen = control.view.filters[choice.filter] ?? [];
  const ids = new Set(choice.options.map(({ id }) => id));
  return (
    <Select
      label={choice.label}
      selectionMode="multiple"
      placeholder={t('explorer.filters.any')}
      search={
        choice.options.length > MANY
          ? { placeholder: t('explorer.filters.search') }
          : undefined
      }
      options={choice.options}
      value={chosen.filter(value => ids.has(value))}
      onChange={keys =>
        control.change(
          withFilter(choice.filter, [
            // Values of other tags, and those that this period does not know.
            ...chosen.filter(value => !ids.has(value)),
            ...[...keys].map(String),
          ]),
        )
      }
    />
  );
}

/** What is filtered by, each removable. */
function FilterChips(props: { control: CostViewControl; nameOf: NameOf }) {
  const { control, nameOf } = props;
  const { view, change } = control;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const groupingName = useGroupingName();
  const chips = FILTERS.flatMap(name =>
    (view.filters[name] ?? []).map(value => ({
      id: `${name}=${value}`,
      name,
      value,
      label:
        name === 'tag'
          ? value.replace('=', ': ')
          : `${groupingName(name)}: ${nameOf(name, { key: value })}`,
    })),
  );
  if (chips.length === 0) return null;
  return (
    <div className={styles.chips}>
      <TagGroup
        aria-label={t('explorer.filters.chosen')}
        onRemove={keys =>
          change(
            ...chips
              .filter(chip => keys.has(chip.id))
              .map(chip =>
                withFilter(
                  chip.name,
                  (view.filters[chip.name] ?? []).filter(
                    value => value !== chip.value,
                  ),
                ),
              ),
          )
        }
      >
        {chips.map(chip => (
          <Tag key={chip.id} id={chip.id} textValue={chip.label}>
            {chip.label}
          </Tag>
        ))}
      </TagGroup>
      <Button
        size="small"
        variant="tertiary"
        onPress={() => change(withoutFilters)}
      >
        {t('explorer.filters.clear')}
      </Button>
    </div>
  );
}

/** Filters of all dimensions behind a button, and what is chosen before it. */
export function FilterControls(props: {
  control: CostViewControl;
  options?: CostFilters;
  nameOf: NameOf;
  /** Buttons beside the one for the filters. */
  children?: ReactNode;
}) {
  const { control, options, nameOf } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const [isOpen, setOpen] = useState(false);
  const choices = useChoices(options, nameOf);
  const id = useId();
  return (
    <>
      <div className={styles.chips}>
        <Button
          variant="secondary"
          iconStart={<RiFilterLine />}
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onPress={() => setOpen(!isOpen)}
        >
          {t('explorer.filters')}
        </Button>
        {props.children}
        <FilterChips control={control} nameOf={nameOf} />
      </div>
      {isOpen && (
        <div id={id} className={styles.grid}>
          {choices.map(choice => (
            <FilterChoice key={choice.id} choice={choice} control={control} />
          ))}
          {options && choices.length === 0 && (
            <Text as="p">{t('explorer.filters.none')}</Text>
          )}
        </div>
      )}
    </>
  );
}
