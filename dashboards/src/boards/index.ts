import type { Board } from '../board.js';
import { care, protection } from './apart.js';
import { command } from './command.js';
import { compliance } from './compliance.js';
import { health } from './health.js';
import { oversight } from './oversight.js';
import { personBoard } from './person.js';
import { county, office } from './places.js';
import { publicFigures } from './public.js';
import { quality } from './quality.js';
import { risk } from './risk.js';
import { tiers } from './tiers.js';
import { verification } from './verification.js';

/** Every board, general before specific. */
export const boards = (): Board[] => [
  command(), tiers(), county(), office(), personBoard(), compliance(), verification(), quality(), risk(), oversight(), publicFigures(), care(), protection(), health(),
];
