import { parseDocuments } from '.';

const problemAt = (...at: Array<string | number>) => ({
  at,
  rule: 'test',
  message: 'is wrong',
});

it('reads several documents and finds the lines of their fields', () => {
  const { documents, problems } = parseDocuments(
    'kind: A\nmetadata:\n  name: one\n---\n# Empty.\n---\nkind: B\nspec:\n  list:\n    - x: 1\n',
  );
  expect(problems).toEqual([]);
  expect(documents.map(one => [one.kind, one.name, one.value])).toEqual([
    ['A', 'one', { kind: 'A', metadata: { name: 'one' } }],
    ['B', undefined, { kind: 'B', spec: { list: [{ x: 1 }] } }],
  ]);
  const [, second] = documents;
  expect(second.locate(problemAt('spec', 'list', 0, 'x'))).toEqual({
    line: 10,
    column: 7,
    path: 'spec.list[0].x',
    rule: 'test',
    message: 'is wrong',
  });
  // What is missing is told of what it is missing from.
  expect(second.locate(problemAt('spec', 'owner')).line).toBe(8);
});

it('takes the entries of a list apart where asked to', () => {
  const text = '- kind: A\n- kind: B\n  metadata: { name: two }\n';
  expect(parseDocuments(text).documents).toHaveLength(1);
  const { documents } = parseDocuments(text, { lists: true });
  expect(documents.map(one => [one.kind, one.name])).toEqual([
    ['A', undefined],
    ['B', 'two'],
  ]);
  expect(documents[1].locate(problemAt('metadata', 'name'))).toMatchObject({
    line: 3,
    path: 'metadata.name',
  });
  const json = '[\n  { "kind": "A" },\n  { "kind": "B" }\n]';
  expect(
    parseDocuments(json, { lists: true }).documents[1].locate(
      problemAt('kind'),
    ),
  ).toMatchObject({ line: 3, column: 5 });
});

it('keeps a broken document apart from the others', () => {
  const { documents } = parseDocuments(
    'kind: A\nmetadata: { name: one }\n---\nkind: B\nmetadata: { name: two }\nkind: C\n---\na: [\n',
  );
  expect(documents.map(one => one.problems.map(({ rule }) => rule))).toEqual([
    [],
    ['yaml-duplicate-key'],
    [expect.stringMatching(/^yaml-/)],
  ]);
  expect(documents[1]).toMatchObject({ kind: 'B', name: 'two' });
  expect(documents[1].value).toBeUndefined();
  expect(documents[1].problems[0].line).toBe(6);
});

it.each(['', '# nothing', '['.repeat(100_000), '- '.repeat(200)])(
  'says why there is no document (%#)',
  text => {
    const { documents, problems } = parseDocuments(text);
    expect(documents).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0].line).toBe(1);
  },
);

it('refuses tags that nobody knows, at their line', () => {
  const [document] = parseDocuments('kind: A\nprice: !secret "1"\n').documents;
  expect(document.problems).toEqual([
    expect.objectContaining({ line: 2, rule: 'yaml-tag_resolve_failed' }),
  ]);
  expect(document.value).toBeUndefined();
});
