import { useState, type FormEvent } from 'react';
import { Text } from '@backstage/ui';
import type {
  ReleaseDetail,
  ReleasePapers,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { ErrorNotice } from '@dualcloud/foundation-react';
import { useWish } from '../../api/useWish';
import { faultsOf } from '../../fields';
import { useWords } from '../../words';
import styles from '../takeover.module.css';
import { changedPapers, papersFrom } from './draft';
import { faultsAt } from './faultsAt';
import { FormEnd } from './FormEnd';
import { PaperFields } from './PaperFields';

/** Completes what came with a release. */
export function PapersForm(props: {
  release: ReleaseDetail;
  onLeave: () => void;
}) {
  const { release, onLeave } = props;
  const { t } = useWords();
  const [before] = useState(() => papersFrom(release.papers));
  const [papers, setPapers] = useState(before);
  const changed = changedPapers(before, papers);
  const wish = useWish((client, body: ReleasePapers, header) =>
    client.PUT('/releases/{releaseId}/papers', {
      params: { path: { releaseId: release.id }, header },
      body,
    }),
  );
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (await wish.submit(changed)) onLeave();
  };
  return (
    <form noValidate onSubmit={save} className={styles.form}>
      <Text as="p">{t('release.papers.means')}</Text>
      <PaperFields
        papers={papers}
        faultAt={faultsAt(faultsOf(wish.error))}
        onChange={change => setPapers(current => ({ ...current, ...change }))}
      />
      {wish.error && <ErrorNotice error={wish.error} />}
      <FormEnd
        label={t('delivery.savePapers')}
        isPending={wish.isPending}
        isDisabled={Object.keys(changed).length === 0}
        onLeave={onLeave}
      />
    </form>
  );
}
