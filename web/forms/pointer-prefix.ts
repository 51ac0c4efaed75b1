/** Fields that stand under another one in the body of a request: those of a report in the `changes` of a correction. */
import { getContext, setContext } from 'svelte';

const KEY = 'pointer-prefix';
/** @param prefix a JSON pointer, such as `/changes` */
export const providePointerPrefix = (prefix: string): string => setContext(KEY, prefix);
export const thePointerPrefix = (): string => getContext<string | undefined>(KEY) ?? '';
