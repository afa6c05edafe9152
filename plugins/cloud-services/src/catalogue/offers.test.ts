import {
  aService,
  individual,
  orderOptions,
  postgresql,
} from '../__testUtils__/fixtures';
import { findObstacle, matches, toOffer, type Offer } from './offers';

const offer = (entity = postgresql): Offer => toOffer(entity)!;

describe('findObstacle', () => {
  const today = '2026-11-23';

  it('includes the first and the last day', () => {
    const limited = offer(
      aService('limited', { validFrom: today, validUntil: today }),
    );
    expect(findObstacle(limited, today)).toBeUndefined();
    expect(findObstacle(limited, '2026-11-22')).toBe('notYet');
    expect(findObstacle(limited, '2026-11-24')).toBe('expired');
  });

  it('never lets an individual service be ordered, whatever its tier', () => {
    const iaas = offer(
      aService('iaas', { lane: 'individual', tier: 'iaas', plans: [] }),
    );
    expect(findObstacle(iaas, today, orderOptions())).toBe('individual');
  });

  it('asks whether there is a system and a stage for it', () => {
    expect(findObstacle(offer(), today, orderOptions())).toBeUndefined();
    expect(findObstacle(offer(), today, orderOptions({ systems: [] }))).toBe(
      'noSystem',
    );
    expect(
      findObstacle(
        { ...offer(), stages: ['production'] },
        today,
        orderOptions(),
      ),
    ).toBe('notYourStage');
  });
});

describe('matches', () => {
  it('finds words in either language', () => {
    expect(matches(offer(), { text: 'relationale datenbank' })).toBe(true);
    expect(matches(offer(), { text: 'relational missing' })).toBe(false);
  });

  it('finds every party, written in full or in short', () => {
    const full = offer(individual);
    expect(
      matches(full, { text: '', party: 'group:default/softwerk-nord' }),
    ).toBe(true);
    const short = offer(
      aService('short', { lane: 'individual', customers: ['Kraftfahrtamt'] }),
    );
    expect(
      matches(short, { text: '', party: 'group:default/kraftfahrtamt' }),
    ).toBe(true);
  });
});
