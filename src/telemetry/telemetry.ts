/**
 * Traces and metrics for a collector that speaks OTLP, by the variables of OpenTelemetry: requests, commands, queries, and
 * what the store does. It says what was done and how long it took. Addresses hold names, so routes stand for them; no text,
 * name, slug or token is in it.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import {
  diag,
  DiagLogLevel,
  type Attributes,
  type Meter,
  type Span,
  type SpanKind,
  type Tracer,
} from '@opentelemetry/api';
import { defaultTextMapGetter, ROOT_CONTEXT, SpanStatusCode, trace } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { Logger } from '@nestjs/common';
import type { Environment } from '../platform/config.js';
import { version } from '../platform/version.js';
import type { Signal } from './asked.js';

const NAME = 'parley';
/** Milliseconds from one export of metrics to the next, where the variable says no other. */
const INTERVAL = 60_000;
/** The end of the program waits so long for what is still to be sent, in milliseconds. */
const LAST_EXPORT = 2_000;

function positive(text: string | undefined, otherwise: number): number {
  const number = Number(text);
  return Number.isInteger(number) && number > 0 ? number : otherwise;
}

/** What is sent, and to where. */
export class Telemetry {
  readonly #tracers: BasicTracerProvider;
  readonly #meters: MeterProvider;
  readonly #tracer: Tracer;
  readonly #current = new AsyncLocalStorage<Span>();
  readonly #propagator = new W3CTraceContextPropagator();
  readonly meter: Meter;

  constructor(signals: readonly Signal[], env: Environment) {
    const log = new Logger('Telemetry');
    // What goes wrong in it is told, and never disturbs what it tells of.
    diag.setLogger(
      quiet((message) => log.warn(message)),
      { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
    );
    const resource = resourceFromAttributes({ 'service.name': NAME, 'service.version': version() }).merge(
      detectResources({ detectors: [envDetector] }),
    );
    const spans = signals.includes('traces') ? [new BatchSpanProcessor(new OTLPTraceExporter())] : [];
    this.#tracers = new BasicTracerProvider({ resource, spanProcessors: spans });
    const exportIntervalMillis = positive(env['OTEL_METRIC_EXPORT_INTERVAL'], INTERVAL);
    const exportTimeoutMillis = Math.min(positive(env['OTEL_METRIC_EXPORT_TIMEOUT'], 30_000), exportIntervalMillis);
    const readers = signals.includes('metrics')
      ? [
          new PeriodicExportingMetricReader({
            exporter: new OTLPMetricExporter(),
            exportIntervalMillis,
            exportTimeoutMillis,
          }),
        ]
      : [];
    this.#meters = new MeterProvider({ resource, readers });
    this.#tracer = this.#tracers.getTracer(NAME);
    this.meter = this.#meters.getMeter(NAME);
  }

  /**
   * Begins a span in the one that is under way, if any.
   * @param carrier the headers of a request, which may name the trace of its caller (W3C Trace Context)
   */
  begin(name: string, kind: SpanKind, attributes: Attributes, carrier: object = {}): Span {
    const parent = this.#current.getStore();
    const context = parent
      ? trace.setSpan(ROOT_CONTEXT, parent)
      : this.#propagator.extract(ROOT_CONTEXT, carrier, defaultTextMapGetter);
    return this.#tracer.startSpan(name, { kind, attributes }, context);
  }

  /** Does something in a span that was begun: what begins in it is its child. */
  inside<T>(span: Span, doing: () => T): T {
    return this.#current.run(span, doing);
  }

  /** Does something in a span of its own. An error is told by its name: its message may hold what a report says. */
  async within<T>(name: string, kind: SpanKind, attributes: Attributes, doing: () => Promise<T>): Promise<T> {
    const span = this.begin(name, kind, attributes);
    try {
      return await this.inside(span, doing);
    } catch (error) {
      span.setAttribute('error.type', error instanceof Error ? error.constructor.name : 'unknown');
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  }

  /** Sends what is still to be sent, and ends: within two seconds, whatever the collector does. */
  async stop(): Promise<void> {
    const ended = Promise.allSettled([this.#tracers.shutdown(), this.#meters.shutdown()]);
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, LAST_EXPORT).unref())]);
    diag.disable();
  }
}

/** Tells what goes wrong at most once a minute, and in a line. */
function quiet(tell: (message: string) => void) {
  let until = 0;
  const told = (message: string): void => {
    if (Date.now() < until) return;
    until = Date.now() + 60_000;
    tell(`nothing is sent to the collector, or not all: ${message.slice(0, 300)}`);
  };
  const nothing = (): void => undefined;
  return { error: told, warn: told, info: nothing, debug: nothing, verbose: nothing };
}
