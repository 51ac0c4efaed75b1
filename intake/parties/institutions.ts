/** Nouns for who acts and speaks for a party: “Israeli officials” are Israel, “Israeli hostages” are not. */

/** Compared with the dictionary form. */
export const INSTITUTIONS: ReadonlySet<string> = new Set(
  (
    'official officials government ministry minister ministers premier president presidency spokesman spokeswoman spokesperson spokespeople negotiator negotiators ' +
    'delegation delegations side leader leaders leadership army military forces cabinet parliament diplomat diplomats authorities authority team source sources envoy ' +
    'envoys ambassador lawmakers administration adviser advisor aide aides chief commander commanders general secretary chairman chairwoman chair board executive ' +
    'executives ceo management representative representatives mediator mediators king prince emir politburo wing council counterpart bargainers ' +
    'bureau office mission headquarters foreign premiership chancellor congress senate court police troops navy security department intelligence statement'
  ).split(' '),
);
