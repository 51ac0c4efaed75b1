/** What was wrong in the address, for the control that would take it. */
import type { Visit } from '../../page-context.js';
import type { WrongParameter } from '../../wrong-address.js';

/** What could not be read of these parameters; undefined where all could, or none was given. */
export const wrongAt = ({ wrong = [] }: Visit, ...parameters: readonly string[]): WrongParameter | undefined =>
  wrong.find(({ parameter, isUnderstood }) => !isUnderstood && parameters.includes(parameter));

/** What a control says of itself where its value was wrong. @param id of the message, as `WrongHere` has it */
export const invalid = (wrong: WrongParameter | undefined, id: string) =>
  wrong ? ({ 'aria-invalid': 'true', 'aria-describedby': id } as const) : {};
