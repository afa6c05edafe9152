import { useState } from 'react';
import { Button, Select, Text, TextAreaField, TextField } from '@backstage/ui';
import type {
  TakeoverDefect,
  TakeoverDetail,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { FormDialog } from '@dualcloud/foundation-react';
import { useWish } from '../../api/useWish';
import { faultProps } from '../../fields';
import { useWords } from '../../words';
import styles from '../takeover.module.css';

const SEVERITIES = ['minor', 'major', 'critical'] as const;
const NEW_DEFECT: TakeoverDefect = { title: '', severity: 'major' };

/** Ends a takeover, and says what has to be mended. */
export function RejectDialog(props: {
  takeover: TakeoverDetail;
  onClose: () => void;
  onDone: () => void;
}) {
  const { takeover, onClose, onDone } = props;
  const { t } = useWords();
  const [defects, setDefects] = useState([NEW_DEFECT]);
  const [isTried, setTried] = useState(false);
  const wish = useWish((client, body: { defects: TakeoverDefect[] }, header) =>
    client.POST('/takeovers/{takeoverId}/rejection', {
      params: { path: { takeoverId: takeover.id }, header },
      body,
    }),
  );
  const isLacking = defects.some(({ title }) => title.trim() === '');
  return (
    <FormDialog
      title={t('decision.reject')}
      onClose={onClose}
      error={wish.error}
      submit={{
        label: t('decision.reject'),
        isDestructive: true,
        isPending: wish.isPending,
        onSubmit: async () => {
          setTried(true);
          if (!isLacking && (await wish.submit({ defects }))) onDone();
        },
      }}
    >
      <Text as="p">{t('decision.reject.means')}</Text>
      {defects.map((defect, index) => (
        // Defects have nothing of their own to be told apart by.
        <DefectFields
          key={index}
          number={String(index + 1)}
          defect={defect}
          isTried={isTried}
          onChange={part =>
            setDefects(
              defects.map((one, at) =>
                at === index ? { ...one, ...part } : one,
              ),
            )
          }
          onRemove={
            defects.length > 1
              ? () => setDefects(defects.filter((_, at) => at !== index))
              : undefined
          }
        />
      ))}
      <div>
        <Button
          variant="secondary"
          onPress={() => setDefects([...defects, NEW_DEFECT])}
        >
          {t('decision.defect.add')}
        </Button>
      </div>
    </FormDialog>
  );
}

function DefectFields(props: {
  number: string;
  defect: TakeoverDefect;
  isTried: boolean;
  onChange: (part: Partial<TakeoverDefect>) => void;
  onRemove: (() => void) | undefined;
}) {
  const { number, defect, isTried, onChange, onRemove } = props;
  const { t } = useWords();
  const isLacking = isTried && defect.title.trim() === '';
  return (
    <fieldset className={styles.fieldset}>
      <legend className={styles.legend}>
        {t('decision.defect', { number })}
      </legend>
      <TextField
        label={t('decision.defect.title')}
        secondaryLabel={t('picker.required')}
        value={defect.title}
        onChange={title => onChange({ title })}
        maxLength={500}
        autoComplete="off"
        {...faultProps(isLacking ? t('form.rule.required') : undefined)}
      />
      <TextAreaField
        label={t('decision.defect.description')}
        secondaryLabel={t('picker.optional')}
        value={defect.description ?? ''}
        onChange={words => onChange({ description: words || undefined })}
        maxLength={4000}
        rows={2}
      />
      <Select
        label={t('takeover.severity')}
        options={SEVERITIES.map(id => ({
          id,
          label: t(`takeover.severity.${id}`),
        }))}
        selectionMode="single"
        value={defect.severity}
        onChange={severity =>
          onChange({ severity: severity as TakeoverDefect['severity'] })
        }
      />
      {onRemove && (
        <div>
          <Button
            variant="tertiary"
            aria-label={t('decision.defect.removeOne', { number })}
            onPress={onRemove}
          >
            {t('decision.defect.remove')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
