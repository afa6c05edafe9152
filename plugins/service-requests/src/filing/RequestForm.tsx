import { useMemo, useState, type FormEvent } from 'react';
import { Alert, Button, Flex, Text } from '@backstage/ui';
import { ErrorNotice, useUrlFilter } from '@dualcloud/foundation-react';
import { faultsOf, type Faults } from '../fields';
import { useWords } from '../words';
import { Basics } from './Basics';
import { FormPage } from './FormPage';
import { pageOfFault, pagesOf, type FormPageSpec } from './pages';
import { Review } from './Review';
import { StandardHint } from '../standardisation';
import { Steps } from './Steps';
import type { Asked, RequestWish } from './wish';
import styles from './filing.module.css';

/** What is done with what was filled in; each says whether it went well. */
export type Sending = {
  save: (wish: RequestWish) => Promise<unknown>;
  submit: (wish: RequestWish) => Promise<unknown>;
  submitLabel: string;
  isPending: boolean;
  error: Error | undefined;
};

/**
 * Title and parties, the pages of the type's form, and a review. Which page is
 * open is in the address, so that a saved draft is gone on with where it was left.
 */
export function RequestForm(props: {
  type: string;
  asked: Asked;
  form: readonly Record<string, unknown>[];
  initial: RequestWish;
  sending: Sending;
  isSaved?: boolean;
}) {
  const { type, asked, form, initial, sending, isSaved } = props;
  const { t, language } = useWords();
  const url = useUrlFilter();
  const [wish, setWish] = useState(initial);
  const [found, setFound] = useState<Faults>({});
  const pages = useMemo(() => pagesOf(form, language), [form, language]);
  const titles = [
    t('form.step.basics'),
    ...pages.map(({ title }) => title),
    t('form.step.review'),
  ];
  const last = titles.length - 1;
  const at = Math.min(Math.max(0, Number(url.get('page') ?? 1) - 1 || 0), last);
  const goTo = (page: number) => url.set('page', String(page + 1));
  const faults = { ...faultsOf(sending.error), ...found };
  const change = (part: Partial<RequestWish>) => {
    setFound({});
    setWish(current => ({ ...current, ...part }));
  };
  /** Whether what has to be there before anything can be kept is there. */
  const isSound = () => {
    const missing = missingBasics(wish, asked, t('form.rule.required'));
    setFound(missing);
    if (Object.keys(missing).length > 0) goTo(0);
    return Object.keys(missing).length === 0;
  };
  const buttons = (
    <Buttons
      at={at}
      last={last}
      sending={sending}
      onBack={() => goTo(at - 1)}
      onSave={() => isSound() && sending.save(wish)}
    />
  );
  return (
    <Flex direction="column" gap="4">
      <Steps titles={titles} at={at} onGoTo={goTo} />
      <Text as="h2" variant="title-small">
        {titles[at]}
      </Text>
      {isSaved && (
        <Alert status="success" icon title={t('form.saved')} role="status" />
      )}
      {asked.about === 'nothing' && (
        <StandardHint type={type} title={wish.title} form={wish.form} />
      )}
      {sending.error && (
        <FormFault
          error={sending.error}
          faults={faults}
          pages={pages}
          at={at}
          onGoTo={goTo}
        />
      )}
      {at > 0 && at < last && (
        <FormPage
          key={at}
          page={pages[at - 1]}
          value={wish.form}
          faults={faults}
          onChange={value => change({ form: value })}
          onNext={value => {
            change({ form: value });
            goTo(at + 1);
          }}
        >
          {buttons}
        </FormPage>
      )}
      {(at === 0 || at === last) && (
        <form
          noValidate
          className={styles.form}
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            if (!isSound()) return;
            if (at === 0) goTo(1);
            else sending.submit(wish);
          }}
        >
          {at === 0 ? (
            <Basics
              asked={asked}
              wish={wish}
              faults={faults}
              onChange={change}
            />
          ) : (
            <Review form={form} wish={wish} />
          )}
          {buttons}
        </form>
      )}
    </Flex>
  );
}

function missingBasics(
  wish: RequestWish,
  asked: Asked,
  message: string,
): Faults {
  return {
    ...(wish.title.trim() === '' && { title: message }),
    ...(asked.about === 'service' &&
      !asked.isFiled &&
      !wish.serviceRef && { serviceRef: message }),
  };
}

/** What the server refused, and the way to the field. */
function FormFault(props: {
  error: Error;
  faults: Faults;
  pages: readonly FormPageSpec[];
  at: number;
  onGoTo: (page: number) => void;
}) {
  const { error, faults, pages, at, onGoTo } = props;
  const { t } = useWords();
  const page = pageOfFault(faults, pages);
  return (
    <Flex direction="column" gap="2">
      <ErrorNotice error={error} />
      {page !== undefined && page !== at && (
        <div>
          <Button variant="secondary" onPress={() => onGoTo(page)}>
            {t('form.toFault')}
          </Button>
        </div>
      )}
    </Flex>
  );
}

function Buttons(props: {
  at: number;
  last: number;
  sending: Sending;
  onBack: () => void;
  onSave: () => void;
}) {
  const { at, last, sending, onBack, onSave } = props;
  const { t } = useWords();
  const { isPending } = sending;
  return (
    <div className={styles.buttons}>
      {at > 0 && (
        <Button variant="tertiary" isDisabled={isPending} onPress={onBack}>
          {t('form.back')}
        </Button>
      )}
      <Button variant="secondary" isDisabled={isPending} onPress={onSave}>
        {t('form.save')}
      </Button>
      <Button type="submit" variant="primary" isPending={isPending}>
        {at === last ? sending.submitLabel : t('form.next')}
      </Button>
    </div>
  );
}
