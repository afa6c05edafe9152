import { changedParameters, parameterFields } from './parameterFields';

describe('parameterFields', () => {
  it('asks for each property in its own way', () => {
    const fields = parameterFields({
      required: ['name'],
      properties: {
        name: { type: 'string', 'x-titles': { en: 'Name', de: 'Bezeichnung' } },
        size: { type: 'integer', minimum: 1, maximum: 9 },
        backup: { type: 'boolean' },
        mode: { type: 'string', enum: ['a', 'b'] },
        extensions: { type: 'array', items: { type: 'string' } },
      },
    });
    expect(fields.map(({ name, kind }) => [name, kind])).toEqual([
      ['name', 'text'],
      ['size', 'integer'],
      ['backup', 'boolean'],
      ['mode', 'choice'],
      ['extensions', 'json'],
    ]);
    expect(fields[0]).toMatchObject({
      isRequired: true,
      title: { en: 'Name', de: 'Bezeichnung' },
    });
  });

  it('has no fields for what is no object schema', () => {
    expect(parameterFields(undefined)).toEqual([]);
    expect(parameterFields({ type: 'string' })).toEqual([]);
  });
});

describe('changedParameters', () => {
  it('sends only what differs, so that a masked secret never goes back', () => {
    const before = { password: '••••', size: 1, tags: ['a'] };
    expect(
      changedParameters(before, { ...before, size: 2, tags: ['a'] }),
    ).toEqual({ size: 2 });
    expect(changedParameters(before, before)).toBeUndefined();
  });
});
