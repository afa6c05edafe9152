import { useEffect, useRef, useState } from 'react';
import { SearchField } from '@backstage/ui';
import { useUrlFilter } from '@dualcloud/foundation-react';
import { useWords } from '../words';

const TYPING_MS = 300;

/** Words to look for, as `q` in the address; asks only once somebody has stopped typing. */
export function SearchWords({ placeholder }: { placeholder: string }) {
  const { t } = useWords();
  const url = useUrlFilter();
  const asked = url.get('q') ?? '';
  const [typed, setTyped] = useState(asked);
  const { set } = url;
  const sent = useRef(asked);
  useEffect(() => {
    // Not from here, such as when all filters are cleared.
    if (asked !== sent.current) {
      sent.current = asked;
      setTyped(asked);
      return undefined;
    }
    const words = typed.trim();
    if (words === asked) return undefined;
    const timer = setTimeout(() => {
      sent.current = words;
      set('q', words);
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, asked, set]);
  return (
    <SearchField
      label={t('requests.words')}
      placeholder={placeholder}
      value={typed}
      onChange={setTyped}
      maxLength={200}
    />
  );
}
