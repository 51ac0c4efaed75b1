/** Work that may wait until nothing else is to be done. */

/** Not every browser says when it is idle. */
const whenIdle = (work: () => void): void => {
  if ('requestIdleCallback' in window) window.requestIdleCallback(work, { timeout: 2_000 });
  else setTimeout(work, 100);
};

/**
 * Takes one step whenever the browser is idle.
 * @param step returns whether there is another one
 * @returns ends it
 */
export function untilDone(step: () => boolean): () => void {
  let isEnded = false;
  const next = (): void => {
    if (!isEnded && step()) whenIdle(next);
  };
  whenIdle(next);
  return () => {
    isEnded = true;
  };
}
