import { buildPage } from './build-page.ts';

await buildPage((line) => console.log(line));
