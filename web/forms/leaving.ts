/** Asks before a page is left on which something has been entered and not been sent. */
import { onMount } from 'svelte';

/** Call it while a component is set up. @param isUnsent whether something would be lost */
export function askBeforeLeaving(isUnsent: () => boolean): void {
  onMount(() => {
    const ask = (event: BeforeUnloadEvent): void => {
      if (isUnsent()) event.preventDefault();
    };
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  });
}
