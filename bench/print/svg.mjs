/** The curve as a picture: milliseconds against the reports in the log, both by powers of ten. */
const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT] = [640, 360, 70, 50, 40, 30];
const SERIES = [
  ['append', 'append one, durable', '#0b5cad', ''],
  ['status', 'status of a short negotiation after it', '#a33b00', '6 4'],
];

export function svgOf(points) {
  const all = points.flatMap(({ append, status }) => [append, status]);
  const [low, high] = [Math.floor(Math.log10(Math.min(...all))), Math.ceil(Math.log10(Math.max(...all)))];
  const [from, to] = [points[0], points.at(-1)].map(({ reports }) => Math.log10(reports));
  const x = (reports) => LEFT + ((Math.log10(reports) - from) / (to - from || 1)) * (WIDTH - LEFT - RIGHT);
  const y = (ms) => HEIGHT - BOTTOM - ((Math.log10(ms) - low) / (high - low || 1)) * (HEIGHT - BOTTOM - TOP);
  const powers = Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i));
  const text = (at, words, anchor = 'middle') =>
    `<text x="${at[0]}" y="${at[1]}" text-anchor="${anchor}">${words}</text>`;
  const grid = powers.map(
    (ms) =>
      `<path d="M${LEFT} ${y(ms)}H${WIDTH - RIGHT}" stroke="#ccc"/>${text([LEFT - 8, y(ms) + 4], `${ms} ms`, 'end')}`,
  );
  const sizes = points.map(({ reports }) => text([x(reports), HEIGHT - BOTTOM + 20], reports.toLocaleString('en')));
  const lines = SERIES.map(([key, words, colour, dash], i) => {
    const path = points
      .map((p, n) => `${n === 0 ? 'M' : 'L'}${x(p.reports).toFixed(1)} ${y(p[key]).toFixed(1)}`)
      .join('');
    return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}"/><g fill="${colour}">${text([LEFT + 10 + i * 200, 22], words, 'start')}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" role="img" aria-label="Cost against the reports in the log"><rect width="100%" height="100%" fill="#fff"/>
${[...grid, ...sizes, text([WIDTH / 2, HEIGHT - 10], 'reports in the log'), ...lines].join('\n')}
</svg>
`;
}
