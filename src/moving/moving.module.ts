/** Moving a whole log from one store to another. */
import { Module } from '@nestjs/common';
import { MoveInHandler } from './move-in.js';
import { MoveOutHandler } from './move-out.js';

@Module({ providers: [MoveInHandler, MoveOutHandler] })
export class MovingModule {}
