/** Metrics for Prometheus: events, lag, requests, and those of the process. Their names are part of the interface. */
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { AlertsThread } from '../alerts/keeping/alerts-thread.js';
import { ScheduledBackups } from '../backup/scheduled.js';
import { MemoryImage } from '../projector/memory-image.js';
import { UNREADABLE_REASONS } from '../../answers/status.js';
import { Projector } from '../projector/projector.js';
import { ResponseStreams } from '../http/responses/response-streams.js';
import { commits, verifications } from '../platform/instrumentation.js';
import type { ErrorCode } from '../../answers/error-catalogue.js';
import { Readiness } from './readiness.js';

@Injectable()
export class Metrics implements OnApplicationShutdown {
  readonly #registry = new Registry();
  readonly #requests = new Histogram({
    name: 'parley_http_request_duration_seconds',
    help: 'Time to answer a request, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.#registry],
  });

  readonly #refusals = new Counter({
    name: 'parley_refusals_total',
    help: 'Requests that were refused or failed, by the code of the problem.',
    labelNames: ['code'],
    registers: [this.#registry],
  });
  readonly #appends = new Histogram({
    name: 'parley_append_duration_seconds',
    help: 'From when an append was asked of the store until it was durable.',
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [this.#registry],
  });
  readonly #groups = new Histogram({
    name: 'parley_commit_appends',
    help: 'How many appends shared a transaction.',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512],
    registers: [this.#registry],
  });
  readonly #stored = new Counter({
    name: 'parley_events_stored_total',
    help: 'Events that this server has stored since its start.',
    registers: [this.#registry],
  });
  readonly #verifications = new Histogram({
    name: 'parley_chain_verification_duration_seconds',
    help: 'Checks of the hash chain, by whether it held.',
    labelNames: ['ok'],
    buckets: [0.01, 0.1, 1, 10, 60, 600],
    registers: [this.#registry],
  });
  readonly #subscriptions: readonly (() => void)[];

  constructor(
    image: MemoryImage,
    projector: Projector,
    readiness: Readiness,
    backups: ScheduledBackups,
    streams: ResponseStreams,
    alerts: AlertsThread,
  ) {
    collectDefaultMetrics({ register: this.#registry });
    this.#gauge('parley_events_applied', 'Events read from the log since the start.', () => image.applied);
    this.#gauge('parley_book_position', 'The position up to which the log has been read.', () =>
      Number(image.position),
    );
    this.#gauge('parley_book_following', '1 while the log is followed, 0 while catching up or failing.', () =>
      projector.state === 'following' ? 1 : 0,
    );
    this.#gauge('parley_book_lag', 'Positions stored and not yet read; -1 where the store does not answer.', () =>
      readiness.lag().catch(() => -1),
    );
    this.#gauge('parley_recording_possible', '0 while nothing can be recorded: /readyz says why.', () =>
      readiness.impediment === undefined ? 1 : 0,
    );
    this.#gauge(
      'parley_backup_last_made_timestamp_seconds',
      'When this server last made a backup and verified it; 0: not since its start.',
      () => backups.lastMade / 1000,
    );
    this.#gauge(
      'parley_streams_open',
      'Answers that go on (server-sent events, lines of a replay) and are read.',
      () => streams.open,
    );
    this.#alerts(alerts);
    this.#unreadable(image);
    this.#subscriptions = [
      commits.subscribe(({ events, seconds }) => {
        this.#stored.inc(events);
        this.#groups.observe(seconds.length);
        for (const waited of seconds) this.#appends.observe(waited);
      }),
      verifications.subscribe(({ ok, seconds }) => this.#verifications.observe({ ok: String(ok) }, seconds)),
    ];
  }

  /**
   * Counts a request.
   * @param route its pattern, such as `/v1/negotiations/:negotiation`
   * @param seconds the time it took to answer
   */
  answered(method: string, route: string, status: number, seconds: number): void {
    this.#requests.observe({ method, route, status: String(status) }, seconds);
  }

  /** Counts a refused or failed request. */
  refused(code: ErrorCode): void {
    this.#refusals.inc({ code });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** The metrics in the text format of Prometheus. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  onApplicationShutdown(): void {
    for (const stop of this.#subscriptions) stop();
    this.#registry.clear();
  }

  #gauge(name: string, help: string, value: () => number | Promise<number>): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      registers: [this.#registry],
      collect: async () => gauge.set(await value()),
    });
  }

  #alerts(thread: AlertsThread): void {
    const gauge: Gauge<'standing'> = new Gauge({
      name: 'parley_alerts',
      help: 'Alerts that wait to be delivered, and those that could not be; -1 where nobody can tell.',
      labelNames: ['standing'],
      registers: [this.#registry],
      collect: async () => {
        // Where nobody has ever asked for alerts no thread is begun to count them.
        const counts = thread.hasFile
          ? await thread.ask('backlog').catch(() => ({ waiting: -1, dead: -1 }))
          : { waiting: 0, dead: 0 };
        for (const standing of ['waiting', 'dead'] as const) gauge.set({ standing }, counts[standing]);
      },
    });
  }

  #unreadable(image: MemoryImage): void {
    const gauge: Gauge<'reason'> = new Gauge({
      name: 'parley_events_passed_over',
      help: 'Events that this version cannot read, by reason.',
      labelNames: ['reason'],
      registers: [this.#registry],
      collect: () => {
        for (const reason of UNREADABLE_REASONS) gauge.set({ reason }, image.unreadable.count(reason));
      },
    });
  }
}
