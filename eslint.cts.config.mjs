// The node lint covers the published *.ts; this one covers the simulator and the tests (*.cts), and the
// simulator's page (*.js).
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
	{ ignores: ['**/node_modules/**', 'dist/**', 'build/**'] },
	{
		files: ['**/*.cts'],
		extends: [js.configs.recommended, ...tseslint.configs.recommendedTypeChecked],
		languageOptions: { parserOptions: { project: './test/tsconfig.json' } },
		rules: {
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
		},
	},
	{
		files: ['simulator/switchboard/page/*.js'],
		extends: [js.configs.recommended],
		languageOptions: { sourceType: 'module' },
		// The types name the browser's globals.
		rules: { 'no-undef': 'off' },
	},
);
