/** Principal components, by Jacobi's rotations of the covariance. */

const SWEEPS = 12;

function covariance(rows) {
  const width = rows[0].length;
  const found = Array.from({ length: width }, () => new Float64Array(width));
  for (const row of rows)
    for (let i = 0; i < width; i += 1)
      for (let j = 0; j < width; j += 1) found[i][j] += (row[i] * row[j]) / rows.length;
  return found;
}

/** Turns two rows, or two columns, so that what they share goes to neither. */
function turn(of, at, p, q, cos, sin) {
  for (let i = 0; i < of.length; i += 1) {
    const [a, b] = [at(i, p), at(i, q)];
    const [x, y] = [of[a[0]][a[1]], of[b[0]][b[1]]];
    of[a[0]][a[1]] = cos * x - sin * y;
    of[b[0]][b[1]] = sin * x + cos * y;
  }
}
const inColumns = (i, p) => [i, p];
const inRows = (i, p) => [p, i];

/** @returns the `count` directions in which the rows differ most, each of length one */
export function principalAxes(rows, count) {
  const a = covariance(rows);
  const axes = a.map((_, i) => Float64Array.from(a, (_row, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < SWEEPS; sweep += 1)
    for (let p = 0; p < a.length; p += 1)
      for (let q = p + 1; q < a.length; q += 1) {
        if (Math.abs(a[p][q]) < 1e-12) continue;
        const theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        const tan = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta ** 2 + 1));
        const cos = 1 / Math.sqrt(tan ** 2 + 1);
        turn(a, inColumns, p, q, cos, tan * cos);
        turn(a, inRows, p, q, cos, tan * cos);
        turn(axes, inColumns, p, q, cos, tan * cos);
      }
  return [...a.keys()]
    .toSorted((p, q) => a[q][q] - a[p][p])
    .slice(0, count)
    .map((axis) => axes.map((row) => row[axis]));
}
