import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import type { Stage } from '@dualcloud/backstage-plugin-cloud-services-common';
import { useQuery } from '../api/useQuery';

/** For which systems, stages and owners the reader may order. */
export function useOrderOptions() {
  return useQuery(client => client.GET('/order-options'), 'order-options');
}

/** The stage chosen elsewhere in the form. */
export function stageOf(
  props: FieldExtensionComponentProps<string>,
): Stage | undefined {
  const stage = props.formContext?.formData?.stage;
  return stage === 'development' || stage === 'test' || stage === 'production'
    ? stage
    : undefined;
}
