/** Styles for terminals. There are none with --no-color, or where NO_COLOR or a stream that is no terminal forbids them. */
import { styleText } from 'node:util';
import type { CommonOptions } from '../flags/common.js';
import type { OutputStream } from '../process-io.js';

/** Each function styles a text, or returns it unchanged. */
export interface Colours {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
}

/** The styles for a stream. */
export function coloursFor(stream: OutputStream, { color = true }: CommonOptions): Colours {
  const style = (name: 'bold' | 'dim') => (text: string) => (color ? styleText(name, text, { stream }) : text);
  return { strong: style('bold'), faint: style('dim') };
}
