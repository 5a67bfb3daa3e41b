/** @type {import('jest').Config} */
module.exports = {
	// n8n's own log lines about refusals that tests provoke would bury the results.
	silent: true,
	testMatch: ['<rootDir>/test/**/*.test.cts'],
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/', '<rootDir>/test/queue/'],
	moduleFileExtensions: ['ts', 'cts', 'js', 'cjs', 'json'],
	transform: {
		'\\.c?ts$': [
			'@swc/jest',
			{ jsc: { target: 'es2021', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
		],
	},
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/build/'],
};
