import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** One line of the import law (docs/decisions): what a folder may not import. */
function law(files, patterns) {
  return {
    files,
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: patterns.map(([regex, message]) => ({ regex, message })) },
      ],
    },
  };
}

const OURS = '(gateway|subgraphs|schema|migrations|reference|cli|importers|exports|web|bench|test)';
const others = (name) => `subgraphs/(?!${name}(/|$))|^(\\.\\./)+(?!${name}/)(actors|flows|financing)/`;
const subgraphLaw = (name) => [
  [others(name), 'Subgraphs never import each other: resolve through the gateway.'],
  [
    '/(gateway|cli|importers|exports|web|bench)/',
    'A subgraph runs alone: it imports platform, its migrations and itself.',
  ],
];
const ENTITIES = [
  'entities/',
  'GraphQL classes and tables are separate: schema/ and resolvers/ never import entities/.',
];

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', '.maillon/**', 'coverage/**', 'bench/node_modules/**'] },
  js.configs.recommended,
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        module: 'writable',
        require: 'readonly',
        __dirname: 'readonly',
        URL: 'readonly',
        fetch: 'readonly',
      },
    },
  },
  {
    files: ['web/**/*.{js,mjs,ts,tsx,jsx}'],
    ignores: ['web/build.mjs'],
    languageOptions: {
      globals: {
        window: 'readonly',
        document: 'readonly',
        fetch: 'readonly',
        navigator: 'readonly',
        HTMLElement: 'readonly',
        Intl: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        location: 'readonly',
        localStorage: 'readonly',
      },
    },
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/require-await': 'off',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  // type-graphql reads the parameter types of decorated methods at run time: those imports are values.
  {
    files: ['subgraphs/**/*.ts', 'platform/**/*.ts', 'test/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  law(['platform/**/*.ts'], [[`^(\\.\\./)+${OURS}/`, 'platform imports nothing of ours.']]),
  ...['actors', 'flows', 'financing'].flatMap((name) => [
    law([`subgraphs/${name}/**/*.ts`], subgraphLaw(name)),
    law([`subgraphs/${name}/{schema,resolvers}/**/*.ts`], [...subgraphLaw(name), ENTITIES]),
  ]),
  law(
    ['web/**/*.{ts,mjs,js}'],
    [
      [
        '^(\\.\\./)+(gateway|subgraphs|platform|reference|cli|schema)/',
        'web knows only its GraphQL operations.',
      ],
    ],
  ),
  {
    files: ['web/**/*.{mjs,js}'],
    rules: {
      '@typescript-eslint/no-restricted-imports': 'off',
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(\\.\\./)+(gateway|subgraphs|platform|reference|cli|schema)/',
              message: 'web knows only its GraphQL operations.',
            },
          ],
        },
      ],
    },
  },
  { files: ['cli/**/*.ts', 'schema/*.ts', 'bench/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);
