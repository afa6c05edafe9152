/** Asks again until there is an answer. @public */
export async function waitFor<T>(
  ask: () => Promise<T | undefined>,
  timeoutMs: number = 15_000,
): Promise<T> {
  const until = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > until) throw new Error('waited in vain');
    await new Promise(resolve => {
      setTimeout(resolve, 30);
    });
  }
}
