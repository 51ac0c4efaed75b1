/** What several projections of one view read. Each is worked out when it is first asked for, and goes with whoever asked. */
import { claimsOf } from './claims.js';
import { once } from '../support/lazy.js';
import { tracksOf } from './held-stances.js';
import type { View } from '../report-index/view.js';
import { walkOf, type Walk } from '../phase/phase-machine.js';

export class Folds {
  readonly walk;

  /** @param walk over all reports of the view, where it has been worked out already */
  constructor(
    readonly view: View,
    walk?: Walk,
  ) {
    this.walk = once(() => walk ?? walkOf(view, view.reports));
  }

  readonly claims = once(() => claimsOf(this.view, this.walk()));
  readonly tracks = once(() => tracksOf(this.view));
}
