import { Fragment } from 'react';
import { PartyLink } from '@dualcloud/foundation-react';

/** Several parties in a row; a dash where there are none. */
export function PartyLinks({ refs }: { refs: readonly string[] | undefined }) {
  if (!refs || refs.length === 0) return <>–</>;
  return (
    <>
      {refs.map((ref, index) => (
        <Fragment key={ref}>
          {index > 0 && ', '}
          <PartyLink entityRef={ref} />
        </Fragment>
      ))}
    </>
  );
}
