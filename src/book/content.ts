/** What a stream holds, as far as it has been read. */
import type { Logged } from '../../events/event.js';
import { evolve, initialState, type NegotiationState } from '../record/state.js';

export class Content {
  readonly logged: Logged[] = [];
  state: NegotiationState = initialState;

  enter(logged: Logged): void {
    this.logged.push(logged);
    this.state = evolve(this.state, logged);
  }
}
