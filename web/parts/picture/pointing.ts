/** Pointing at the marks of a picture: by mouse, by touch and by arrow keys, one tab stop for all of them. */

/** What is pointed at: its words, and where it stands in the figure, in pixels. */
export interface Pointed {
  readonly says: string;
  readonly x: number;
  readonly y: number;
  readonly link: SVGAElement;
}

const marksIn = (figure: Element): SVGAElement[] => [...figure.querySelectorAll<SVGAElement>('a[data-row]')];
const markAt = (target: EventTarget | null): SVGAElement | null =>
  target instanceof Element ? target.closest<SVGAElement>('a[data-row]') : null;
const centre = (mark: Element): number => {
  const { left, width } = mark.getBoundingClientRect();
  return left + Math.min(width, 40) / 2;
};

function nearest(marks: readonly SVGAElement[], to: number): SVGAElement | undefined {
  return marks.toSorted((a, b) => Math.abs(centre(a) - to) - Math.abs(centre(b) - to))[0];
}

/** The mark that a key leads to: along its row, or to the nearest one in the next row. */
function stepFrom(mark: SVGAElement, key: string, marks: readonly SVGAElement[]): SVGAElement | undefined {
  const row = marks.filter((one) => one.dataset['row'] === mark.dataset['row']);
  const rows = [...new Set(marks.map((one) => one.dataset['row']))];
  const inRow = (by: number): SVGAElement | undefined => {
    const name = rows[rows.indexOf(mark.dataset['row']) + by];
    return nearest(
      marks.filter((one) => name !== undefined && one.dataset['row'] === name),
      centre(mark),
    );
  };
  const i = row.indexOf(mark);
  switch (key) {
    case 'ArrowRight':
      return row[i + 1];
    case 'ArrowLeft':
      return row[i - 1];
    case 'ArrowDown':
      return inRow(1);
    case 'ArrowUp':
      return inRow(-1);
    case 'Home':
      return row[0];
    case 'End':
      return row.at(-1);
    default:
      return undefined;
  }
}

/**
 * An attachment for the figure.
 * @param point is told what is pointed at; undefined for nothing
 */
export function pointing(point: (pointed: Pointed | undefined) => void) {
  return (figure: HTMLElement) => {
    let touched: SVGAElement | null = null;
    const show = (mark: SVGAElement): void => {
      const [here, of] = [figure.getBoundingClientRect(), mark.getBoundingClientRect()];
      point({
        says: mark.getAttribute('aria-label') ?? '',
        x: Math.min(here.width, Math.max(0, of.left - here.left + Math.min(of.width, 60) / 2)),
        y: Math.min(of.bottom, globalThis.innerHeight) - here.top,
        link: mark,
      });
    };
    const over = ({ target }: Event): void => {
      const mark = markAt(target);
      if (mark) show(mark);
    };
    const left = ({ relatedTarget }: FocusEvent | PointerEvent): void => {
      if (relatedTarget instanceof Element && relatedTarget.closest('[role=tooltip]')) return;
      if (!markAt(relatedTarget)) point(undefined);
    };
    // The first touch shows what a mark says, the second follows it.
    const click = (event: MouseEvent): void => {
      const mark = markAt(event.target);
      if ((event as PointerEvent).pointerType !== 'touch' || !mark || mark === touched) return;
      event.preventDefault();
      touched = mark;
      show(mark);
    };
    const key = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') return point(undefined);
      const mark = markAt(event.target);
      const marks = mark ? marksIn(figure) : [];
      const next = mark && stepFrom(mark, event.key, marks);
      if (!next) return;
      event.preventDefault();
      for (const one of marks) one.setAttribute('tabindex', one === next ? '0' : '-1');
      next.focus();
    };
    figure.addEventListener('pointerover', over);
    figure.addEventListener('pointerout', left);
    figure.addEventListener('focusin', over);
    figure.addEventListener('focusout', left);
    figure.addEventListener('click', click);
    figure.addEventListener('keydown', key);
  };
}

/** One mark of a drawing can be reached by Tab; a drawing that is made anew is given one, too. */
export function openToTab(figure: HTMLElement): void {
  const marks = marksIn(figure);
  if (!marks.some((mark) => mark.getAttribute('tabindex') === '0')) marks[0]?.setAttribute('tabindex', '0');
}
