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

/**
 * For an element of the class `far`, which is laid out when one comes near: lays it out when nothing else is to be done.
 * Until then assistive technology is not told of what is in it.
 */
export function nearWhenIdle(element: HTMLElement): { destroy: () => void } {
  const destroy = untilDone(() => {
    element.dataset['near'] = '';
    return false;
  });
  return { destroy };
}
