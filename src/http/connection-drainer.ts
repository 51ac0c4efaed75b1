/** Lets the server stop as soon as the requests under way are answered. */
import type { Server } from 'node:http';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationShutdown } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';

/** Milliseconds between two looks for connections that have become idle. */
const INTERVAL = 20;

/**
 * Closes connections that become idle during the stop. Node closes those that are idle when the stop begins; for the
 * others it waits until the client closes them or they time out, which takes more than a minute.
 */
@Injectable()
export class ConnectionDrainer implements BeforeApplicationShutdown, OnApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly host: HttpAdapterHost) {}

  beforeApplicationShutdown(): void {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    this.#timer = setInterval(() => server.closeIdleConnections(), INTERVAL);
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer);
  }
}
