import { localizeSchema } from './localizeSchema';

const schema = {
  type: 'object',
  title: 'Use',
  'x-titles': { en: 'Use', de: 'Verwendung' },
  properties: {
    stage: {
      title: 'Stage',
      'x-titles': { en: 'Stage', de: 'Stufe' },
      'x-descriptions': { en: 'Where it runs' },
      enum: ['development', 'test'],
      'x-enum-titles': [{ en: 'Development', de: 'Entwicklung' }, 'test'],
      'ui:backstage': { review: { name: 'Database: Stage', show: true } },
    },
    own: { title: 'Own', default: { 'x-titles': { en: 'a value' } } },
  },
};

it('puts titles, descriptions and names of choices into the language', () => {
  const german = localizeSchema(schema, 'de-AT');
  expect(german.title).toBe('Verwendung');
  expect(german.properties.stage).toMatchObject({
    title: 'Stufe',
    description: 'Where it runs',
    enum: ['development', 'test'],
    enumNames: ['Entwicklung', 'test'],
    'ui:backstage': { review: { name: 'Database: Stufe', show: true } },
  });
});

it('leaves values and what has no texts as they are', () => {
  expect(localizeSchema(schema, 'de').properties.own).toEqual(
    schema.properties.own,
  );
  expect(localizeSchema(['a', null, 7], 'de')).toEqual(['a', null, 7]);
});
