import { Failure } from '../model/failure';

export interface BaseUrl {
	/** Scheme, host and port, such as `https://192.168.1.10:8088`. */
	origin: string;
	/** Path below which the PBX's own paths begin; empty for most. */
	prefix: string;
}

/** The ports at which a kind of PBX answers as it comes. */
export interface UsualPorts {
	https: number;
	http: number;
}

/**
 * Reads the address of a PBX as people paste it: with a trailing slash or a whole API path behind it.
 * One without a scheme is refused, because a guess could send the password over plain HTTP.
 */
export function readBaseUrl(
	value: unknown,
	usualPorts: UsualPorts = { https: 8088, http: 8088 },
): BaseUrl | Failure {
	const url = typeof value === 'string' ? value.trim() : '';
	if (url === '') return noBaseUrl('The address of the PBX is missing');
	const [, hostOnly, portOnly] = /^([\w-]+(?:\.[\w-]+)*)(?::(\d{1,5}))?\/?$/.exec(url) ?? [];
	if (hostOnly !== undefined) {
		const address = (scheme: 'https' | 'http') =>
			`${scheme}://${hostOnly}:${portOnly ?? usualPorts[scheme]}`;
		return noBaseUrl(
			'The address of the PBX does not say whether to use https or http',
			`Enter ${address('https')} or, where the PBX offers no encryption, ${address('http')}.`,
		);
	}
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

function noBaseUrl(
	message: string,
	remedy = 'It consists of scheme, host and port, such as https://192.168.1.10:8088, without user name or password.',
): Failure {
	return new Failure('invalidInput', message, remedy, undefined, 'baseUrl');
}
