import { Button, Flex, Select, TextField } from '@backstage/ui';
import type { LocalizedText } from '@dualcloud/foundation-react';
import { faultProps } from '../../fields';
import { useWords } from '../../words';
import styles from '../offers.module.css';
import type { PartProps } from './OfferForm';
import { decimalFrom } from './template';

type Component = Record<string, unknown> & {
  id: string;
  titles?: LocalizedText;
};

const KINDS = [
  'one-time',
  'recurring.month',
  'recurring.year',
  'recurring.day',
] as const;
type Kind = (typeof KINDS)[number];

/** Undefined for kinds that this form does not write; they stay as they are. */
function kindOf({ type, period }: Component): Kind | undefined {
  const key = type === 'recurring' ? `${type}.${period}` : type;
  return KINDS.find(kind => kind === key);
}

function ofKind({ id, titles, price }: Component, kind: Kind): Component {
  const [type, period] = kind.split('.');
  return {
    id,
    titles,
    type,
    ...(period && { period, proration: 'exact' }),
    price,
  };
}

/** What it costs, once and again and again. */
export function PriceFields({ content, faults, onChange }: PartProps) {
  const { t } = useWords();
  const { prices } = content;
  const components = prices.components as Component[];
  const put = (next: Component[]) =>
    onChange({ prices: { ...prices, components: next } });
  const add = () => {
    const taken = new Set(components.map(({ id }) => id));
    let number = components.length + 1;
    while (taken.has(`component-${number}`)) number += 1;
    const id = `component-${number}`;
    put([
      ...components,
      ofKind({ id, titles: { en: '' }, price: '' }, 'recurring.month'),
    ]);
  };
  return (
    <Flex direction="column" gap="3">
      {components.map((component, index) => (
        <ComponentRow
          key={component.id}
          component={component}
          currency={prices.currency}
          fault={
            faults[`content.prices.components[${index}].price`] ??
            faults[`content.prices.components.${index}.price`]
          }
          onChange={next =>
            put(components.map(one => (one === component ? next : one)))
          }
          onRemove={
            components.length > 1
              ? () => put(components.filter(one => one !== component))
              : undefined
          }
        />
      ))}
      <div>
        <Button variant="secondary" onPress={add}>
          {t('offer.draft.addPrice')}
        </Button>
      </div>
    </Flex>
  );
}

function ComponentRow(props: {
  component: Component;
  currency: string;
  fault: string | undefined;
  onChange: (component: Component) => void;
  onRemove: (() => void) | undefined;
}) {
  const { component, currency, fault, onChange, onRemove } = props;
  const { t, text } = useWords();
  const kind = kindOf(component);
  const name = text(component.titles) || component.id;
  return (
    <fieldset className={styles.row}>
      <legend className={styles.legend}>{name}</legend>
      {(['en', 'de'] as const).map(language => (
        <TextField
          key={language}
          label={t(`offer.draft.in.${language}`, {
            field: t('offer.component'),
          })}
          value={component.titles?.[language] ?? ''}
          onChange={words =>
            onChange({
              ...component,
              titles: { en: '', ...component.titles, [language]: words },
            })
          }
        />
      ))}
      {kind && (
        <>
          <Select
            label={t('offer.kind')}
            options={KINDS.map(id => ({ id, label: t(`offer.kind.${id}`) }))}
            selectionMode="single"
            value={kind}
            onChange={key =>
              key !== null && onChange(ofKind(component, key as Kind))
            }
          />
          <TextField
            label={t('offer.draft.priceIn', { currency })}
            secondaryLabel={t('picker.required')}
            inputMode="decimal"
            autoComplete="off"
            value={String(component.price ?? '')}
            onChange={typed =>
              onChange({ ...component, price: decimalFrom(typed) })
            }
            {...faultProps(fault)}
          />
        </>
      )}
      {onRemove && (
        <div>
          <Button
            variant="tertiary"
            aria-label={t('offer.draft.removeOne', { name })}
            onPress={onRemove}
          >
            {t('offer.draft.remove')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
