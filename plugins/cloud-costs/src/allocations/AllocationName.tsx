import { Link } from '@backstage/ui';
import type { Allocation } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { PartyLink } from '@dualcloud/foundation-react';
import { isAgreement } from './agreements';
import { Simulated } from './Simulated';
import styles from './allocations.module.css';

/**
 * An instance, with its environment, leading to where it can be changed.
 *
 * @param href - its page, as `useShownElsewhere` knows it
 */
export function AllocationName(props: {
  allocation: Allocation;
  href: string | undefined;
}) {
  const { allocation, href } = props;
  const { environmentName, instanceName, serviceRef } = allocation;
  if (isAgreement(allocation)) return <PartyLink entityRef={serviceRef} />;
  const name = environmentName ?? instanceName;
  return (
    <>
      {href ? <Link href={href}>{name}</Link> : name}{' '}
      <Simulated allocation={allocation} />
      {environmentName && <div className={styles.small}>{instanceName}</div>}
    </>
  );
}
