import { useState } from 'react';
import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiBookmarkLine } from '@remixicon/react';
import { useLocation } from 'react-router-dom';
import { cloudCostsTranslationRef } from '../../translation';
import type { CostViewControl } from '../view';
import { SavedViewsDialog } from './SavedViewsDialog';

/** Leads to the views that one has saved. */
export function SavedViewsButton(props: { control: CostViewControl }) {
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const { pathname } = useLocation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="secondary"
        iconStart={<RiBookmarkLine />}
        onPress={() => setOpen(true)}
      >
        {t('explorer.views')}
      </Button>
      {isOpen && (
        <SavedViewsDialog
          query={props.control.params.toString()}
          hrefOf={({ query }) => `${pathname}?${query}`}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
