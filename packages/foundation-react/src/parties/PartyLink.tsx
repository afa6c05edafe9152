import { EntityRefLink } from '@backstage/plugin-catalog-react';

/**
 * The name of a group, person or system, leading to its page.
 * @public
 */
export function PartyLink(props: { entityRef: string }) {
  return <EntityRefLink entityRef={props.entityRef} hideIcon />;
}
