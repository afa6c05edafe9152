/**
 * The way round from a node back to itself, or `undefined`.
 * @param next - where one gets from a node
 * @public
 */
export function findCycle(
  nodes: Iterable<string>,
  next: (node: string) => readonly string[],
): string[] | undefined {
  const done = new Set<string>();
  for (const start of nodes) {
    const trail: string[] = [];
    const stack: Array<{ node: string; rest: string[] }> = [];
    const enter = (node: string) => {
      trail.push(node);
      stack.push({ node, rest: [...next(node)] });
    };
    if (!done.has(start)) enter(start);
    while (stack.length > 0) {
      const top = stack[stack.length - 1];
      const follower = top.rest.shift();
      if (follower === undefined) {
        done.add(top.node);
        stack.pop();
        trail.pop();
      } else if (trail.includes(follower)) {
        return [...trail.slice(trail.indexOf(follower)), follower];
      } else if (!done.has(follower)) {
        enter(follower);
      }
    }
  }
  return undefined;
}
