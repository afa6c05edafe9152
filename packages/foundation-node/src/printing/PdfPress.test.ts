import type { PdfDefinition } from './pdf';
import { LINES, pageNumber } from './look';
import { PdfPress } from './PdfPress';

jest.setTimeout(120_000);

const table = (rows: number): PdfDefinition => ({
  footer: pageNumber({ before: 'Page ', between: ' of ' }),
  content: [
    {
      layout: LINES,
      table: {
        headerRows: 1,
        widths: ['*', 'auto'],
        body: Array.from({ length: rows }, (_, row) => [
          `Line ${row}`,
          `${row}`,
        ]),
      },
    },
  ],
});

describe('a press', () => {
  it('lets the process go on with its work while it prints something long', async () => {
    let ticks = 0;
    const timer = setInterval(() => (ticks += 1), 5);
    // A printer in this thread would not let it tick at all.
    const pdf = await PdfPress.create().print(table(3_000));
    clearInterval(timer);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(ticks).toBeGreaterThan(20);
  });

  it('prints one after another, each its own, and tells what went wrong', async () => {
    const press = PdfPress.create();
    const bad = { content: [{ table: {} }] } as unknown as PdfDefinition;
    const answers = await Promise.allSettled([
      press.print(table(1)),
      press.print(bad),
      press.print(table(400)),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    const [small, refused, large] = answers as [
      PromiseFulfilledResult<Buffer>,
      PromiseRejectedResult,
      PromiseFulfilledResult<Buffer>,
    ];
    expect(String(refused.reason)).toMatch(/not printed: .*Error/);
    expect(large.value.length).toBeGreaterThan(small.value.length);
  });

  it('stops what nobody wants any more, whether it runs or waits, and goes on', async () => {
    const press = PdfPress.create();
    const [runs, waits] = [new AbortController(), new AbortController()];
    const running = press.print(table(20_000), { signal: runs.signal });
    const waiting = press.print(table(1), { signal: waits.signal });
    const last = press.print(table(1));
    waits.abort(new Error('gone'));
    runs.abort(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
    await expect(running).rejects.toThrow('gone');
    expect((await last).length).toBeGreaterThan(0);
  });

  it('takes only so much time, and so many at once', async () => {
    const press = PdfPress.create({ longestMs: 50, mostWaiting: 1 });
    const long = press.print(table(20_000));
    const next = press.print(table(20_000));
    await expect(press.print(table(1))).rejects.toThrow(
      '1 documents wait to be printed; try again in a minute',
    );
    await expect(long).rejects.toThrow('took more than 0.05 seconds');
    await expect(next).rejects.toThrow('took more than 0.05 seconds');
  });
});
