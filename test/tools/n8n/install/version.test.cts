import {
	nodeFor,
	pinnedVersion,
	satisfies,
	wantedVersion,
} from '../../../../tools/n8n/install/version.cts';

const before = process.env['N8N_VERSION'];
afterEach(() => {
	if (before === undefined) delete process.env['N8N_VERSION'];
	else process.env['N8N_VERSION'] = before;
});

test('without a wish the pinned version or a newer one will do', () => {
	delete process.env['N8N_VERSION'];
	const wanted = wantedVersion();

	expect(satisfies(pinnedVersion, wanted)).toBe(true);
	expect(satisfies('2.100.0', wanted)).toBe(true);
	expect(satisfies('2.8.4', wanted)).toBe(false);
});

test('a version that is asked for by name is that version', () => {
	process.env['N8N_VERSION'] = '2.8.4';
	const wanted = wantedVersion();

	expect(satisfies('2.8.4', wanted)).toBe(true);
	expect(satisfies('2.41.1', wanted)).toBe(false);
});

test.each(['2', 'latest', '2.41.1; rm'])('"%s" is refused', (asked) => {
	process.env['N8N_VERSION'] = asked;

	expect(wantedVersion).toThrow(`N8N_VERSION is "${asked}"`);
});

test.each([
	['1.85.4', 22],
	['2.35.9', 22],
	['2.36.0', 24],
	[pinnedVersion, 24],
] as const)('n8n %s runs under Node %i', (version, major) => {
	expect(nodeFor(version)).toBe(major);
});
