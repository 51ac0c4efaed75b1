/** The requests under way on a server: which are still arriving, and which wait for their answer. */
import { Injectable } from '@nestjs/common';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** A request under way. Times are monotonic, in milliseconds. */
export interface OpenRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Kept here: a request lets go of it when its answer has gone out. */
  readonly socket: Socket;
  readonly began: number;
  /** When it was last found to go on, and how many bytes had been read, and waited to be, by then. */
  wentOn: number;
  read: number;
  waiting: number;
}

@Injectable()
export class OpenRequests {
  readonly #open = new Set<OpenRequest>();
  /** How many have begun. */
  begun = 0;
  /** Set where the server is to be stopped: every answer is then the last of its connection. */
  isStopping = false;

  /** Follows the requests of a server. */
  follow(server: Server): void {
    server.prependListener('request', (request: IncomingMessage, response: ServerResponse) =>
      this.#add(request, response),
    );
  }

  /** Those whose answer has not gone out, or whose body has not arrived. */
  all(): readonly OpenRequest[] {
    return [...this.#open];
  }

  #add(request: IncomingMessage, response: ServerResponse): void {
    const now = performance.now();
    const { socket } = request;
    const open = { request, response, socket, began: now, wentOn: now, read: socket.bytesRead, waiting: 0 };
    this.begun += 1;
    this.#open.add(open);
    if (this.isStopping) response.shouldKeepAlive = false;
    // An answer may go out before the body has arrived, as where it is refused.
    const settle = (): void => {
      if (socket.destroyed || (request.complete && response.writableFinished)) this.#open.delete(open);
    };
    request.once('end', settle).once('close', settle);
    response.once('finish', settle).once('close', settle);
  }
}
