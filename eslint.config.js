import js from '@eslint/js';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const shared = ['src/table', 'src/map', 'src/ui', 'src/auth', 'src/api', 'src/lib', 'server/contract'];
/** Everything a folder may import besides itself and packages; see README, "Who may import whom". */
const layers = {
  'src/lib': [],
  'src/api': ['src/lib', 'server/contract'],
  'src/auth': ['src/api', 'src/lib', 'server/contract'],
  'src/ui': ['src/lib'],
  'src/table': ['src/ui', 'src/lib'],
  'src/map': ['src/ui', 'src/lib'],
  'src/features': shared,
  'src/pages': ['src/features', ...shared],
  'src/app': ['src/pages', 'src/features', ...shared],
  'server/contract': [],
  'server/domain': ['server/contract'],
  'server/store': ['server/contract', 'server/domain'],
  'server/package-reader': [],
  'server/files': ['server/package-reader', 'server/store', 'server/domain', 'server/contract'],
  'server/fleet': ['server/store', 'server/domain', 'server/contract'],
  'server/auth': ['server/store', 'server/domain', 'server/contract'],
  'server/plugins': ['server/auth', 'server/store', 'server/domain', 'server/contract'],
  'server/routes': [
    'server/plugins',
    'server/auth',
    'server/files',
    'server/package-reader',
    'server/store',
    'server/domain',
    'server/contract',
  ],
};
const parts = [...Object.keys(layers), 'server/testing', 'server/cli'];
/** A feature, and a page's area, is a world of its own: what two share is passed down by the page that uses both. */
const features = ['devices', 'groups', 'apps', 'locations', 'overview', 'budget', 'session'];
const pages = ['devices', 'device', 'map', 'groups', 'apps', 'overview', 'budget', 'sign-in'];

const zones = [
  ...Object.entries(layers).flatMap(([target, allowed]) => {
    const banned = parts.filter((part) => part !== target && !allowed.includes(part));
    const tests = target.startsWith('server/') ? '!(*.test).ts' : '!(*.test).{ts,tsx}';
    return [{ target: `./${target}/**/${tests}`, from: banned.map((part) => `./${part}/**/*`) }];
  }),
  ...[
    ...features.map((name) => ['features', name, features]),
    ...pages.map((name) => ['pages', name, pages]),
  ].map(([kind, name, all]) => ({
    target: `./src/${kind}/${name}/**/*`,
    from: all.filter((other) => other !== name).map((other) => `./src/${kind}/${other}/**/*`),
  })),
  {
    target: './src/**/*',
    from: ['./server/!(contract)/**/*', './server/*.ts', './e2e/**/*', './bench/**/*'],
  },
  { target: './server/**/*', from: ['./src/**/*', './e2e/**/*', './bench/**/*'] },
];

export default tseslint.config(
  { ignores: ['dist/', 'data/', 'node_modules/', 'test-results/', 'playwright-report/', 'public/'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  reactHooks.configs.flat.recommended,
  {
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['*.js'] } } },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones }],
      'import-x/no-default-export': 'error',
      'import-x/order': ['error', { alphabetize: { order: 'asc' }, 'newlines-between': 'never' }],
      'max-lines': ['error', { max: 320, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 120, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allow: ['bigint'] }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'no-restricted-imports': [
        'error',
        {
          paths: [
            { name: 'leaflet', message: 'Only src/map imports Leaflet.' },
            { name: 'react-leaflet', message: 'Only src/map imports Leaflet.' },
          ],
        },
      ],
    },
  },
  { files: ['src/map/**'], rules: { 'no-restricted-imports': 'off' } },
  {
    files: ['src/**'],
    rules: {
      'no-restricted-globals': ['error', { name: 'fetch', message: 'src/api/http.ts makes every call.' }],
      'no-restricted-properties': [
        'error',
        { property: 'dangerouslySetInnerHTML', message: 'Strings of the API are hostile.' },
      ],
    },
  },
  { files: ['src/api/http.ts'], rules: { 'no-restricted-globals': 'off' } },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['src/**/*.test.*'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['**/server/**'],
              allowTypeImports: true,
              message: 'The page takes types from the contract, no code.',
            },
          ],
        },
      ],
    },
  },
  { files: ['server/cli/**', 'bench/**', '.ci/**'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.test.{ts,tsx}', 'e2e/**', 'server/testing/**'],
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      'react-hooks/rules-of-hooks': 'off',
    },
  },
  {
    files: ['*.config.{ts,js}', 'e2e/support/global-setup.ts'],
    rules: { 'import-x/no-default-export': 'off' },
  },
  { files: ['**/*.js'], ...tseslint.configs.disableTypeChecked },
);
