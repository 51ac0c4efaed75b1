/** `parley intake`: from articles to reports in the record. */
import type { Command } from 'commander';
import type { CommandContext } from '../../command-context.js';
import { addAdd } from './add.js';
import { addAccept, addEdit, addReject, addUndo } from './decide.js';
import { addFeeds } from './feeds.js';
import { addDrop, addMove } from './place.js';
import { addList, addShow } from './read.js';

export function addIntake(program: Command, context: CommandContext): void {
  const group = program.command('intake').description('read articles, and decide what of them is recorded');
  addAdd(group, context);
  addList(group, context);
  addShow(group, context);
  addAccept(group, context);
  addEdit(group, context);
  addReject(group, context);
  addUndo(group, context);
  addMove(group, context);
  addDrop(group, context);
  addFeeds(group, context);
}
