const root = require('../../../jest.config.js');

/** The driver on the real Asterisk of the bench: run it with `--runInBand`. */
module.exports = {
	...root,
	rootDir: '../../..',
	testMatch: ['<rootDir>/test/{drivers/asterisk,conformance}/**/*.bench.cts'],
	testPathIgnorePatterns: ['/node_modules/'],
};
