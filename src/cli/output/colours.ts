/** Colours, where the stream is a terminal that wants them (NO_COLOR, FORCE_COLOR), and nobody said --no-color. */
import { styleText } from 'node:util';
import type { CommonOptions } from '../flags/common.js';
import type { OutputStream } from '../process-io.js';

export interface Colours {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
}

export function coloursFor(stream: OutputStream, { color = true }: CommonOptions): Colours {
  const style = (name: 'bold' | 'dim') => (text: string) => (color ? styleText(name, text, { stream }) : text);
  return { strong: style('bold'), faint: style('dim') };
}
