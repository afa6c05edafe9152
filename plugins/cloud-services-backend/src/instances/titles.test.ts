import { titlesOf } from './titles';

const row = {
  service_title: 'Database',
  plan_name: 'large',
  plan_title: 'Large',
  service_snapshot: JSON.stringify({
    title: { en: 'Database', de: 'Datenbank' },
    plans: [{ name: 'small', title: { en: 'Small', de: 'Klein' } }],
  }),
};

describe('titlesOf', () => {
  it('has all languages of the snapshot', () => {
    expect(titlesOf({ ...row, plan_name: 'small' })).toEqual({
      serviceTitles: { en: 'Database', de: 'Datenbank' },
      planTitles: { en: 'Small', de: 'Klein' },
    });
    expect(titlesOf(row, 'small').planTitles).toEqual({
      en: 'Small',
      de: 'Klein',
    });
  });

  it('keeps the one title of what the snapshot does not have', () => {
    expect(titlesOf({ ...row, service_snapshot: '{}' })).toEqual({
      serviceTitles: { en: 'Database' },
      planTitles: { en: 'Large' },
    });
    expect(titlesOf(row, 'newer').planTitles).toBeUndefined();
  });
});
