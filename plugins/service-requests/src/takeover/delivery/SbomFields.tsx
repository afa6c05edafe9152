import { Flex, Select, TextField } from '@backstage/ui';
import { FileField, faultProps } from '../../fields';
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
          label={t('release.sbom.file')}
          accept=".json,application/json"
          isKept
          fault={faultAt('sbom', 'sbom.content')}
          onChoose={async file =>
            change({ content: file ? await file.text() : '' })
          }
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
