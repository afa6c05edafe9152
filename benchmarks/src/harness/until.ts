/** Waits until something is so, and looks every so many milliseconds. */
export async function until(
  condition: () => Promise<boolean>,
  everyMs: number,
): Promise<void> {
  while (!(await condition())) {
    await new Promise(done => {
      setTimeout(done, everyMs);
    });
  }
}
