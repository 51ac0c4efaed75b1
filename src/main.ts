/** The server as a program, configured by environment variables; `parley serve` is the same with flags. */
import { requireOpenFiles } from './platform/open-files.js';

// Before the server is loaded, which opens more files than anything later.
requireOpenFiles();
const { serve } = await import('./serve.js');
await serve(process.env);
