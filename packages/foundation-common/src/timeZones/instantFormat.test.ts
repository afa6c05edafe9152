import { instantFormat } from './instantFormat';

const german = instantFormat('de', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'Europe/Berlin',
});
const range = (from: string, to: string) =>
  german.formatRange(Date.parse(from), Date.parse(to));

describe('instants as clocks show them', () => {
  it('bear the name of the offset where the clock is put back', () => {
    expect(range('2026-10-24T23:45:00Z', '2026-10-25T01:00:00Z')).toBe(
      '25.10.2026, 01:45 MESZ – 25.10.2026, 02:00 MEZ',
    );
    // The same hour comes twice.
    expect(german.format(Date.parse('2026-10-25T00:30:00Z'))).toBe(
      '25.10.2026, 02:30 MESZ',
    );
    expect(german.format(Date.parse('2026-10-25T01:30:00Z'))).toBe(
      '25.10.2026, 02:30 MEZ',
    );
  });

  it('and where it is put forward', () => {
    expect(range('2026-03-29T00:30:00Z', '2026-03-29T01:30:00Z')).toBe(
      '29.03.2026, 01:30 MEZ – 29.03.2026, 03:30 MESZ',
    );
  });

  it('are written plainly on all other days', () => {
    expect(german.format(Date.parse('2026-10-27T08:30:00Z'))).toBe(
      '27.10.2026, 09:30',
    );
    expect(range('2026-11-25T12:25:00Z', '2026-11-25T13:25:00Z')).toBe(
      '25.11.2026, 13:25–14:25 Uhr',
    );
  });

  it('in a zone that knows no summer time never need it', () => {
    const utc = instantFormat('en-GB', { timeStyle: 'short', timeZone: 'UTC' });
    expect(utc.format(Date.parse('2026-10-25T00:30:00Z'))).toBe('00:30');
  });
});
