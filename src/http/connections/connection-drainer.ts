/** Lets the server stop as soon as all that was received whole is answered, and without what never will be. */
import type { Server } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ResponseStreams } from '../responses/response-streams.js';
import { OpenRequests } from './open-requests.js';

/** Milliseconds between two looks. In between, the process takes what has arrived. */
const INTERVAL = 20;

/** So many looks without a new request: what had arrived when the stop began has been taken. */
const QUIET_LOOKS = 5;

/** How long a stop waits for bodies that are still arriving, in milliseconds. */
const BODY_TIMEOUT = 2_000;

/** How long a stop waits for requests under way, in milliseconds. */
export const DRAIN_TIMEOUT = 4_000;

/**
 * Closing an HTTP server closes every connection that seems idle, those too whose request has arrived and was not read yet.
 * So the server first takes no more connections, answers what comes on those that it has, each answer being the last of its
 * connection, and closes them when nothing more comes. A client that does not send all that it announced, or does not read
 * its answer, is cut off: what is closed after the connections, the store among them, would otherwise not be closed in time.
 */
@Injectable()
export class ConnectionDrainer implements BeforeApplicationShutdown {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly requests: OpenRequests,
    private readonly streams: ResponseStreams,
  ) {}

  async beforeApplicationShutdown(): Promise<void> {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    if (!server.listening) return;
    const began = performance.now();
    this.requests.isStopping = true;
    this.streams.endAll();
    // Connections that the system has accepted are taken before the server listens no more.
    await this.#untilQuiet(began);
    NetServer.prototype.close.call(server);
    await this.#untilQuiet(began);
    while (this.requests.all().length > 0 && performance.now() - began < DRAIN_TIMEOUT) {
      if (performance.now() - began > BODY_TIMEOUT) this.#cutOffBodies();
      await pause(INTERVAL);
    }
    server.closeAllConnections();
  }

  /** Resolves when no request has begun for some looks. */
  async #untilQuiet(began: number): Promise<void> {
    let { begun } = this.requests;
    for (let looks = 0; looks < QUIET_LOOKS && performance.now() - began < DRAIN_TIMEOUT; looks += 1) {
      await pause(INTERVAL);
      if (this.requests.begun !== begun) looks = -1;
      begun = this.requests.begun;
    }
  }

  #cutOffBodies(): void {
    for (const { request, socket } of this.requests.all()) if (!request.complete) socket.destroy();
  }
}
