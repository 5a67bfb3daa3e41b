const root = require('../jest.config.js');

/** The suites that need the real Asterisk of the bench: run them with `--runInBand`. */
module.exports = {
	...root,
	rootDir: '..',
	testMatch: ['<rootDir>/test/**/*.bench.cts'],
	testPathIgnorePatterns: ['/node_modules/'],
};
