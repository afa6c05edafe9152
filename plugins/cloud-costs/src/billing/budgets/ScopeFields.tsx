import { Radio, RadioGroup, Select, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Budget } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { cloudCostsTranslationRef } from '../../translation';
import { useChoices, useOwnGroups, useSeen, type Choice } from '../useScopes';
import { SCOPES, type BudgetForm, type ScopeType } from './useBudgetForm';

/** For what the reader could set a budget: what they see costs of, and their own groups. */
function useScopeChoices(
  current: Budget | undefined,
): Record<ScopeType, Choice[]> {
  const seen = useSeen();
  const own = useOwnGroups();
  const valuesOf = (dimension: string) =>
    seen(dimension).filter(({ value }) => value);
  const refsOf = (dimension: string) =>
    valuesOf(dimension).map(({ value }) => value);
  const given = (type: ScopeType) =>
    current?.scope.type === type ? [current.scope.ref] : [];
  const environments = valuesOf('environment');
  return {
    organisation: useChoices([
      ...own,
      ...refsOf('payer'),
      ...given('organisation'),
    ]),
    system: useChoices([...refsOf('system'), ...given('system')]),
    environment: [
      ...environments.map(({ value, title }) => ({
        id: value,
        label: title ?? value,
      })),
      ...given('environment')
        .filter(ref => !environments.some(({ value }) => value === ref))
        .map(id => ({ id, label: id })),
    ],
  };
}

function toChosen(key: unknown): string | undefined {
  return key === null ? undefined : String(key);
}

/** What the budget is about, and who looks after it. */
export function ScopeFields(props: { form: BudgetForm; budget?: Budget }) {
  const { form, budget } = props;
  const { scopeType, scopeRef, ownerRef } = form.values;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const options = useScopeChoices(budget)[scopeType];
  const owners = useChoices([
    ...useOwnGroups(),
    ...(budget ? [budget.ownerRef] : []),
  ]);
  return (
    <>
      <RadioGroup
        label={t('budget.scope')}
        value={scopeType}
        onChange={value => {
          const type = SCOPES.find(one => one === value);
          if (type) form.change({ scopeType: type, scopeRef: undefined });
        }}
      >
        {SCOPES.map(type => (
          <Radio key={type} value={type}>
            {t(`budget.scope.${type}`)}
          </Radio>
        ))}
      </RadioGroup>
      {options.length > 0 ? (
        <Select
          label={t(`budget.scope.${scopeType}`)}
          placeholder={t('budget.choose')}
          options={options}
          selectionMode="single"
          value={scopeRef ?? null}
          onChange={key => form.change({ scopeRef: toChosen(key) })}
          isRequired
          secondaryLabel={t('billing.required')}
        />
      ) : (
        <Text as="p">{t('budget.scope.none')}</Text>
      )}
      {owners.length > 1 && (
        <Select
          label={t('budget.owner')}
          description={t('budget.ownerHelp')}
          placeholder={t('budget.choose')}
          options={owners}
          selectionMode="single"
          value={ownerRef ?? null}
          onChange={key => form.change({ ownerRef: toChosen(key) })}
        />
      )}
    </>
  );
}
