import { useState } from 'react';
import { Button, Flex, Link, Text, TextField } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SavedView } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { ErrorNotice, FormDialog, Loading } from '@dualcloud/foundation-react';
import { useQuery } from '../../api/useQuery';
import { useWish } from '../../api/useWish';
import { cloudCostsTranslationRef } from '../../translation';
import styles from './savedViews.module.css';

const LONGEST_NAME = 100;

function DeleteDialog(props: {
  view: SavedView;
  onClose: () => void;
  onDeleted: () => void;
}) {
  const { view, onClose, onDeleted } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const wish = useWish(async (client, viewId: string, header) => {
    await client.DELETE('/saved-views/{viewId}', {
      params: { path: { viewId }, header },
    });
    return { data: true };
  });
  return (
    <FormDialog
      title={t('explorer.views.delete.title', { name: view.name })}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t('explorer.views.delete'),
        isDestructive: true,
        isPending: wish.isPending,
        onSubmit: async () => {
          if (await wish.submit(view.id)) onDeleted();
        },
      }}
    >
      <Text as="p">{t('explorer.views.delete.meaning')}</Text>
    </FormDialog>
  );
}

function ViewList(props: {
  views: SavedView[];
  hrefOf: (view: SavedView) => string;
  onOpen: () => void;
  onDelete: (view: SavedView) => void;
}) {
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  if (props.views.length === 0) {
    return <Text as="p">{t('explorer.views.empty')}</Text>;
  }
  return (
    <ul className={styles.list} aria-label={t('explorer.views')}>
      {props.views.map(view => (
        <li key={view.id}>
          <Link href={props.hrefOf(view)} onPress={props.onOpen}>
            {view.name}
          </Link>
          <Button
            size="small"
            variant="tertiary"
            aria-label={t('explorer.views.deleteLabel', { name: view.name })}
            onPress={() => props.onDelete(view)}
          >
            {t('explorer.views.delete')}
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** Opens, saves and removes views; what is saved is the address's query. */
export function SavedViewsDialog(props: {
  query: string;
  hrefOf: (view: SavedView) => string;
  onClose: () => void;
}) {
  const { query, hrefOf, onClose } = props;
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const [name, setName] = useState('');
  const [deleting, setDeleting] = useState<SavedView>();
  const views = useQuery(client => client.GET('/saved-views'), 'saved-views');
  const wish = useWish(
    (client, body: { name: string; query: string }, header) =>
      client.POST('/saved-views', { body, params: { header } }),
  );
  const trimmed = name.trim();
  const replaces = views.data?.items.some(view => view.name === trimmed);

  if (deleting) {
    return (
      <DeleteDialog
        view={deleting}
        onClose={() => setDeleting(undefined)}
        onDeleted={() => {
          setDeleting(undefined);
          views.reload();
        }}
      />
    );
  }
  return (
    <FormDialog
      title={t('explorer.views')}
      onClose={onClose}
      closeLabel={t('explorer.views.close')}
      error={wish.error}
      submit={{
        label: t('explorer.views.save'),
        isPending: wish.isPending,
        isDisabled: !trimmed,
        onSubmit: async () => {
          if (await wish.submit({ name: trimmed, query })) {
            setName('');
            views.reload();
          }
        },
      }}
    >
      {views.error && (
        <ErrorNotice error={views.error} onRetry={views.reload} />
      )}
      {!views.data && !views.error && <Loading rows={2} rowHeight={24} />}
      {views.data && (
        <ViewList
          views={views.data.items}
          hrefOf={hrefOf}
          onOpen={onClose}
          onDelete={setDeleting}
        />
      )}
      <Flex direction="column" gap="2">
        <TextField
          label={t('explorer.views.name')}
          description={
            replaces
              ? t('explorer.views.replaces')
              : t('explorer.views.meaning')
          }
          maxLength={LONGEST_NAME}
          value={name}
          onChange={setName}
        />
      </Flex>
    </FormDialog>
  );
}
