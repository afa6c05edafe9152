import { EntityRefLink } from '@backstage/plugin-catalog-react';

/**
 * The name of a group, person or system, leading to its page.
 *
 * @param props - `title`: of what names itself in several languages; see `useEntityTitles`
 * @public
 */
export function PartyLink(props: { entityRef: string; title?: string }) {
  const { entityRef, title } = props;
  return <EntityRefLink entityRef={entityRef} title={title} hideIcon />;
}
