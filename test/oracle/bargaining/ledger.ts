/** How quantities moved: section 4, "Terms ledger", without the order and the voices of its entries. */
import { comparable } from '../../../events/text.js';
import { agreementIds, chainOf, firstGiven } from '../talks/agreement-terms.js';
import { number, objects, text, type Json } from '../json.js';
import { offerPutBy } from './withdrawals.js';
import type { VoicedReport } from '../voices.js';

/** One series: of offers and demands, with the agreements that ended them, or of another chain of agreements. */
export interface Series {
  readonly item: string;
  readonly unit: string | null;
  readonly basis: string | null;
  readonly ofChain: boolean;
  readonly quantities: readonly string[];
}

interface Item {
  readonly item: string;
  readonly unit: string | null;
  readonly basis: string | null;
}

const name = (term: Json, field: string): string | null => {
  const given = text(term, field);
  return given === null ? null : comparable(given);
};

const itemOf = (term: Json): Item => ({
  item: name(term, 'item') ?? '',
  unit: name(term, 'unit'),
  basis: name(term, 'basis'),
});

const isOfItem = (term: Json, item: Item): boolean => JSON.stringify(itemOf(term)) === JSON.stringify(item);

/** `36`, `36 to 50`, `at least 36`, … */
export function quantityText(term: Json): string | null {
  const [quantity, min, max] = ['quantity', 'min', 'max'].map((field) => number(term, field));
  return [quantity, min, max].every((one) => one === null) ? null : JSON.stringify([quantity, min, max]);
}

const quantitiesOf = (reports: readonly VoicedReport[], item: Item): string[] => {
  const terms = reports.flatMap(({ data }) => objects(data, 'terms').filter((term) => isOfItem(term, item)));
  return [...new Set(terms.flatMap((term) => quantityText(term) ?? []))].toSorted();
};

/** Every chain of agreements once. */
function chains(reports: readonly VoicedReport[]): string[][] {
  const all = agreementIds(reports).map((id) => chainOf(id, reports).toSorted());
  return [...new Set(all.map((chain) => JSON.stringify(chain)))].map((chain) => JSON.parse(chain) as string[]);
}

function seriesOf(item: Item, reports: readonly VoicedReport[]): Series[] {
  const gives = ({ data }: VoicedReport) =>
    objects(data, 'terms').some((term) => isOfItem(term, item) && quantityText(term) !== null);
  const offers = reports.filter((report) => offerPutBy(report) !== null && gives(report));
  const proposals = offers.flatMap(({ data }) => text(data, 'proposal') ?? []);
  const endsThem = (chain: readonly string[]) =>
    chain.some((id) => proposals.includes(firstGiven(id, 'of', reports) ?? ''));
  const made = (chain: readonly string[]) =>
    reports.filter((report) => report.kind === 'agreement' && chain.includes(text(report.data, 'agreement') ?? ''));
  const ending = chains(reports).filter(endsThem).flatMap(made);
  const others = chains(reports).filter((chain) => !endsThem(chain));
  return [
    { ...item, ofChain: false, quantities: quantitiesOf([...offers, ...ending], item) },
    ...others.map((chain) => ({ ...item, ofChain: true, quantities: quantitiesOf(made(chain), item) })),
  ].filter(({ quantities }) => quantities.length > 0);
}

export function ledgerOf(reports: readonly VoicedReport[]): Series[] {
  const telling = reports.filter(({ kind }) => ['proposal', 'demand', 'agreement'].includes(kind));
  const items = telling.flatMap(({ data }) => objects(data, 'terms').map((term) => JSON.stringify(itemOf(term))));
  return [...new Set(items)].flatMap((item) => seriesOf(JSON.parse(item) as Item, reports));
}
