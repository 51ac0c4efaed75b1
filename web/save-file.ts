/** Saving pictures as SVG and tables as CSV. */
function save(name: string, type: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

const DRAWN = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'font', 'opacity'];

/** Copies the computed styles into the picture, since the file has no style sheet. */
export function saveSvg(svg: SVGSVGElement, name: string): void {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [drawn, copied] = [svg, copy].map((root) => [...root.querySelectorAll<SVGElement>('*')]);
  for (const [i, element] of (copied ?? []).entries()) {
    const look = getComputedStyle((drawn ?? [])[i] as SVGElement);
    for (const property of DRAWN) element.style.setProperty(property, look.getPropertyValue(property));
  }
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  save(`${name}.svg`, 'image/svg+xml', new XMLSerializer().serializeToString(copy));
}

/** A cell that a spreadsheet would run as a formula gets a quote in front. */
function cellOf(value: string | number | null): string {
  const text = String(value ?? '');
  const plain = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

export const saveCsv = (rows: readonly (readonly (string | number | null)[])[], name: string): void =>
  save(`${name}.csv`, 'text/csv', rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join(''));
