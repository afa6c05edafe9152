import { useMemo, type ReactNode } from 'react';
import { Form } from '@backstage/plugin-scaffolder-react/alpha';
import type { JsonObject } from '@backstage/types';
import validator from '@rjsf/validator-ajv8';
import type { Faults } from '../fields';
import { extraErrorsOf, type FormPageSpec } from './pages';
import styles from './filing.module.css';
import { ServicePicker } from './ServicePicker';
import { useRuleWords } from './useRuleWords';

/** Fields of our own, by the names that forms call them by. */
const FIELDS = { ServicePicker };

/** One page of the form, in the scaffolder's form technology. */
export function FormPage(props: {
  page: FormPageSpec;
  value: JsonObject;
  faults: Faults;
  onChange: (value: JsonObject) => void;
  onNext: (value: JsonObject) => void;
  children: ReactNode;
}) {
  const { page, value, faults, onChange, onNext, children } = props;
  const ruleWords = useRuleWords();
  const extraErrors = useMemo(() => extraErrorsOf(faults), [faults]);
  // Other pages have their fields in the same value; this one shows its own.
  const own = useMemo(
    () =>
      Object.fromEntries(
        Object.entries(value).filter(([key]) => page.fields.includes(key)),
      ),
    [value, page],
  );
  return (
    <div className={styles.page}>
      <Form
        EXPERIMENTAL_theme="bui"
        validator={validator}
        schema={page.schema}
        uiSchema={page.uiSchema}
        formData={own}
        extraErrors={extraErrors}
        fields={FIELDS as never}
        noHtml5Validate
        focusOnFirstError
        showErrorList={false}
        transformErrors={ruleWords}
        onChange={({ formData }) => onChange({ ...value, ...formData })}
        onSubmit={({ formData }) => onNext({ ...value, ...formData })}
      >
        {children}
      </Form>
    </div>
  );
}
