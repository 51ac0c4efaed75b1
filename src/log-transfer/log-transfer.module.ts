/** Moving a whole log from one store to another. */
import { Module } from '@nestjs/common';
import { MoveInHandler } from './import-log.js';
import { MoveOutHandler } from './export-log.js';

@Module({ providers: [MoveInHandler, MoveOutHandler] })
export class MovingModule {}
