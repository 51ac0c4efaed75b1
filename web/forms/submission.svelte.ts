/** One form: its fields, what it would change, what was kept, and what was wrong with it. */
import { getContext, setContext } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import type { FieldError } from '../../answers/problem.js';
import type { ProblemShown } from '../api.js';
import { faultInWords, pointerInWords } from './pointer-words.js';
import { send as sendAct, type Act } from './acts.js';

interface Field {
  readonly id: string;
  readonly label: string;
}

/** One line of the summary of errors. */
export interface ErrorLine {
  readonly words: string;
  /** The id of its control; undefined where the form has none for it. */
  readonly at: string | undefined;
}

const parentOf = (pointer: string): string => pointer.slice(0, pointer.lastIndexOf('/'));

/** Where it is wrong, as fields name their places: the fields of some forms are parameters of a query. */
const placeOf = ({ pointer, parameter }: FieldError): string => pointer ?? (parameter ? `/${parameter}` : '');

export class Submission<A> {
  busy: boolean = $state(false);
  /** What it would change: the answer to a dry run. */
  preview: A | undefined = $state.raw();
  /** What was to be recorded was not what had been looked at: it was looked at anew instead. */
  isRenewed: boolean = $state(false);
  /** What was recorded. */
  kept: A | undefined = $state.raw();
  problem: ProblemShown | undefined = $state.raw();
  /** The act that the preview is of, as JSON. */
  private looked: string | undefined;
  private readonly fields = new SvelteMap<string, Field>();

  /** A control says where its value stands in the body. Answers what takes it back. */
  register(pointer: string, field: Field): () => void {
    this.fields.set(pointer, field);
    return () => {
      // Another field may have come to stand there meanwhile.
      if (this.fields.get(pointer) === field) this.fields.delete(pointer);
    };
  }

  /** The field of a pointer, or the nearest one around it. */
  private fieldAt(pointer: string): string | undefined {
    if (this.fields.has(pointer)) return pointer;
    return pointer === '' ? undefined : this.fieldAt(parentOf(pointer));
  }

  /** What is wrong at a field; undefined where nothing is. */
  errorAt(pointer: string): string | undefined {
    const errors = this.problem?.errors?.filter((error) => this.fieldAt(placeOf(error)) === pointer);
    return errors?.length ? errors.map(faultInWords).join('; ') : undefined;
  }

  /** What the summary says, in the order of the answer. */
  get lines(): ErrorLine[] {
    const { problem } = this;
    if (!problem) return [];
    if (!problem.errors?.length) return [{ words: problem.detail ?? problem.title, at: undefined }];
    return problem.errors.map((error) => {
      const field = this.fields.get(this.fieldAt(placeOf(error)) ?? '');
      const name = field?.label ?? pointerInWords(placeOf(error));
      // A label may ask a question.
      const asked = name.replace(/\?$/, '');
      return { words: name === '' ? faultInWords(error) : `${asked}: ${faultInWords(error)}`, at: field?.id };
    });
  }

  /** A problem that the page itself finds, such as a choice that was not made. */
  refuse(errors: readonly FieldError[]): void {
    this.problem = { status: 400, title: 'Something is missing', errors: [...errors] };
  }

  /** Asks what it would change. */
  async look(act: Act<A>): Promise<A | undefined> {
    if (this.busy) return undefined;
    [this.isRenewed, this.looked] = [false, JSON.stringify(act)];
    this.preview = await this.send(act, { dryRun: true });
    return this.preview;
  }

  /** Whether the preview that is shown is of this act. */
  shows(act: Act<A>): boolean {
    return this.preview !== undefined && this.looked === JSON.stringify(act);
  }

  /** Records it. Where a preview is shown of something else, it is looked at anew, and nothing is recorded. */
  async keep(act: Act<A>): Promise<A | undefined> {
    if (this.busy) return undefined;
    if (this.preview !== undefined && !this.shows(act)) {
      this.isRenewed = (await this.look(act)) !== undefined;
      return undefined;
    }
    const answer = await this.send(act);
    if (answer === undefined) return undefined;
    [this.kept, this.preview] = [answer, undefined];
    return answer;
  }

  /** Something was changed in the form: what was previewed is no longer what would be recorded. */
  touched(): void {
    this.preview = undefined;
  }

  /** Sends an act of this form, or one that takes it back: one at a time, so that nothing is sent twice. */
  async send<B>(act: Act<B>, options: { readonly dryRun?: boolean } = {}): Promise<B | undefined> {
    if (this.busy) return undefined;
    this.busy = true;
    const sent = await sendAct(act, options);
    this.busy = false;
    this.problem = sent.ok ? undefined : sent.problem;
    return sent.ok ? sent.answer : undefined;
  }
}

const KEY = 'submission';
/** The form of the fields below this component. */
export const provideSubmission = <A>(submission: Submission<A>): Submission<A> => setContext(KEY, submission);
/** The form around a field; undefined where it stands alone. */
export const theSubmission = (): Submission<unknown> | undefined => getContext<Submission<unknown> | undefined>(KEY);
