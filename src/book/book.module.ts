/** What has been read of the log, for everybody who decides or answers. */
import { Global, Module } from '@nestjs/common';
import { Book } from './book.js';
import { Projector } from './projector.js';

@Global()
@Module({ providers: [Book, Projector], exports: [Book, Projector] })
export class BookModule {}
