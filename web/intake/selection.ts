/** The stretch of an article that is selected in the page. Every piece of its text says where it begins: `data-start`. */

function offsetAt(node: Node, offset: number): number | undefined {
  const piece = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-start]');
  if (!piece) return undefined;
  const start = Number(piece.dataset['start']);
  if (node.nodeType === Node.TEXT_NODE) return start + offset;
  return offset === 0 ? start : start + (piece.textContent?.length ?? 0);
}

/** Undefined where nothing of the article is selected. */
export function selectedSpan(within: HTMLElement): { readonly start: number; readonly end: number } | undefined {
  const selection = getSelection();
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return undefined;
  const range = selection.getRangeAt(0);
  if (!within.contains(range.commonAncestorContainer)) return undefined;
  const pieces = [...within.querySelectorAll<HTMLElement>('[data-start]')].filter((piece) =>
    range.intersectsNode(piece),
  );
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (!first || !last) return undefined;
  // A selection may begin or end outside of the text, at a number or in a card.
  const start = offsetAt(range.startContainer, range.startOffset) ?? Number(first.dataset['start']);
  const end =
    offsetAt(range.endContainer, range.endOffset) ?? Number(last.dataset['start']) + (last.textContent?.length ?? 0);
  return start < end ? { start, end } : undefined;
}
