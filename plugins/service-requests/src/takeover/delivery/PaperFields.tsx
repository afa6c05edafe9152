import { Flex, Text, TextAreaField, TextField } from '@backstage/ui';
import { faultProps } from '../../fields';
import { useWords } from '../../words';
import type { PaperFields as Papers } from './draft';
import type { FaultAt } from './faultsAt';
import { Rows } from './Rows';

type Props = {
  papers: Papers;
  faultAt: FaultAt;
  onChange: (part: Partial<Papers>) => void;
};

/** What operators have to know, and what proves that the release is fit. */
export function PaperFields(props: Props) {
  const { papers, faultAt, onChange } = props;
  const { t } = useWords();
  return (
    <Flex direction="column" gap="4">
      {(['supportContact', 'thirdLevelHours'] as const).map(field => (
        <TextField
          key={field}
          label={t(`release.${field}`)}
          description={t(`release.${field}.means`)}
          value={papers[field]}
          onChange={words => onChange({ [field]: words })}
          maxLength={500}
          autoComplete="off"
          {...faultProps(
            faultAt(`papers.${field}`, `papers.${field}.text`, field),
          )}
        />
      ))}
      {(['security', 'dataProtection'] as const).map(field => (
        <TextField
          key={field}
          label={t(`release.${field}`)}
          description={t('release.evidence.means')}
          value={papers[field]}
          onChange={words => onChange({ [field]: words })}
          maxLength={2000}
          autoComplete="off"
          {...faultProps(faultAt(`papers.${field}.link`, `papers.${field}`))}
        />
      ))}
      <Text as="h4" weight="bold">
        {t('release.testEvidence')}
      </Text>
      <TestEvidence {...props} />
      <Text as="h4" weight="bold">
        {t('release.knownErrors')}
      </Text>
      <KnownErrors {...props} />
    </Flex>
  );
}

function TestEvidence({ papers, faultAt, onChange }: Props) {
  const { t } = useWords();
  return (
    <Rows
      rows={papers.testEvidence}
      nameOf={number => t('release.testEvidence.one', { number })}
      addLabel={t('release.testEvidence.add')}
      newRow=""
      onChange={testEvidence => onChange({ testEvidence })}
    >
      {(words, index, change) => (
        <TextField
          label={t('release.testEvidence')}
          description={t('release.evidence.means')}
          value={words}
          onChange={change}
          maxLength={2000}
          autoComplete="off"
          {...faultProps(
            faultAt(
              `papers.testEvidence[${index}].link`,
              `papers.testEvidence[${index}]`,
            ),
          )}
        />
      )}
    </Rows>
  );
}

function KnownErrors({ papers, faultAt, onChange }: Props) {
  const { t } = useWords();
  return (
    <Rows
      rows={papers.knownErrors}
      nameOf={number => t('release.knownError', { number })}
      addLabel={t('release.knownError.add')}
      newRow={{ title: '' }}
      onChange={knownErrors => onChange({ knownErrors })}
    >
      {(error, index, change) => (
        <>
          <TextField
            label={t('release.knownError.title')}
            secondaryLabel={t('picker.required')}
            value={error.title}
            onChange={title => change({ ...error, title })}
            maxLength={500}
            autoComplete="off"
            {...faultProps(faultAt(`papers.knownErrors[${index}].title`))}
          />
          <TextAreaField
            label={t('release.knownError.workaround')}
            value={error.workaround ?? ''}
            onChange={words =>
              change({ ...error, workaround: words || undefined })
            }
            maxLength={2000}
            rows={2}
          />
        </>
      )}
    </Rows>
  );
}
