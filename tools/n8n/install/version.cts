/** The n8n that the tests and the demo run; N8N_VERSION chooses another one. */
export const pinnedVersion = '2.41.1';

export interface WantedVersion {
	version: string;
	/** A newer n8n on the PATH will do as well, unless the version was asked for by name. */
	match: 'thisOrNewer' | 'exactly';
}

export function wantedVersion(): WantedVersion {
	const asked = process.env['N8N_VERSION']?.trim() ?? '';
	if (asked === '') return { version: pinnedVersion, match: 'thisOrNewer' };
	if (!/^\d+\.\d+\.\d+$/.test(asked)) {
		throw new Error(
			`N8N_VERSION is "${asked}"; a full version such as ${pinnedVersion} is needed.`,
		);
	}
	return { version: asked, match: 'exactly' };
}

/** The major version of Node that an n8n runs under: 2.36 and newer need 24, 1.85 refuses anything above 22. */
export function nodeFor(n8nVersion: string): 22 | 24 {
	return compareVersions(n8nVersion, '2.36.0') < 0 ? 22 : 24;
}

export function satisfies(version: string, wanted: WantedVersion): boolean {
	const order = compareVersions(version, wanted.version);
	return wanted.match === 'exactly' ? order === 0 : order >= 0;
}

export function compareVersions(a: string, b: string): number {
	const left = a.split('.').map(Number);
	const right = b.split('.').map(Number);
	const difference = [0, 1, 2]
		.map((i) => (left[i] ?? 0) - (right[i] ?? 0))
		.find((one) => one !== 0);
	return difference ?? 0;
}
