/** Lets the server stop as soon as the requests under way are answered. */
import type { Server } from 'node:http';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationShutdown } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';

/** How often to look for connections that have become idle, in milliseconds. */
const LOOK = 20;

// Node waits for a connection whose request was under way when the server closed, until the client lets go of it or
// it times out: a client that keeps its connections would hold up the stop for more than a minute.
@Injectable()
export class ConnectionDrainer implements BeforeApplicationShutdown, OnApplicationShutdown {
  #looking: NodeJS.Timeout | undefined;

  constructor(private readonly host: HttpAdapterHost) {}

  beforeApplicationShutdown(): void {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    this.#looking = setInterval(() => server.closeIdleConnections(), LOOK);
  }

  onApplicationShutdown(): void {
    clearInterval(this.#looking);
  }
}
