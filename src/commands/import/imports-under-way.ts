/** The imports of this process that are under way: more of each may be recorded. */
import { Injectable } from '@nestjs/common';

@Injectable()
export class ImportsUnderWay {
  readonly #correlations = new Set<string>();

  /** @param correlationId that all events of the import share */
  has(correlationId: string): boolean {
    return this.#correlations.has(correlationId);
  }

  async during<T>(correlationId: string, work: () => Promise<T>): Promise<T> {
    this.#correlations.add(correlationId);
    try {
      return await work();
    } finally {
      this.#correlations.delete(correlationId);
    }
  }
}
