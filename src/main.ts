/** The server by itself, as the environment sets it; `parley serve` is the same with flags. */
import { serve } from './serve.js';

await serve(process.env);
