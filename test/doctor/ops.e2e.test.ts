/** What operators are given in `ops/` speaks of figures that a server has. */
import { readFileSync } from 'node:fs';
import { startedApp, type StartedApp } from '../app/started-app.js';

const of = (name: string): string => readFileSync(new URL(`../../ops/${name}`, import.meta.url), 'utf8');

let app: StartedApp;
let figures: ReadonlySet<string>;
beforeAll(async () => {
  app = await startedApp();
  const told = await (await fetch(`${app.base}/metrics`)).text();
  figures = new Set([...told.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name ?? ''));
});
afterAll(() => app.stop());

test.each(['alerts.yml', 'grafana-dashboard.json'])('%s: every figure is one of the server’s', (name) => {
  const named = [...of(name).matchAll(/\b((?:parley|process)_[a-z_]+)/g)].map(([, figure = '']) => figure);
  expect(named.length).toBeGreaterThan(5);
  const base = (figure: string): string => figure.replace(/_(?:bucket|count|sum)$/, '');
  expect(named.filter((figure) => !figures.has(figure) && !figures.has(base(figure)))).toEqual([]);
});

test('The service is stopped by the signal that lets answers be finished, and has files enough to start', () => {
  const service = of('parley.service');
  expect(service).toMatch(/^KillSignal=SIGTERM$/m);
  expect(Number(/^LimitNOFILE=(\d+)$/m.exec(service)?.[1])).toBeGreaterThanOrEqual(1_024);
  expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(service)?.[1])).toBeGreaterThan(10);
});
