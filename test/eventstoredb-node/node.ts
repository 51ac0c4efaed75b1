/** The node: a test double of a server of EventStoreDB. README.md says what it is and is not. */
import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import { ClusterInfo, EndPoint, MemberInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import { SupportedMethod, SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { AppendReq, AppendResp, DeleteResp, TombstoneResp } from '@eventstore/db-client/generated/streams_pb.js';
import {
  Server,
  ServerCredentials,
  status,
  type Metadata,
  type sendUnaryData,
  type ServerReadableStream,
  type ServiceError,
} from '@grpc/grpc-js';
import { append } from './appending.js';
import { batchAppend } from './batch-appending.js';
import { deleteStream, tombstoneStream, type DeleteCall, type TombstoneCall } from './deleting.js';
import { CALLS, Faults, type Call } from './faults.js';
import { Log } from './log.js';
import { failed, refused, unavailable, uuidOf } from './messages.js';
import { read, type ReadCall } from './reading.js';
import { Subscription } from './subscribing.js';

export class EventStoreDbNode {
  readonly faults = new Faults();
  readonly #subscriptions = new Set<Subscription>();
  #server = new Server();
  #port = 0;
  /** The node that leads, where it is another one. */
  leader: EventStoreDbNode | undefined;
  /** All nodes of the cluster, as gossip tells of them. */
  members: readonly EventStoreDbNode[] = [this];
  /** How often each call was made. */
  readonly calls = Object.fromEntries(CALLS.map((call) => [call, 0])) as Record<Call, number>;

  /** @param log that of another node, for one of the same cluster */
  constructor(readonly log = new Log()) {
    log.listen(() => {
      for (const subscription of this.#subscriptions) subscription.hear();
    });
  }

  get port(): number {
    return this.#port;
  }

  /** For `PARLEY_STORE`. */
  get address(): string {
    return `eventstoredb://127.0.0.1:${this.#port}?tls=false`;
  }

  /** Starts, on the port that it had before where it was stopped. */
  async start(port = this.#port): Promise<this> {
    this.#server = new Server();
    this.#server.addService(StreamsService, {
      append: (call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>) =>
        this.#append(call, answer),
      batchAppend: (call: Parameters<typeof batchAppend>[2]) =>
        batchAppend(this.log, () => this.#faultOf('batch'), call),
      read: (call: ReadCall) => this.#read(call),
      delete: (call: DeleteCall, answer: sendUnaryData<DeleteResp>) => deleteStream(this.log, call, answer),
      tombstone: (call: TombstoneCall, answer: sendUnaryData<TombstoneResp>) =>
        tombstoneStream(this.log, this.#faultOf('delete'), call, answer),
    });
    this.#server.addService(GossipService, {
      read: (_: unknown, answer: sendUnaryData<ClusterInfo>) => answer(null, this.#gossip()),
    });
    this.#server.addService(ServerFeaturesService, {
      getSupportedMethods: (_: unknown, answer: sendUnaryData<SupportedMethods>) => answer(null, features()),
    });
    const at = `127.0.0.1:${port}`;
    this.#port = await new Promise((resolve, reject) => {
      this.#server.bindAsync(at, ServerCredentials.createInsecure(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      );
    });
    return this;
  }

  /** Breaks off everything at once. What is stored stays. */
  stop(): void {
    this.#server.forceShutdown();
    this.#subscriptions.clear();
  }

  /** Ends all subscriptions: as a failure, or as if they were over. */
  dropSubscriptions(how: 'failed' | 'ended'): void {
    for (const subscription of this.#subscriptions) subscription.end(how === 'failed' ? unavailable() : undefined);
    this.#subscriptions.clear();
  }

  /** All subscriptions stay open, and hear nothing more. */
  muteSubscriptions(): void {
    for (const subscription of this.#subscriptions) subscription.mute();
  }

  #append(call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>): void {
    const elsewhere = this.#notLeading(call.metadata);
    if (elsewhere) answer(elsewhere);
    else append(this.log, this.#faultOf('append'), call, answer);
  }

  #read(call: ReadCall): void {
    const follows = call.request.getOptions()?.hasSubscription() === true;
    const elsewhere = this.#notLeading(call.metadata);
    const fault = this.#faultOf(follows ? 'subscribe' : 'read');
    call.on('error', () => undefined);
    const answer = (): void => (follows ? this.#subscribe(call) : read(this.log, call));
    if (elsewhere) call.emit('error', elsewhere);
    else if (fault === undefined) answer();
    else if (fault.fault === 'slow') setTimeout(answer, fault.by).unref();
    else if (fault.fault === 'refused') call.emit('error', refused(fault.exception));
    else if (fault.fault === 'ended' && follows) call.end();
    else if (fault.fault !== 'silence' && fault.fault !== 'silent-answer') call.emit('error', unavailable());
  }

  #subscribe(call: ReadCall): void {
    const subscription = new Subscription(this.log, call);
    this.#subscriptions.add(subscription);
    call.on('cancelled', () => this.#subscriptions.delete(subscription));
    subscription.start();
  }

  #faultOf(call: Call) {
    this.calls[call] += 1;
    return this.faults.of(call);
  }

  #notLeading(metadata: Metadata): ServiceError | undefined {
    if (!this.leader || metadata.get('requires-leader')[0] !== 'true') return undefined;
    return failed(status.NOT_FOUND, 'Leader info available', {
      exception: 'not-leader',
      'leader-endpoint-host': '127.0.0.1',
      'leader-endpoint-port': String(this.leader.port),
    });
  }

  #gossip(): ClusterInfo {
    const info = new ClusterInfo();
    info.setMembersList(this.members.map((member) => memberInfo(member, member === (this.leader ?? this))));
    return info;
  }
}

function memberInfo({ port }: EventStoreDbNode, leads: boolean): MemberInfo {
  const endPoint = new EndPoint();
  endPoint.setAddress('127.0.0.1');
  endPoint.setPort(port);
  const member = new MemberInfo();
  member.setInstanceId(uuidOf('00000000-0000-0000-0000-000000000000'));
  member.setTimeStamp('0');
  member.setState(leads ? MemberInfo.VNodeState.LEADER : MemberInfo.VNodeState.FOLLOWER);
  member.setIsAlive(true);
  member.setHttpEndPoint(endPoint);
  return member;
}

function features(): SupportedMethods {
  const method = new SupportedMethod();
  method.setServiceName('event_store.client.streams.streams');
  method.setMethodName('batchappend');
  const supported = new SupportedMethods();
  supported.addMethods(method);
  supported.setEventStoreServerVersion('24.10.0');
  return supported;
}
