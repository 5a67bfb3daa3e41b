import { Failure } from '../model/failure';

export interface BaseUrl {
	/** Scheme, host and port, such as `https://192.168.1.10:8088`. */
	origin: string;
	/** Path below which the PBX's own paths begin; empty for most. */
	prefix: string;
}

/** Reads the address of a PBX as people paste it: with a trailing slash or a whole API path behind it. */
export function readBaseUrl(value: unknown): BaseUrl | Failure {
	const url = typeof value === 'string' ? value.trim() : '';
	if (url === '') return noBaseUrl('The address of the PBX is missing');
	const parts = /^(https?):\/\/([^/?#@\s]+)(\/[^?#\s]*)?(?:[?#].*)?$/i.exec(url);
	if (!parts) return noBaseUrl('The address of the PBX is not a valid URL');
	const [, scheme = '', host = '', path = ''] = parts;
	const prefix = path.replace(/\/+$/, '').replace(/\/api(\/v[\d.]+)?$/i, '');
	return { origin: `${scheme.toLowerCase()}://${host}`, prefix };
}

/**
 * One text for one PBX, however its address is written: case of the host, default port, and the names
 * of the own machine make no difference.
 */
export function pbxAddressKey({ origin, prefix }: BaseUrl): string {
	const [, scheme = '', host = '', port] = /^(https?):\/\/(.*?)(?::(\d+))?$/.exec(origin) ?? [];
	const name = /^(localhost|127\.0\.0\.1|\[::1\])$/i.test(host) ? 'localhost' : host.toLowerCase();
	const usualPort = scheme === 'https' ? 443 : 80;
	return `${scheme}://${name}:${port === undefined ? usualPort : Number(port)}${prefix}`;
}

function noBaseUrl(message: string): Failure {
	return new Failure(
		'invalidInput',
		message,
		'It consists of scheme, host and port, such as https://192.168.1.10:8088, without user name or password.',
		undefined,
		'baseUrl',
	);
}
