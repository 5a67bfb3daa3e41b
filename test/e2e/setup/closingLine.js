/** Prints the counts, alone on the last line. A case that did not run counts as failed: nothing is skipped here. */
module.exports = class ClosingLine {
	onRunComplete(_contexts, results) {
		const { numPassedTests: passed, numTotalTests, numFailedTestSuites } = results;
		const notPassed = Math.max(numTotalTests - passed, numFailedTestSuites);
		const failed = numTotalTests === 0 ? Math.max(notPassed, 1) : notPassed;
		// At the exit, so that Jest's own summary does not come after it.
		process.once('exit', () => process.stdout.write(`${passed} passed, ${failed} failed\n`));
	}
};
