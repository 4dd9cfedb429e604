import { keepCompiledModules } from './compile-cache.ts';

keepCompiledModules();
const { runServer } = await import('./main-process.ts');
await runServer();
