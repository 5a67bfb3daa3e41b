export type DataFormat = 'json' | 'xml';

/** What differs between the PBXs that speak this dialect. */
export interface Variant {
	/** How the PBX is called in messages. */
	name: string;
	/** The version segment of the path when the credential leaves it empty. */
	apiVersion: string;
	formats: readonly DataFormat[];
	/** Numbers by which a sign-in may refuse the password, although they mean something else as well. */
	doubtfulSignIn: readonly string[];
	/** Where the administrator finds API user and password, and the settings of an extension. */
	webPages: { api: string; extensions: string };
}

export const openVoxUc: Variant = {
	name: 'OpenVox UC',
	apiVersion: 'v0.0.1',
	formats: ['json', 'xml'],
	// The one failed login that the manual prints says 30003, "API service not running".
	doubtfulSignIn: ['30003'],
	webPages: { api: 'PBX > Tools > API', extensions: 'PBX > Extensions' },
};

export const yeastarV1: Variant = {
	name: 'Yeastar',
	apiVersion: 'v1.1.0',
	formats: ['json'],
	doubtfulSignIn: [],
	webPages: {
		api: 'Settings > PBX > General > API',
		extensions: 'Settings > PBX > Extensions > edit > Features',
	},
};
