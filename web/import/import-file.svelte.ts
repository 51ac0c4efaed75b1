/** A file under way: looked at first, then recorded piece by piece, so that it can go on where it broke off. */
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { ImportAnswer } from '../../answers/import.js';
import type { ProblemShown } from '../api.js';
import { columnOf, faultInWords } from '../forms/pointer-words.js';
import { postImport } from './post-import.js';
import { bodyOf, contentOf, type FileContent, type FileRecord } from './records.js';

/** Records that are sent at a time: each answer moves the bar, and is where an import can go on. */
const PIECE = 1_000;

export interface Refused {
  readonly line: number;
  readonly detail: string;
}

/** What came of it so far. */
interface Result {
  readonly recorded: number;
  readonly duplicates: number;
  readonly warnings: readonly Refused[];
}
const NOTHING: Result = { recorded: 0, duplicates: 0, warnings: [] };

/** What is wrong with a line: each field by the name that its line or column has. */
const detailOf = ({ detail, errors = [] }: ImportAnswer['refused'][number]['problem']): string =>
  errors.length === 0
    ? detail
    : errors.map((one) => `${columnOf(one.pointer ?? '')} ${faultInWords(one)}`.trim()).join('; ');

type Phase = 'reading' | 'looking' | 'looked' | 'importing' | 'stopped' | 'imported' | 'failed';

export class ImportFile {
  phase: Phase = $state('reading');
  /** From 0 to 1. */
  share: number = $state(0);
  problem: ProblemShown | undefined = $state.raw();
  result: Result = $state.raw(NOTHING);
  refused: readonly Refused[] = $state.raw([]);
  /** Beyond those that are listed. */
  unlisted: number = $state(0);
  /** What the dry run says would change. */
  changes: NonNullable<ImportAnswer['changes']> = $state.raw([]);
  readonly talks: SvelteSet<string> = new SvelteSet();
  /** By line: what was entered in place of what the file has. */
  readonly edited: SvelteMap<number, string> = new SvelteMap();
  content: FileContent | undefined = $state.raw();
  /** How many records are done. */
  private done = 0;

  constructor(readonly file: File) {
    void this.read();
  }

  get name(): string {
    return this.file.name;
  }

  get total(): number {
    return this.content?.records.length ?? 0;
  }

  get isBusy(): boolean {
    return this.phase === 'reading' || this.phase === 'looking' || this.phase === 'importing';
  }

  private async read(): Promise<void> {
    try {
      this.content = contentOf(this.file.name, await this.file.text());
    } catch (error) {
      this.problem = { status: 0, title: 'The file could not be read', detail: String(error) };
      this.phase = 'failed';
      return;
    }
    await this.look();
  }

  /** The record of a line as the file has it, or as it was edited. Line 1 of a table is its head. */
  textOf(line: number): string {
    const { content } = this;
    const own = this.edited.get(line);
    if (own !== undefined || !content) return own ?? '';
    if (content.head !== '' && line === 1) return content.head.trimEnd();
    return content.records.find((record) => record.line === line)?.text ?? '';
  }

  edit(line: number, text: string): void {
    this.edited.set(line, text);
  }

  private get head(): string {
    const { head = '' } = this.content ?? {};
    const own = this.edited.get(1);
    return head === '' || own === undefined ? head : `${own}\n`;
  }

  private records(): readonly FileRecord[] {
    const records = this.content?.records ?? [];
    if (this.edited.size === 0) return records;
    return records.map((record) => {
      const text = this.edited.get(record.line);
      return text === undefined ? record : { ...record, text };
    });
  }

  /** Tells what would become of each line. Nothing is recorded. */
  async look(): Promise<void> {
    if (!this.content) return;
    [this.phase, this.share, this.problem, this.done, this.result] = ['looking', 0, undefined, 0, NOTHING];
    this.unlisted = 0;
    this.talks.clear();
    const { text, lineOf } = bodyOf(this.head, this.records());
    const sent = await postImport(text, this.content.format, { dryRun: true, sent: (share) => (this.share = share) });
    if (sent.ok) {
      this.take(sent.answer, lineOf, []);
      this.changes = sent.answer.changes ?? [];
    } else this.problem = sent.problem;
    this.phase = sent.ok ? 'looked' : 'failed';
  }

  /** Records what is not done yet. */
  async keep(): Promise<void> {
    const { content } = this;
    if (!content) return;
    const isNew = this.done === 0;
    [this.phase, this.problem] = ['importing', undefined];
    if (isNew) [this.result, this.refused, this.unlisted] = [NOTHING, [], 0];
    const records = this.records();
    while (this.done < records.length) {
      const piece = records.slice(this.done, this.done + PIECE);
      const { text, lineOf } = bodyOf(this.head, piece);
      const sent = await postImport(text, content.format, { dryRun: false, sent: () => {} });
      if (!sent.ok) {
        [this.problem, this.phase] = [sent.problem, 'stopped'];
        return;
      }
      this.take(sent.answer, lineOf, this.refused);
      this.done += piece.length;
      this.share = this.done / records.length;
    }
    this.phase = 'imported';
  }

  /** Sends the lines that were refused once more, as they now are. */
  async again(): Promise<void> {
    const { content, refused } = this;
    if (!content) return;
    const lines = new Set(refused.map(({ line }) => line));
    // Which lines were refused beyond the list is not known: then all are sent, and what is recorded is not counted again.
    const isWhole = this.unlisted > 0;
    const { text, lineOf } = bodyOf(
      this.head,
      this.records().filter(({ line }) => isWhole || lines.has(line)),
    );
    this.phase = 'importing';
    const sent = await postImport(text, content.format, { dryRun: false, sent: () => {} });
    if (sent.ok) {
      this.unlisted = 0;
      this.take(isWhole ? { ...sent.answer, duplicates: 0 } : sent.answer, lineOf, []);
    }
    [this.problem, this.phase] = [sent.ok ? undefined : sent.problem, 'imported'];
  }

  private take(answer: ImportAnswer, lineOf: (line: number) => number, before: readonly Refused[]): void {
    const { recorded, duplicates, refused, warnings, negotiations, omitted } = answer;
    this.result = {
      recorded: this.result.recorded + recorded,
      duplicates: this.result.duplicates + duplicates,
      warnings: [...this.result.warnings, ...warnings.map(({ line, detail }) => ({ line: lineOf(line), detail }))],
    };
    this.refused = [
      ...before,
      ...refused.map(({ line, problem }) => ({ line: lineOf(line), detail: detailOf(problem) })),
    ];
    this.unlisted += omitted?.refused ?? 0;
    for (const id of negotiations) this.talks.add(id);
  }
}
