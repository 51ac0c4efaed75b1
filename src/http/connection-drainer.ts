/** Lets the server stop as soon as the requests under way are answered, and without those that never will be. */
import type { Server } from 'node:http';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationShutdown } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';

/** Milliseconds between two looks for connections that have become idle. */
const INTERVAL = 20;

/** How long a stop waits for requests under way, in milliseconds. */
export const DRAIN_TIMEOUT = 5_000;

/**
 * Closes connections that become idle during the stop. Node closes those that are idle when the stop begins; for the
 * others it waits until the client closes them or they time out, which takes more than a minute. A client that does not
 * send all that it announced, or does not read its answer, is cut off: what is closed after the connections, the store
 * among them, would otherwise not be closed in time.
 */
@Injectable()
export class ConnectionDrainer implements BeforeApplicationShutdown, OnApplicationShutdown {
  #looking: NodeJS.Timeout | undefined;
  #cuttingOff: NodeJS.Timeout | undefined;

  constructor(private readonly host: HttpAdapterHost) {}

  beforeApplicationShutdown(): void {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    this.#looking = setInterval(() => server.closeIdleConnections(), INTERVAL);
    this.#cuttingOff = setTimeout(() => server.closeAllConnections(), DRAIN_TIMEOUT);
  }

  onApplicationShutdown(): void {
    clearInterval(this.#looking);
    clearTimeout(this.#cuttingOff);
  }
}
