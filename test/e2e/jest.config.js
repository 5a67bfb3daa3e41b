const {
	moduleFileExtensions,
	transform,
	modulePathIgnorePatterns,
} = require('../../jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
	rootDir: '../..',
	testMatch: ['<rootDir>/test/e2e/**/*.test.cts'],
	moduleFileExtensions,
	transform,
	modulePathIgnorePatterns,
	// One n8n and one simulator serve every file; they live in Jest's own process.
	globalSetup: '<rootDir>/test/e2e/setup/globalSetup.cts',
	globalTeardown: '<rootDir>/test/e2e/setup/globalTeardown.cts',
	testEnvironment: '<rootDir>/test/e2e/setup/jestEnvironment.cts',
	maxWorkers: 1,
	testTimeout: 120_000,
	reporters: ['default', '<rootDir>/test/e2e/setup/closingLine.js'],
};
