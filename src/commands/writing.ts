/** Who writes, and under which condition: the same for every command. */
export interface Writing {
  /** Who records it: the caller, as the server knows them. */
  readonly recorder: string;
  /** The last revision of the negotiation's stream as the caller knows it; another one is refused. */
  readonly ifMatch?: number | undefined;
  /** Nothing is recorded; the answer says what would be. */
  readonly dryRun?: boolean | undefined;
}
