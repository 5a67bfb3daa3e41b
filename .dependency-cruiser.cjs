/** Imports form no circle, types included. */
module.exports = {
	forbidden: [{ name: 'no-circular', severity: 'error', from: {}, to: { circular: true } }],
	options: {
		// Before compilation: otherwise imports of types would not count.
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'test/tsconfig.json' },
		doNotFollow: { path: 'node_modules' },
		enhancedResolveOptions: { extensions: ['.ts', '.cts', '.js', '.cjs', '.json'] },
	},
};
