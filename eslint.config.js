import tseslint from 'typescript-eslint'

// Biome formats and lints. Here are only the rules for which it knows too little of types: it does not see, for one,
// that a query of Kysely answers a promise.
export default tseslint.config(
  {
    files: ['{src,db,test,e2e,bench,tools}/**/*.{ts,tsx}'],
    ignores: ['db/schema.ts', 'src/ui/govuk-types.ts'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
    },
  },
  {
    // Where a value gets its brand or a stored answer its type: the only places that may say `as`.
    files: [
      'src/kit/{ids,money,journey}.ts',
      'src/platform/ids.ts',
      'src/platform/commands/*.ts',
      'src/platform/http/answer.ts',
      '**/*.test.{ts,tsx}',
    ],
    rules: { '@typescript-eslint/consistent-type-assertions': 'off' },
  },
)
