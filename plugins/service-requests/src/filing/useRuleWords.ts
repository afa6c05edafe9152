import { useCallback } from 'react';
import type { RJSFValidationError } from '@rjsf/utils';
import { useWords } from '../words';

const RULES = [
  'required',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'pattern',
  'format',
  'enum',
  'type',
  'minItems',
  'maxItems',
] as const;

/** The validator speaks English and of properties; these are words for people. */
export function useRuleWords() {
  const { t } = useWords();
  return useCallback(
    (errors: RJSFValidationError[]) =>
      errors.map(error => {
        const rule = RULES.find(one => one === error.name);
        if (!rule) return error;
        const limit = String(error.params?.limit ?? '');
        const message = t(`form.rule.${rule}`, { limit });
        return { ...error, message, stack: message };
      }),
    [t],
  );
}
