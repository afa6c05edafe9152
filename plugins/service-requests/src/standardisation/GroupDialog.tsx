import { useState } from 'react';
import { Select, Text, TextField } from '@backstage/ui';
import { FormDialog, Loading } from '@dualcloud/foundation-react';
import { useQuery } from '../api/useQuery';
import { useWish } from '../api/useWish';
import { faultProps, faultsOf } from '../fields';
import { useWords } from '../words';

const MOST = 500;

type Wish = { title: string; requestIds: string[] };

/** Brings together what asks for the same in different words. */
export function GroupDialog(props: {
  onClose: () => void;
  onDone: () => void;
}) {
  const { onClose, onDone } = props;
  const { t } = useWords();
  const [wanted, setWanted] = useState<Wish>({ title: '', requestIds: [] });
  const [isTried, setTried] = useState(false);
  const requests = useQuery(
    client => client.GET('/requests', { params: { query: { limit: MOST } } }),
    'all-requests',
  );
  const wish = useWish((client, body: Wish, header) =>
    client.POST('/standard-candidates', { params: { header }, body }),
  );
  const faults = faultsOf(wish.error);
  const required = (isLacking: boolean, fault: string | undefined) =>
    faultProps(isTried && isLacking ? t('form.rule.required') : fault);
  const isLacking = {
    title: wanted.title.trim() === '',
    requests: wanted.requestIds.length === 0,
  };
  const fault =
    isTried && isLacking.requests ? t('form.rule.required') : faults.requestIds;
  return (
    <FormDialog
      title={t('standard.group')}
      onClose={onClose}
      error={wish.error ?? requests.error}
      submit={{
        label: t('standard.group'),
        isPending: wish.isPending,
        onSubmit: async () => {
          setTried(true);
          if (isLacking.title || isLacking.requests) return;
          if (await wish.submit({ ...wanted, title: wanted.title.trim() })) {
            onDone();
          }
        },
      }}
    >
      <Text as="p">{t('standard.group.means')}</Text>
      <TextField
        label={t('standard.group.title')}
        secondaryLabel={t('picker.required')}
        value={wanted.title}
        onChange={title => setWanted({ ...wanted, title })}
        maxLength={200}
        {...required(isLacking.title, faults.title)}
      />
      {requests.data ? (
        <Select
          label={t('standard.group.requests')}
          secondaryLabel={t('picker.required')}
          description={fault}
          isInvalid={fault !== undefined}
          selectionMode="multiple"
          searchable
          searchPlaceholder={t('picker.search')}
          placeholder={t('picker.choose')}
          options={requests.data.items.map(({ id, number, title }) => ({
            id,
            label: `${number} ${title}`,
          }))}
          value={wanted.requestIds}
          onChange={keys =>
            setWanted({ ...wanted, requestIds: keys.map(String) })
          }
        />
      ) : (
        <Loading rows={1} />
      )}
    </FormDialog>
  );
}
