import { useLevelFormat } from '../format';

const DAY_S = 86_400;

/** Writes how long before something is: in whole days where there are some. */
export function useNotice(): (seconds: number) => string {
  const format = useLevelFormat();
  const days = new Intl.NumberFormat(format.language, {
    style: 'unit',
    unit: 'day',
    unitDisplay: 'long',
  });
  return seconds =>
    seconds < DAY_S
      ? format.time(Math.max(0, seconds))
      : days.format(Math.floor(seconds / DAY_S));
}
