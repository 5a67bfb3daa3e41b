import { Failure } from '../model/failure';

export interface BaseUrl {
	/** Scheme, host and port, such as `https://192.168.1.10:8088`. */
	origin: string;
	/** Path below which the PBX's own paths begin; empty for most. */
	prefix: string;
}

/** Reads the Base URL as people paste it: with a trailing slash or a whole API path behind it. */
export function readBaseUrl(value: unknown): BaseUrl | Failure {
	const url = typeof value === 'string' ? value.trim() : '';
	if (url === '') return badBaseUrl('The credential has no Base URL');
	const parts = /^(https?):\/\/([^/?#@\s]+)(\/[^?#\s]*)?(?:[?#].*)?$/i.exec(url);
	if (!parts) return badBaseUrl(`The Base URL of the credential is not an address`);
	const [, scheme = '', host = '', path = ''] = parts;
	const prefix = path.replace(/\/+$/, '').replace(/\/api(\/v[\d.]+)?$/i, '');
	return { origin: `${scheme.toLowerCase()}://${host}`, prefix };
}

function badBaseUrl(message: string): Failure {
	return new Failure(
		'invalidInput',
		message,
		"Enter scheme, host and port of the PBX in 'Base URL', such as https://192.168.1.10:8088 (no user name or password in it).",
	);
}
