import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

/**
 * The arrows of the house: which rooms of shared/ a room may look into.
 * apim <- artifacts, configuration <- extract, publish <- tasks; the edges never see each other.
 */
const rooms = {
  errors: [],
  log: [],
  apim: ['errors'],
  http: ['errors', 'log'],
  artifacts: ['apim', 'errors'],
  configuration: ['apim', 'errors'],
  extract: ['apim', 'artifacts', 'configuration', 'errors', 'log'],
  publish: ['apim', 'artifacts', 'configuration', 'errors', 'log'],
  azure: ['apim', 'http', 'errors', 'log'],
  repos: ['apim', 'http', 'errors', 'log'],
  agent: ['apim', 'http', 'errors', 'log'],
};

/** Packages that only one edge may know. */
const packagesOf = {
  agent: ['azure-pipelines-task-lib'],
  repos: ['azure-devops-node-api'],
  azure: ['@azure/arm-apimanagement', '@azure/identity', '@azure/core-rest-pipeline'],
};

/** Rooms without side effects: no Node module at all. */
const pure = ['apim', 'configuration', 'errors', 'log'];

function arrowsOf(room) {
  const closed = Object.keys(rooms).filter((other) => other !== room && !rooms[room].includes(other));
  const foreign = Object.entries(packagesOf).flatMap(([owner, names]) => (owner === room ? [] : names));
  const patterns = [
    {
      regex: `^\\.\\./(\\.\\./)*(${closed.join('|')})/`,
      message: `shared/${room} may not look into this room.`,
    },
    {
      regex: '(emulator|tasks|test|scripts)/',
      message: 'What is shipped knows nothing of what surrounds it.',
    },
    {
      regex: `^(${foreign.map((name) => name.replaceAll('/', '\\/')).join('|')})(/|$)`,
      message: 'Only one edge knows this package: see eslint.config.js.',
    },
  ];
  if (pure.includes(room)) patterns.push({ regex: '^node:', message: `shared/${room} has no side effects.` });
  return {
    files: [`shared/${room}/**/*.ts`],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns }] },
  };
}

export default tseslint.config(
  { ignores: ['build/', 'demo-output/', 'node_modules/'] },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unnecessary-condition': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        {
          argsIgnorePattern: '^_',
          destructuredArrayIgnorePattern: '^_',
          varsIgnorePattern: '^_',
          ignoreRestSiblings: true,
        },
      ],
      complexity: ['error', 12],
      'max-lines': ['error', { max: 250 }],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  ...Object.keys(rooms).map(arrowsOf),
  {
    files: ['shared/artifacts/**/*.ts'],
    ignores: ['shared/artifacts/folder.ts', '**/*.test.ts'],
    // A digest has no side effects.
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: ['node:*', '!node:crypto'] }],
    },
  },
  {
    files: ['**/*.test.ts', 'test/**/*.ts', 'emulator/**/*.ts', 'scripts/**/*.ts'],
    rules: { 'no-console': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
);
