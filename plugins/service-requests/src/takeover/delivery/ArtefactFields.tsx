import { TextField } from '@backstage/ui';
import { faultProps } from '../../fields';
import { useWords } from '../../words';
import type { PartProps } from './DeliveryForm';
import { NEW_ARTEFACT } from './draft';
import { Rows } from './Rows';

const LONGEST = { name: 300, url: 2000, sha256: 100 } as const;

/** What is installed, with the checksum by which one knows that it is that. */
export function ArtefactFields({ fields, faultAt, onChange }: PartProps) {
  const { t } = useWords();
  return (
    <Rows
      rows={fields.artefacts}
      atLeast={1}
      nameOf={number => t('release.artefact', { number })}
      addLabel={t('release.artefact.add')}
      newRow={NEW_ARTEFACT}
      onChange={artefacts => onChange({ artefacts })}
    >
      {(artefact, index, change) =>
        (['name', 'url', 'sha256'] as const).map(field => (
          <TextField
            key={field}
            label={t(`release.artefact.${field}`)}
            description={
              field === 'sha256'
                ? t('release.artefact.sha256.means')
                : undefined
            }
            secondaryLabel={t('picker.required')}
            value={artefact[field]}
            onChange={words => change({ ...artefact, [field]: words })}
            maxLength={LONGEST[field]}
            autoComplete="off"
            {...faultProps(faultAt(`artefacts[${index}].${field}`))}
          />
        ))
      }
    </Rows>
  );
}
