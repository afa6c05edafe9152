/*
 * A reporter for `node --test` that writes `{ passed, failed, skipped, failures }`,
 * with `{ title, message }` of each test that failed.
 */
export default async function* count(events) {
  const counts = { passed: 0, failed: 0, skipped: 0, failures: [] };
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (data.details?.type === 'suite') continue;
    if (data.skip !== undefined || data.todo !== undefined) counts.skipped += 1;
    else if (type === 'test:pass') counts.passed += 1;
    else {
      counts.failed += 1;
      const { error } = data.details;
      counts.failures.push({
        title: data.file ? `${data.file}: ${data.name}` : data.name,
        message: String(error?.cause?.stack ?? error?.cause ?? error),
      });
    }
  }
  yield `${JSON.stringify(counts)}\n`;
}
