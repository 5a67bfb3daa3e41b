/** The layers: imports point downwards and form no circle, types included. */
module.exports = {
	forbidden: [
		{ name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
		{
			name: 'pbx-is-without-n8n',
			comment:
				'pbx/ is plain TypeScript: it imports nothing of n8n, of the nodes or of transport/.',
			severity: 'error',
			from: { path: '^pbx/' },
			to: { pathNot: '^(pbx/|crypto$)' },
		},
		{
			name: 'model-imports-nothing',
			severity: 'error',
			from: { path: '^pbx/model/' },
			to: { pathNot: '^pbx/model/' },
		},
		{
			name: 'only-drivers-know-drivers',
			comment: 'The rest of pbx/ knows the port and the contract, not who implements them.',
			severity: 'error',
			from: { path: '^pbx/', pathNot: '^pbx/drivers/' },
			to: { path: '^pbx/drivers/', pathNot: '^pbx/drivers/driver\\.ts$' },
		},
		{
			name: 'no-dialect-outside-the-drivers',
			comment: 'The registry opens a driver; nothing else of the product knows a dialect.',
			severity: 'error',
			from: { path: '^(credentials|nodes|transport)/' },
			to: { path: '^pbx/drivers/[^/]+/' },
		},
		{
			name: 'dialects-are-strangers',
			severity: 'error',
			from: { path: '^pbx/drivers/([^/]+)/' },
			to: { path: '^pbx/drivers/[^/]+/', pathNot: '^pbx/drivers/$1/' },
		},
		{
			name: 'transport-knows-no-node',
			severity: 'error',
			from: { path: '^transport/' },
			to: { path: '^(credentials|nodes)/' },
		},
		{
			name: 'simulator-shares-only-domain-types',
			comment: 'A misunderstanding of the manual must not be in the driver and in its test.',
			severity: 'error',
			from: { path: '^simulator/' },
			to: { path: '^(credentials|nodes|pbx|transport)/', pathNot: '^pbx/model/' },
		},
		{
			name: 'product-imports-no-tools',
			severity: 'error',
			from: { path: '^(credentials|nodes|pbx|transport)/' },
			to: { path: '^(simulator|test|tools)/' },
		},
	],
	options: {
		// Before compilation: otherwise imports of types would not count.
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'test/tsconfig.json' },
		doNotFollow: { path: 'node_modules' },
		enhancedResolveOptions: { extensions: ['.ts', '.cts', '.js', '.cjs', '.json'] },
	},
};
