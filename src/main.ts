/** The server as a program, configured by environment variables; `parley serve` is the same with flags. */
import { serve } from './serve.js';

await serve(process.env);
