import { keepCompiledModules } from '../compile-cache.ts';

keepCompiledModules();
const { startServer } = await import('./start-process.ts');
await startServer();
