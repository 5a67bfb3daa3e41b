const {
	moduleFileExtensions,
	transform,
	modulePathIgnorePatterns,
} = require('../../jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
	rootDir: '../..',
	testMatch: ['<rootDir>/test/queue/**/*.test.cts'],
	moduleFileExtensions,
	transform,
	modulePathIgnorePatterns,
	maxWorkers: 1,
	testTimeout: 120_000,
	reporters: ['default', '<rootDir>/test/e2e/setup/closingLine.js'],
};
