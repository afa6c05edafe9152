import { useId, type ChangeEvent } from 'react';
import { Flex, Select, TextField } from '@backstage/ui';
import { RiErrorWarningLine } from '@remixicon/react';
import { faultProps } from '../../fields';
import fieldStyles from '../../fields/fields.module.css';
import { useWords } from '../../words';
import type { PartProps } from './DeliveryForm';
import type { SbomFields as Sbom } from './draft';

const WAYS = ['none', 'attached', 'linked'] as const;

/** Of what the release is made: a file that is read, or a link with its checksum. */
export function SbomFields({ fields, faultAt, onChange }: PartProps) {
  const { t } = useWords();
  const { sbom } = fields;
  const change = (part: Partial<Sbom>) =>
    onChange({ sbom: { ...sbom, ...part } });
  return (
    <Flex direction="column" gap="4">
      <Select
        label={t('release.sbom.way')}
        options={WAYS.map(id => ({ id, label: t(`release.sbom.way.${id}`) }))}
        selectionMode="single"
        value={sbom.way}
        onChange={way => change({ way: way as Sbom['way'] })}
      />
      {sbom.way === 'attached' && (
        <FileField
          fault={faultAt('sbom', 'sbom.content')}
          onChange={content => change({ content })}
        />
      )}
      {sbom.way === 'linked' &&
        (['link', 'sha256'] as const).map(field => (
          <TextField
            key={field}
            label={t(
              field === 'link'
                ? 'release.sbom.link'
                : 'release.artefact.sha256',
            )}
            secondaryLabel={t('picker.required')}
            value={sbom[field]}
            onChange={words => change({ [field]: words })}
            maxLength={2000}
            autoComplete="off"
            {...faultProps(
              faultAt(`sbom.${field}`, ...(field === 'link' ? ['sbom'] : [])),
            )}
          />
        ))}
    </Flex>
  );
}

function FileField(props: {
  fault: string | undefined;
  onChange: (content: string) => void;
}) {
  const { fault, onChange } = props;
  const { t } = useWords();
  const id = useId();
  const read = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    onChange(file ? await file.text() : '');
  };
  return (
    <div className={fieldStyles.field}>
      <label htmlFor={id}>{t('release.sbom.file')}</label>
      <input
        id={id}
        type="file"
        accept=".json,application/json"
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-fault`}
        onChange={read}
      />
      <div id={`${id}-fault`} className={fieldStyles.fault} aria-live="polite">
        {fault && (
          <>
            <RiErrorWarningLine size={16} aria-hidden="true" /> {fault}
          </>
        )}
      </div>
    </div>
  );
}
