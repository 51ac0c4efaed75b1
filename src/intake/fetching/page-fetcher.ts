/** Fetches what users name, where the server is configured to. */
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config.js';
import { guardedFetch, type Fetched, type FetchOptions } from './guarded-fetch.js';
import { NotFetched } from './not-fetched.js';

@Injectable()
export class PageFetcher {
  constructor(private readonly config: Config) {}

  get isOn(): boolean {
    return this.config.intake.fetches;
  }

  /** Throws `NotFetched`. */
  async fetch(url: string, options: Omit<FetchOptions, 'exceptions'> = {}): Promise<Fetched> {
    const { fetches, fetchAllow: exceptions } = this.config.intake;
    if (!fetches)
      throw new NotFetched('this server fetches nothing (PARLEY_FETCH=on lets it): send the text of the article');
    return guardedFetch(url, { ...options, exceptions });
  }
}
