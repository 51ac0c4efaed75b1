/** Subscribes the caller to alerts. The secret of a webhook is answered this once. */
import { randomBytes } from 'node:crypto';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  alertId,
  type AddAlertRequest,
  type AlertAddedAnswer,
  type ChannelRequest,
} from '../../../answers/alerts/alerts.js';
import type { KnownCaller } from '../../access/caller.js';
import { AccessService } from '../../access/access.service.js';
import { hasRole } from '../../access/roles.js';
import { urlOf } from '../../intake/fetching/allowed-address.js';
import { NotFetched } from '../../intake/fetching/not-fetched.js';
import { Clock } from '../../platform/clock.js';
import { MemoryImage } from '../../projector/memory-image.js';
import { AlertsFollower } from '../following/alerts-follower.js';
import { ROLE_OF_CHANNEL, Subscribers } from '../following/subscribers.js';
import { AlertsThread } from '../keeping/alerts-thread.js';
import type { Channel, Mail, Owner, SealedSubscription } from '../kept/subscription.js';
import { isOwn, OwnAlerts } from './own-alerts.js';
import { AskedAddresses } from './asked-addresses.js';
import { badAddress, noSuchChannel, orAlertsFailed, takesAnEditor, tooManyAlerts, tooManyAsked } from './refusals.js';

/** How many alerts somebody may have. */
const MOST_ALERTS = 2_000;

/** As Standard Webhooks writes secrets: 256 random bits. */
const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

export class AddAlert extends Command<AlertAddedAnswer> {
  constructor(
    readonly request: AddAlertRequest,
    readonly caller: KnownCaller,
  ) {
    super();
  }
}

@CommandHandler(AddAlert)
export class AddAlertHandler implements ICommandHandler<AddAlert> {
  readonly #asked = new AskedAddresses();

  constructor(
    private readonly thread: AlertsThread,
    private readonly subscribers: Subscribers,
    private readonly follower: AlertsFollower,
    private readonly own: OwnAlerts,
    private readonly access: AccessService,
    private readonly image: MemoryImage,
    private readonly clock: Clock,
  ) {}

  /** Where an address leads to is checked at each delivery: names change. */
  async execute({ request, caller }: AddAlert): Promise<AlertAddedAnswer> {
    const { label = null, talks, changes } = request;
    const { kind } = request.channel;
    if (!hasRole(caller.roles, ROLE_OF_CHANNEL[kind])) throw takesAnEditor();
    // A command on the data folder does not know how the server is configured. Who is written to must be asked, by a server.
    if ((caller.kind !== 'operator' || kind === 'mail') && !this.subscribers.sends(kind)) throw noSuchChannel(kind);
    const channel = channelOf(request.channel);
    const own = (await this.own.all(caller)).filter(({ subscription: { owner } }) => isOwn(owner, caller));
    if (own.length >= MOST_ALERTS) throw tooManyAlerts(MOST_ALERTS);
    const subscription: SealedSubscription = {
      id: alertId.parse(randomBytes(8).toString('hex')),
      madeAt: this.clock.now(),
      since: String(this.image.position),
      owner: this.#ownerOf(caller),
      label,
      talks,
      changes,
      channel,
    };
    const code = channel.kind === 'mail' ? this.#codeFor(channel, caller) : undefined;
    await orAlertsFailed(this.thread.ask('add', subscription, code));
    this.follower.start();
    const added = await this.own.one(subscription.id, caller);
    return { ...this.own.answerOf(added), secret: channel.kind === 'webhook' ? channel.secret : null };
  }

  /** By which whoever has the address confirms that they want it. */
  #codeFor({ address }: Mail, caller: KnownCaller): string {
    const by = caller.kind === 'token' ? caller.token : caller.kind;
    if (!this.#asked.mayAsk(by, address.toLowerCase(), this.clock.now())) throw tooManyAsked();
    return randomBytes(24).toString('base64url');
  }

  #ownerOf(caller: KnownCaller): Owner {
    if (caller.kind !== 'token') return { kind: caller.kind, subject: caller.subject };
    const { token, subject } = caller;
    const expiresAt = this.access.token(token)?.expiresAt ?? null;
    return { kind: 'token', token, subject, until: expiresAt === null ? null : Date.parse(expiresAt) };
  }
}

function channelOf(asked: ChannelRequest): Channel {
  if (asked.kind === 'mail') return asked;
  try {
    return { ...asked, url: urlOf(asked.url).href, secret: newSecret() };
  } catch (error) {
    if (error instanceof NotFetched) throw badAddress(error.message);
    throw error;
  }
}
