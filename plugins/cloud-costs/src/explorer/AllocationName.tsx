import { Link } from '@backstage/ui';
import type { Allocation } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { Simulated } from './Simulated';
import styles from './explorer.module.css';

/** Where cloud services shows an environment, or an instance without one. */
export function allocationPath(allocation: Allocation): string {
  return allocation.environmentId
    ? `/environments/${encodeURIComponent(allocation.environmentId)}`
    : `/environments/instances/${encodeURIComponent(allocation.instanceId)}`;
}

/** An instance, with its environment, leading to where it can be changed. */
export function AllocationName(props: { allocation: Allocation }) {
  const { allocation } = props;
  return (
    <>
      <Link href={allocationPath(allocation)}>
        {allocation.environmentName ?? allocation.instanceName}
      </Link>{' '}
      <Simulated allocation={allocation} />
      {allocation.environmentName && (
        <div className={styles.small}>{allocation.instanceName}</div>
      )}
    </>
  );
}
