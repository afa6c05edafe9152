import { useState } from 'react';
import { Alert, Flex, Radio, RadioGroup, Text } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Instance,
  Order,
  OrderPreview,
  OrderRequest,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import {
  ErrorNotice,
  FormDialog,
  Loading,
  localize,
  OrderQuote,
  useFormat,
  useLanguage,
} from '@dualcloud/foundation-react';
import { useRefusal } from '../../api/useRefusal';
import { cloudServicesApiRef } from '../../api/cloudServicesApi';
import { Differences } from '../../orders/Differences';
import { warningText } from '../../orders/warningText';
import { cloudServicesTranslationRef } from '../../translation';
import { useOrderWish } from '../useOrderWish';
import { changedParameters, parameterFields } from './parameterFields';
import { ParameterInput } from './ParameterInput';
import { usePlans } from './usePlans';

function toOrder(
  instance: Instance,
  plan: string,
  values: Record<string, unknown>,
): OrderRequest {
  const configuration = {
    ...(plan === instance.planName ? {} : { plan }),
    parameters: changedParameters(instance.parameters ?? {}, values),
  };
  return instance.environmentId && instance.componentName
    ? {
        type: 'update-environment',
        environmentId: instance.environmentId,
        components: { [instance.componentName]: configuration },
      }
    : {
        type: 'update-instance',
        instanceId: instance.id,
        configuration,
      };
}

/** Changes plan or parameters; shows before and after, and only then orders. */
export function ChangeDialog(props: {
  instance: Instance;
  onClose: () => void;
  onOrdered: (order: Order) => void;
}) {
  const { instance, onClose, onOrdered } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const language = useLanguage();
  const format = useFormat();
  const api = useApi(cloudServicesApiRef);
  const plans = usePlans(instance);
  const [plan, setPlan] = useState(instance.planName);
  const [values, setValues] = useState<Record<string, unknown>>(
    instance.parameters ?? {},
  );
  const [preview, setPreview] = useState<OrderPreview>();
  const [previewError, setPreviewError] = useState<Error>();
  const [isPreviewing, setPreviewing] = useState(false);
  const wish = useOrderWish();

  const shownError = useRefusal(previewError);

  const chosen = plans.data?.find(candidate => candidate.name === plan);
  const fields = parameterFields(chosen?.schema);
  const known = new Set(fields.map(field => field.name));
  const order = toOrder(
    instance,
    plan,
    Object.fromEntries(
      Object.entries(values).filter(([name]) => known.has(name)),
    ),
  );

  const compare = async () => {
    setPreviewing(true);
    setPreviewError(undefined);
    try {
      const client = await api.getClient();
      const { data } = await client.POST('/orders/preview', { body: order });
      setPreview(data);
    } catch (error) {
      setPreviewError(
        error instanceof Error ? error : new Error(String(error)),
      );
    } finally {
      setPreviewing(false);
    }
  };

  if (preview) {
    return (
      <FormDialog
        title={t('change.confirmTitle', { name: instance.name })}
        onClose={() => setPreview(undefined)}
        closeLabel={t('change.back')}
        error={wish.error}
        width={720}
        submit={{
          label: t('change.order'),
          isPending: wish.isPending,
          isDisabled: preview.changes.length === 0,
          onSubmit: async () => {
            const placed = await wish.submit(order);
            if (placed) onOrdered(placed);
          },
        }}
      >
        {preview.warnings.map(warning => (
          <Alert
            key={warning.message}
            status="warning"
            icon
            title={warningText(warning, t, format)}
          />
        ))}
        {preview.changes.length > 0 ? (
          <Differences changes={preview.changes} />
        ) : (
          <Text as="p">{t('change.nothingChanges')}</Text>
        )}
        {plan !== instance.planName && (
          <OrderQuote
            items={[{ serviceRef: instance.serviceRef, plan }]}
            current={[
              { serviceRef: instance.serviceRef, plan: instance.planName },
            ]}
            stage={instance.stage}
            systemRef={instance.parties.systemRef}
            parties={instance.parties}
            until={instance.expiresAt}
            withoutBudgets
          />
        )}
      </FormDialog>
    );
  }

  return (
    <FormDialog
      title={t('change.title', { name: instance.name })}
      onClose={onClose}
      error={shownError}
      width={640}
      submit={{
        label: t('change.compare'),
        isPending: isPreviewing,
        isDisabled: !plans.data,
        onSubmit: compare,
      }}
    >
      {plans.error && (
        <ErrorNotice error={plans.error} onRetry={plans.reload} />
      )}
      {plans.isPending && <Loading rows={3} />}
      {plans.data && (
        <Flex direction="column" gap="4">
          <RadioGroup
            label={t('instance.plan')}
            value={plan}
            onChange={setPlan}
          >
            {plans.data.map(candidate => (
              <Radio
                key={candidate.name}
                value={candidate.name}
                isDisabled={!candidate.isReachable}
              >
                {localize(candidate.title, language, candidate.name)}
                {candidate.name === instance.planName &&
                  ` (${t('change.current')})`}
              </Radio>
            ))}
          </RadioGroup>
          {fields.length === 0 && (
            <Text as="p">{t('change.noParameters')}</Text>
          )}
          {fields.map(field => (
            <ParameterInput
              key={`${plan} ${field.name}`}
              field={field}
              value={values[field.name]}
              onChange={value =>
                setValues(previous => ({ ...previous, [field.name]: value }))
              }
            />
          ))}
        </Flex>
      )}
    </FormDialog>
  );
}
