import { endOfDay, type OrderQuoteProps } from '@dualcloud/foundation-react';

/** Under `ui:options` of a `CloudCostsQuote` field. @public */
export type QuoteFieldOptions = {
  /** Of a form that orders one service: its configuration is `configuration`. */
  serviceRef?: string;
  /** Of a form that orders a blueprint: their configurations are in `components`. */
  components?: Array<{ name: string; serviceRef: string; plan?: string }>;
};

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function textOf(from: unknown, field: string): string | undefined {
  const value = isRecord(from) ? from[field] : undefined;
  return typeof value === 'string' && value ? value : undefined;
}

/**
 * What a generated order form has come to so far. Without items as long as a plan
 * has not been chosen.
 */
export function readOrder(
  formData: unknown,
  options: QuoteFieldOptions | undefined,
): OrderQuoteProps {
  const { serviceRef, components = [] } = options ?? {};
  const data = isRecord(formData) ? formData : {};
  const chosen = serviceRef
    ? [{ serviceRef, plan: textOf(data.configuration, 'plan') }]
    : components.map(({ name, plan, ...component }) => ({
        ...component,
        name,
        plan:
          textOf(
            isRecord(data.components) ? data.components[name] : undefined,
            'plan',
          ) ?? plan,
      }));
  const items = chosen.flatMap(({ plan, ...item }) =>
    plan ? [{ ...item, plan }] : [],
  );
  const stage = textOf(data, 'stage');
  const ownerRef = textOf(data, 'ownerRef');
  const day = textOf(data, 'expiresAt');
  return {
    items: items.length === chosen.length ? items : [],
    ...(stage === 'development' || stage === 'test' || stage === 'production'
      ? { stage }
      : {}),
    systemRef: textOf(data, 'systemRef'),
    ...(ownerRef && { parties: { ownerRef } }),
    until: day && endOfDay(day),
  };
}
