import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  BindingState,
  EnvironmentState,
  InstanceState,
  OrderState,
  StepState,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { StatusBadge, type Tone } from '@dualcloud/foundation-react';
import { cloudServicesTranslationRef } from '../translation';

type AnyState =
  | EnvironmentState
  | InstanceState
  | OrderState
  | StepState
  | BindingState;

const tones: Record<AnyState, Tone> = {
  accepted: 'busy',
  cancelled: 'quiet',
  creating: 'busy',
  deprovisioning: 'busy',
  failed: 'bad',
  pending: 'quiet',
  provisioning: 'busy',
  ready: 'good',
  revealed: 'info',
  revoked: 'quiet',
  revoking: 'busy',
  running: 'busy',
  skipped: 'quiet',
  succeeded: 'good',
  terminated: 'quiet',
  terminating: 'busy',
  updating: 'busy',
  waiting: 'quiet',
};

/** A state in words. */
export function StateBadge(props: { state: AnyState }) {
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  return (
    <StatusBadge tone={tones[props.state]}>
      {t(`state.${props.state}`)}
    </StatusBadge>
  );
}

/** Whether something is on its way to another state by itself. */
export function isUnderWay(state: AnyState): boolean {
  return tones[state] === 'busy' || state === 'pending' || state === 'waiting';
}
