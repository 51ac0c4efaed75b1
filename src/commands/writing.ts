/** Who writes, and under which condition: the same for every command. */
export interface Writing {
  /** Who records it: the caller, as the server knows them. */
  readonly recorder: string;
  /** The last revision of the negotiation's stream as the caller knows it; another one is refused. */
  readonly ifMatch?: number | undefined;
  /** Nothing is recorded; the answer says what would be. */
  readonly dryRun?: boolean | undefined;
  /** The id of the event that this follows from; where not given, it follows from the command alone. */
  readonly cause?: string | undefined;
}
